package tui

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	support "devtools/ripio-explorer/ripio/report"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/clipboard"
	"devtools/ripio-explorer/tui/copies"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/sending"
)

// copies lists what there is to copy now.
func (m *Model) copies() []copies.Copy {
	m.tellWidget()
	s := copies.Subject{
		Token: m.result.Decoded(), Exchange: m.result.Exchange(), Request: m.form.Request(), Environment: m.environment,
		HideAddress: m.form.Address.Secret, Flow: string(m.widget.Flow()), NoLink: m.noLink(),
		Link: func() string {
			made, _ := m.widget.Link()
			return made.Reveal()
		},
	}
	if e := s.Exchange; e == nil || e.DryRun {
		s.NoReport = "nothing was sent yet"
	} else {
		causes := m.result.Causes
		s.Report = func() string { return support.Markdown(*e, causes, support.Options{Version: m.options.Version}) }
	}
	if s.Token != nil {
		now := m.deps.Now()
		if s.Exchange != nil {
			now = s.Exchange.Clock.ServerTime(now)
		}
		if s.Token.Expiry.Expired(now) {
			s.Expired = max(-s.Token.Expiry.Remaining(now), time.Second)
		}
	}
	return copies.List(s)
}

func (m *Model) chooseCopy() { m.openCopies("Copy", m.copies()) }

func (m *Model) openCopies(title string, list []copies.Copy) {
	var choices []dialog.Choice
	for _, c := range list {
		choices = append(choices, dialog.Choice{Name: c.Name, Detail: c.Detail, Unavailable: c.Unavailable, Run: func() tea.Cmd { return m.copy(c) }})
	}
	m.open(dialog.NewMenu(title, choices))
}

// copy puts a text on the clipboard, or opens what leads to one.
func (m *Model) copy(c copies.Copy) tea.Cmd {
	switch {
	case c.Choices != nil:
		m.openCopies(draw.Capital(c.Name), c.Choices)
		return nil
	case c.Secret != nil:
		m.askSecretCopy(c)
		return nil
	case c.Link:
		return m.warned("Copy it", func() tea.Cmd { return m.put(c.Name, c.Text(), c.Remark) })
	}
	return m.put(c.Name, c.Text(), c.Remark)
}

// askSecretCopy warns of a text with the client_secret, and fetches the secret for it.
func (m *Model) askSecretCopy(c copies.Copy) {
	source, secrets := m.newSend(sending.Ordinary).Secret, m.deps.Profiles.Secrets
	put, owner := m.deps.Copy, m.profile
	menu := dialog.NewMenu("Copy the secret, too?", []dialog.Choice{
		{Name: "Go back"},
		{Name: "Copy " + c.Name, Run: func() tea.Cmd {
			return func() tea.Msg {
				secret, err := source.Fetch(context.Background(), secrets)
				if err == nil && secret.IsEmpty() {
					err = errNoSecret
				}
				if err != nil {
					return copiedMsg{what: c.Name, owner: owner, err: err}
				}
				route, err := put(c.Secret(secret).Reveal())
				return copiedMsg{what: c.Name, route: route, owner: owner, remark: "it holds the client_secret", err: err}
			}
		}},
	})
	menu.Hints = c.Warning
	m.open(menu)
}

var errNoSecret = errors.New("the client_secret is empty")

// copiedMsg tells what became of a copy.
type copiedMsg struct {
	what  string
	route clipboard.Route
	// owner is the profile that was selected, remark what is worth saying beside.
	owner, remark string
	// text is what may be shown where no way worked; empty for what holds the secret.
	text redact.Secret
	err  error
}

// notice tells it in a line.
func (msg copiedMsg) notice() (finding.Level, string) {
	words := msg.what + " " + string(msg.route)
	if msg.remark != "" {
		words += "; " + msg.remark
	}
	switch {
	case msg.err != nil:
		return finding.LevelFailure, "not copied: " + visible.Line(msg.err.Error())
	case strings.HasPrefix(msg.remark, "it "): // it expired, or it holds the secret
		return finding.LevelWarning, words
	case !msg.route.Arrived():
		return finding.LevelNote, words // whether it arrived is not known
	}
	return finding.LevelOK, words
}

// put puts a text on the clipboard.
func (m *Model) put(what, text, remark string) tea.Cmd {
	copyTo, owner := m.deps.Copy, m.profile
	return func() tea.Msg {
		route, err := copyTo(text)
		return copiedMsg{what: what, route: route, owner: owner, remark: remark, text: redact.NewSecret(text), err: err}
	}
}

// copied says what became of a copy. Where no way worked, the text is shown to select from.
func (m *Model) copied(msg copiedMsg) {
	level, words := msg.notice()
	if msg.err == nil {
		words += m.curtain.Copied()
	}
	m.status.say(level, words)
	if msg.err == nil {
		m.copiedOf = msg.owner
		return
	}
	if msg.text.IsEmpty() {
		return
	}
	text := msg.text.Reveal()
	m.whenFree(func() tea.Cmd {
		m.open(&dialog.Plain{
			Title: msg.what, Why: msg.err.Error(), Text: text,
			Save: func() tea.Cmd {
				m.open(dialog.NewQuestion("Write it to a file?", "Write the "+msg.what, secretFile, func() tea.Cmd {
					name := "ripio-" + strings.ReplaceAll(msg.what, " ", "-") + "-" + m.deps.Now().UTC().Format("20060102T150405Z") + ".txt"
					return m.writes.keep(saveReport(m.deps.SaveReport, name, text))
				}))
				return nil
			},
		})
		return nil
	})
}

// secretFile is said before a copy is written that may be a secret.
const secretFile = "It goes into the folder where the program was started, readable by you alone, and stays until you remove it. A token or a link in it is a secret."

// clearedMsg tells what became of the clipboard of a profile that was forgotten.
type clearedMsg struct {
	cleared clipboard.Cleared
	err     error
}

func (msg clearedMsg) notice() (finding.Level, string) {
	if msg.err != nil {
		return finding.LevelWarning, "the last copy: " + visible.Line(msg.err.Error())
	}
	return finding.LevelNote, "the last copy: " + string(msg.cleared)
}

// clearCopy takes what was copied of a forgotten profile off the clipboard, where that can
// be done.
func (m *Model) clearCopy(profile string) tea.Cmd {
	if m.copiedOf == "" || !strings.EqualFold(m.copiedOf, profile) {
		return nil
	}
	m.copiedOf = ""
	empty := m.deps.ClearClipboard
	return m.writes.keep(func() tea.Msg {
		cleared, err := empty()
		return clearedMsg{cleared, err}
	})
}
