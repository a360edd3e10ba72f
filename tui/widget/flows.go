package widget

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
)

// Host is what the tab may do with the explorer.
type Host struct {
	dialog.Host
	// Subject is the token that links are made of now.
	Subject func() Subject
	// Warned runs what hands a link on, after it was said once what a link is.
	Warned func(what string, run func() tea.Cmd) tea.Cmd
	// Copy puts a text on the clipboard under a name, Browse opens a URL, SavePicture
	// writes a QR code to a file that goes after its life, and NewUUID makes one.
	Copy        func(what, text string) tea.Cmd
	Browse      func(url redact.Secret) error
	SavePicture func(code qr.Code, life time.Duration) (*qr.Picture, error)
	NewUUID     func() string
}

// Msg is what became of a link that was handed on.
type Msg interface{ land(m *Model) }

// Land tells it.
func (m *Model) Land(msg Msg) { msg.land(m) }

// NoLink says why no link can be handed on; empty when one can.
func (m *Model) NoLink() string {
	_, why := m.Link()
	return why
}

// handOn hands on the link as it stands, or says what was not done and why.
func (m *Model) handOn(action, question string, run func(made link.Link, of Subject) tea.Cmd) tea.Cmd {
	made, why := m.Link()
	if why != "" {
		m.host.Say(finding.LevelNote, action+": "+why)
		return nil
	}
	of := m.host.Subject()
	return m.host.Warned(question, func() tea.Cmd { return run(made, of) })
}

// OpenLink opens the link in the browser.
func (m *Model) OpenLink() tea.Cmd {
	return m.handOn("open the widget in the browser", "Open it in the browser", func(made link.Link, of Subject) tea.Cmd {
		m.host.Say(finding.LevelNote, "the browser is being opened")
		open, url := m.host.Browse, redact.NewSecret(made.Reveal())
		words := string(made.Flow()) + " widget of " + of.Environment.Name.Label()
		return func() tea.Msg { return browsedMsg{words, open(url)} }
	})
}

// browsedMsg tells what became of a link that was to be opened.
type browsedMsg struct {
	what string
	err  error
}

func (msg browsedMsg) land(m *Model) {
	if msg.err != nil {
		m.host.Say(finding.LevelFailure, "not opened: "+visible.Line(msg.err.Error()))
		return
	}
	m.host.Say(finding.LevelOK, "the browser got the link of the "+msg.what)
}

// CopyLink puts the link on the clipboard.
func (m *Model) CopyLink() tea.Cmd {
	return m.handOn("copy the widget link", "Copy it", func(made link.Link, _ Subject) tea.Cmd {
		return m.host.Copy(string(made.Flow())+" link", made.Reveal())
	})
}

// ShowCode shows the link as a QR code.
func (m *Model) ShowCode() tea.Cmd {
	return m.handOn("QR code of the widget link", "Show it as a QR code", func(made link.Link, of Subject) tea.Cmd {
		code, err := m.newCode(made, of)
		if err != nil {
			m.host.Say(finding.LevelFailure, err.Error())
			return nil
		}
		m.code = code
		m.host.Dialogs.Open(code)
		return nil
	})
}

const pictureIsSecret = "Whoever has the picture has the link with its token. The file goes when the token expires, or when the program ends."

// askSave asks before a picture of the code is made.
func (c *Code) askSave() {
	c.host.Dialogs.Open(dialog.NewQuestion("Save the code as a picture?", "Save the picture", pictureIsSecret, func() tea.Cmd {
		if c.Expired() {
			return nil // while the question was open
		}
		drawn, life, save := c.code, c.Left(), c.host.SavePicture
		return c.host.Keep(func() tea.Msg {
			picture, err := save(drawn, life)
			return pictureMsg{c, picture, err}
		})
	}))
}

// pictureMsg brings the picture of a code.
type pictureMsg struct {
	code    *Code
	picture *qr.Picture
	err     error
}

func (msg pictureMsg) land(m *Model) {
	if msg.err != nil {
		m.host.Say(finding.LevelFailure, "not saved: "+visible.Line(msg.err.Error()))
		return
	}
	m.Pictures = append(m.Pictures, msg.picture)
	msg.code.Saved = visible.Line(msg.picture.Path)
	m.host.Say(finding.LevelOK, "saved as "+msg.code.Saved)
}

// RemovePictures removes the files of codes that are of no use any more, and all of them
// at the end. Their own timer stands still while the machine sleeps.
func (m *Model) RemovePictures(all bool) {
	if all || m.code != nil && m.code.Expired() {
		for _, picture := range m.Pictures {
			_ = picture.Close()
		}
		m.Pictures = nil
	}
}

// FollowClock keeps the code's fuse at its pace when the wall clock was set.
func (m *Model) FollowClock(step time.Duration) {
	if m.code != nil {
		m.code.subject.Clock.Stepped += step
	}
}

// ChooseFill offers what the parameters can be filled in with.
func (m *Model) ChooseFill() {
	subject := m.host.Subject()
	fill := func(choice dialog.Choice, p func() link.Parameters) dialog.Choice {
		choice.Run = func() tea.Cmd {
			m.fill(p())
			return nil
		}
		return choice
	}
	var choices []dialog.Choice
	for _, preset := range link.Presets(subject.Environment.Name, m.flow) {
		choices = append(choices, fill(dialog.Choice{Name: preset.Name, About: draw.Sentence(preset.Origin)},
			func() link.Parameters { return preset.Parameters }))
	}
	user := dialog.Choice{Name: "The user's address as _addr", Detail: subject.Address}
	if subject.Address == "" {
		user.Unavailable = "there is none"
	}
	choices = append(choices,
		fill(user, func() link.Parameters { return link.Parameters{Address: subject.Address} }),
		fill(dialog.Choice{Name: "A new UUID as _tracking_session", About: "It comes back in webhooks as metadata.session, so that you find this visit again."},
			func() link.Parameters { return link.Parameters{TrackingSession: m.host.NewUUID()} }),
		dialog.Choice{Name: "Empty all fields", Run: func() tea.Cmd {
			m.clear()
			return nil
		}},
	)
	m.host.Dialogs.Open(dialog.NewMenu("Fill in the link's parameters", choices))
}
