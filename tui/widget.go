package tui

import (
	"slices"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/qr"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/widget"
)

// handingOver is what the links of this run left to remember.
type handingOver struct {
	// pastedFrom is the environment of a widget link whose token was pasted; empty when it
	// is not known.
	pastedFrom ripio.EnvironmentName
	// comparable is the token that was shown before one was pasted over it.
	comparable jwt.Token
	// linkWarned means that it was said why a link is a secret.
	linkWarned bool
	// copiedOf is the profile that was selected when something was copied last.
	copiedOf string
	// code is the QR code that was opened last, pictures the files that were made of codes.
	code     *widget.Code
	pictures []*qr.Picture
}

// openWidget shows the tab of the link.
func (m *Model) openWidget() tea.Cmd {
	m.widget.Leave()
	m.result.SetTab(result.Widget)
	m.setFocus(request.FocusResult)
	return nil
}

// inWidget reports whether keys go to the tab of the link.
func (m *Model) inWidget() bool {
	return m.dialogs.Empty() && m.result.Tab() == result.Widget && m.form.Focus == request.FocusResult
}

// inWidgetField reports whether letters go to a parameter of the link.
func (m *Model) inWidgetField() bool { return m.inWidget() && m.widget.InField() }

// tellWidget tells the tab whose token it makes links of: the one that is shown.
func (m *Model) tellWidget() {
	m.widget.Subject = m.widgetSubject()
	m.widget.Subject.ConfirmedAddress = m.form.Request().ConfirmedAddress
}

// widgetSubject is the shown token with the environment that granted it. A token does not
// say where it comes from, so one that was pasted bare makes no link.
func (m *Model) widgetSubject() widget.Subject {
	token, e := m.result.Decoded(), m.result.Exchange()
	none := func(why string) widget.Subject { return widget.Subject{Environment: m.environment, Why: why} }
	switch {
	case m.result.IsSending():
		return none("a request is under way; its token makes the link")
	case token == nil:
		return none("there is no token yet; enter requests one, and its link stands here then")
	case token.Raw == "":
		return none("the token was not kept, and a link needs it; esc goes back")
	case e == nil && m.pastedFrom == "":
		return none("a token does not say which environment granted it, and a link must lead to that one; paste the whole widget link, or esc and request a token")
	case e == nil:
		environment, _ := ripio.EnvironmentFor(m.pastedFrom)
		return widget.Subject{Token: redact.NewSecret(token.Raw), Environment: environment, Expiry: token.Expiry}
	case e.Failure != nil:
		return none("the request failed, so there is no token that a link can be made of")
	}
	lifetime, _ := e.Lifetime()
	return widget.Subject{
		Token: redact.NewSecret(token.Raw), Environment: e.Environment, Expiry: token.Expiry, Clock: e.Clock, Lifetime: max(lifetime, 0),
	}
}

// noLink says why no link can be handed on; empty when one can.
func (m *Model) noLink() string {
	m.tellWidget()
	_, why := m.widget.Link()
	return why
}

// linkSecret is said once, before the first link leaves the program.
const linkSecret = "Whoever has this link acts as this user until the token expires. Browsers keep URLs in their history and sync them; " +
	"chats open them for a preview; proxies and servers write them into logs. Open it yourself, or hand it to the person it is for."

// warned runs what hands a link on, after it was said once in this run what a link is.
func (m *Model) warned(what string, run func() tea.Cmd) tea.Cmd {
	if m.linkWarned {
		return run()
	}
	menu := dialog.NewMenu("A widget link is a secret", []dialog.Choice{
		{Name: what, Detail: "this is asked once until the program ends", Run: func() tea.Cmd {
			m.linkWarned = true
			return run()
		}},
		{Name: "Go back", Detail: "the link stays here"},
	})
	menu.Hints = linkSecret
	m.open(menu)
	return nil
}

// openLink opens the link in the browser.
func (m *Model) openLink() tea.Cmd {
	made, _ := m.widget.Link()
	return m.warned("Open it in the browser", func() tea.Cmd {
		m.status.say(finding.LevelNote, "the browser is being opened")
		open, url := m.deps.OpenBrowser, redact.NewSecret(made.Reveal())
		words := string(made.Flow()) + " widget of " + m.widget.Subject.Environment.Name.Label()
		return func() tea.Msg { return browserMsg{words, open(url)} }
	})
}

// browserMsg tells what became of a link that was to be opened.
type browserMsg struct {
	what string
	err  error
}

func (msg browserMsg) notice() (finding.Level, string) {
	if msg.err != nil {
		return finding.LevelFailure, "not opened: " + visible.Line(msg.err.Error())
	}
	return finding.LevelOK, "the browser got the link of the " + msg.what
}

// copyLink puts the link on the clipboard.
func (m *Model) copyLink() tea.Cmd {
	made, _ := m.widget.Link()
	return m.warned("Copy it", func() tea.Cmd {
		return m.put(string(made.Flow())+" link", made.Reveal(), "")
	})
}

// showCode shows the link as a QR code.
func (m *Model) showCode() tea.Cmd {
	made, _ := m.widget.Link()
	return m.warned("Show it as a QR code", func() tea.Cmd {
		code, err := m.widget.NewCode(made)
		if err != nil {
			m.status.say(finding.LevelFailure, err.Error())
			return nil
		}
		code.Save = func(drawn qr.Code) tea.Cmd {
			if code.Expired() {
				return nil
			}
			m.open(dialog.NewQuestion("Save the code as a picture?", "Save the picture", pictureIsSecret, func() tea.Cmd {
				if code.Expired() {
					return nil // while the question was open
				}
				life, save := code.Left(), m.deps.SavePicture
				return m.writes.keep(func() tea.Msg {
					picture, err := save(drawn, life)
					return pictureMsg{code, picture, err}
				})
			}))
			return nil
		}
		m.code = code
		m.open(code)
		return nil
	})
}

const pictureIsSecret = "Whoever has the picture has the link with its token. The file goes when the token expires, or when the program ends."

// pictureMsg brings the picture of a code.
type pictureMsg struct {
	code    *widget.Code
	picture *qr.Picture
	err     error
}

func (m *Model) pictureSaved(msg pictureMsg) {
	if msg.err != nil {
		m.status.say(finding.LevelFailure, "not saved: "+visible.Line(msg.err.Error()))
		return
	}
	m.pictures = append(m.pictures, msg.picture)
	msg.code.Saved = visible.Line(msg.picture.Path)
	m.status.say(finding.LevelOK, "saved as "+msg.code.Saved)
}

// removePictures removes the files of codes that are of no use any more, and all of them
// at the end. Their own timer stands still while the machine sleeps.
func (h *handingOver) removePictures(all bool) {
	if all || h.code != nil && h.code.Expired() {
		for _, picture := range h.pictures {
			_ = picture.Close()
		}
		h.pictures = nil
	}
}

// followClock keeps the code's fuse at its pace.
func (h *handingOver) followClock(step time.Duration) {
	if h.code != nil {
		h.code.FollowClock(step)
	}
}

// chooseFill offers what the parameters can be filled in with.
func (m *Model) chooseFill() {
	var choices []dialog.Choice
	for _, preset := range link.Presets(m.widget.Subject.Environment.Name, m.widget.Flow()) {
		choices = append(choices, dialog.Choice{Name: preset.Name, About: draw.Sentence(preset.Origin), Run: func() tea.Cmd {
			m.widget.Fill(preset.Parameters)
			return nil
		}})
	}
	address := m.form.Request().Address
	if e := m.result.Exchange(); e != nil {
		address = e.Request.Address
	}
	choices = append(choices,
		dialog.Choice{Name: "The user's address as _addr", Detail: address, Unavailable: unlessSet(address, "there is none"), Run: func() tea.Cmd {
			m.widget.Fill(link.Parameters{Address: address})
			return nil
		}},
		dialog.Choice{Name: "A new UUID as _tracking_session", About: "It comes back in webhooks as metadata.session, so that you find this visit again.", Run: func() tea.Cmd {
			m.widget.Fill(link.Parameters{TrackingSession: m.deps.NewExternalRef()})
			return nil
		}},
		dialog.Choice{Name: "Empty all fields", Run: func() tea.Cmd {
			m.widget.Clear()
			return nil
		}},
	)
	m.open(dialog.NewMenu("Fill in the link's parameters", choices))
}

func unlessSet(value, otherwise string) string {
	if value != "" {
		return ""
	}
	return otherwise
}

// pressedInWidget takes a key of the tab outside its fields, and reports whether it was
// one.
func (m *Model) pressedInWidget(msg tea.KeyMsg) (cmd tea.Cmd, done bool) {
	m.tellWidget()
	k := m.widget.Keys
	for _, each := range []struct {
		binding key.Binding
		name    string
	}{{k.Open, openWidgetAction}, {k.Copy, copyWidgetAction}, {k.Code, codeWidgetAction}, {k.Fill, fillWidgetAction}} {
		if key.Matches(msg, each.binding) {
			at := slices.IndexFunc(m.actions, func(a action) bool { return a.name == each.name })
			return m.perform(m.actions[at]), true
		}
	}
	return nil, m.widget.Update(msg)
}

// The actions that have a letter in the tab.
const (
	openWidgetAction = "Open the widget in the browser"
	copyWidgetAction = "Copy the widget link"
	codeWidgetAction = "QR code of the widget link"
	fillWidgetAction = "Fill in the widget's parameters"
)

// nextField moves on to the next field or the one before, through those of the link where
// its tab is open.
func (m *Model) nextField(by int) {
	if m.inWidget() && (m.widget.InField() || by > 0) && m.widget.MoveFocus(by) {
		return
	}
	if m.inWidget() && by < 0 && m.widget.InField() {
		return // it left the first field
	}
	m.widget.Leave()
	m.form.MoveFocus(by)
}

// widgetLines draws the tab under the head of its token.
func (m *Model) widgetLines(width, height int) []string {
	m.tellWidget()
	head := m.result.Head()
	return append(head, m.widget.View(width, height-len(head), m.form.Focus == request.FocusResult)...)
}
