package handover

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/clipboard"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
)

// List is what there is to copy now.
func (m *Model) List() []Copy {
	s := m.Subject()
	if s.Token != nil {
		now := m.Now()
		if s.Exchange != nil {
			now = s.Exchange.Clock.ServerTime(now)
		}
		if s.Token.Expiry.Expired(now) {
			s.Expired = max(-s.Token.Expiry.Remaining(now), time.Second)
		}
	}
	return s.list(m.markdown)
}

// Choose opens the menu of what there is to copy.
func (m *Model) Choose() { m.choose("Copy", m.List()) }

func (m *Model) choose(title string, list []Copy) {
	var choices []dialog.Choice
	for _, c := range list {
		choices = append(choices, dialog.Choice{Name: c.Name, Detail: c.Detail, Unavailable: c.Unavailable, Run: func() tea.Cmd { return m.copy(c) }})
	}
	m.Dialogs.Open(dialog.NewMenu(title, choices))
}

// copy puts a text on the clipboard, or opens what leads to one.
func (m *Model) copy(c Copy) tea.Cmd {
	switch {
	case c.Choices != nil:
		m.choose(draw.Capital(c.Name), c.Choices)
		return nil
	case c.Secret != nil:
		m.askSecretCopy(c)
		return nil
	case c.Link:
		return m.Warned("Copy it", func() tea.Cmd { return m.put(c) })
	}
	return m.put(c)
}

// askSecretCopy warns of a text with the client_secret, and fetches the secret for it.
func (m *Model) askSecretCopy(c Copy) {
	fetch, put, owner := m.Subject().Secret, m.Host.Copy, m.Owner()
	menu := dialog.NewMenu("Copy the secret, too?", []dialog.Choice{
		{Name: "Go back"},
		{Name: "Copy " + c.Name, Run: func() tea.Cmd {
			return func() tea.Msg {
				secret, err := fetch(context.Background())
				if err == nil && secret.IsEmpty() {
					err = errNoSecret
				}
				if err != nil {
					return CopiedMsg{What: c.Name, Owner: owner, Err: err}
				}
				route, err := put(c.Secret(secret).Reveal())
				return CopiedMsg{What: c.Name, Route: route, Owner: owner, Remark: "it holds the client_secret", Level: finding.LevelWarning, Err: err}
			}
		}},
	})
	menu.Hints = c.Warning
	m.Dialogs.Open(menu)
}

var errNoSecret = errors.New("the client_secret is empty")

// CopiedMsg tells what became of a copy.
type CopiedMsg struct {
	What  string
	Route clipboard.Route
	// Owner is the profile that was selected, Remark what is worth saying beside, and Level
	// how much that matters.
	Owner, Remark string
	Level         finding.Level
	// text is what may be shown where no way worked; empty for what holds the secret.
	text redact.Secret
	Err  error
}

// notice tells it in a line.
func (msg CopiedMsg) notice() (finding.Level, string) {
	words := msg.What + " " + string(msg.Route)
	if msg.Remark != "" {
		words += "; " + msg.Remark
	}
	switch {
	case msg.Err != nil:
		return finding.LevelFailure, "not copied: " + visible.Line(msg.Err.Error())
	case msg.Level > finding.LevelOK:
		return msg.Level, words
	case !msg.Route.Arrived():
		return finding.LevelNote, words // whether it arrived is not known
	}
	return finding.LevelOK, words
}

// Put puts a text on the clipboard under a name.
func (m *Model) Put(what, text string) tea.Cmd {
	return m.put(Copy{Name: what, Text: func() string { return text }})
}

func (m *Model) put(c Copy) tea.Cmd {
	copyTo, owner, text := m.Host.Copy, m.Owner(), c.Text()
	return func() tea.Msg {
		route, err := copyTo(text)
		return CopiedMsg{What: c.Name, Route: route, Owner: owner, Remark: c.Remark, Level: c.Level, text: redact.NewSecret(text), Err: err}
	}
}

// land says what became of a copy. Where no way worked, the text is shown to select from.
func (msg CopiedMsg) land(m *Model) {
	level, words := msg.notice()
	if msg.Err == nil {
		words += m.Copied()
	}
	m.Say(level, words)
	if msg.Err == nil {
		m.copiedOf = msg.Owner
		return
	}
	if msg.text.IsEmpty() {
		return
	}
	text := msg.text.Reveal()
	m.Dialogs.WhenFree(func() tea.Cmd {
		m.Dialogs.Open(&dialog.Plain{
			Title: msg.What, Why: msg.Err.Error(), Text: text,
			Save: func() tea.Cmd {
				m.Dialogs.Open(dialog.NewQuestion("Write it to a file?", "Write the "+msg.What, secretFile, func() tea.Cmd {
					return m.save(strings.ReplaceAll(msg.What, " ", "-"), "txt", text)
				}))
				return nil
			},
		})
		return nil
	})
}

// secretFile is said before a copy is written that may be a secret.
const secretFile = "It goes into the folder where the program was started, readable by you alone, and stays until you remove it. A token or a link in it is a secret."

// ClearedMsg tells what became of the clipboard of a profile that was forgotten.
type ClearedMsg struct {
	cleared clipboard.Cleared
	err     error
}

func (msg ClearedMsg) land(m *Model) {
	if msg.err != nil {
		m.Say(finding.LevelWarning, "the last copy: "+visible.Line(msg.err.Error()))
		return
	}
	m.Say(finding.LevelNote, "the last copy: "+string(msg.cleared))
}

// Forget takes what was copied of a forgotten profile off the clipboard, where that can
// be done.
func (m *Model) Forget(profile string) tea.Cmd {
	if m.copiedOf == "" || !strings.EqualFold(m.copiedOf, profile) {
		return nil
	}
	m.copiedOf = ""
	clear := m.Clear
	return m.Keep(func() tea.Msg {
		cleared, err := clear()
		return ClearedMsg{cleared, err}
	})
}
