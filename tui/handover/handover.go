// Package handover is what leaves the program by a person's wish: the copies of what is
// shown, and the report for Ripio's support. What a text holds is said before it leaves.
package handover

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	support "devtools/ripio-explorer/ripio/report"
	"devtools/ripio-explorer/tui/clipboard"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
)

// Host is what handing on may do with the explorer.
type Host struct {
	dialog.Host
	Manager *profiles.Manager
	Now     func() time.Time
	// Subject is what is shown and selected now, Owner the selected profile.
	Subject func() Subject
	Owner   func() string
	// Listed is the attempt that the history has selected, nil for none; open tells that
	// the history has the keyboard.
	Listed func() (attempt *profiles.Attempt, open bool)
	// About says when an exchange was made, and for whom.
	About func(ripio.Exchange) string
	// Copy puts a text on the clipboard, Clear takes the last one off, and Copied is what
	// the curtain has to say of a copy. SaveFile writes a new file and gives its path.
	Copy     func(text string) (clipboard.Route, error)
	Clear    func() (clipboard.Cleared, error)
	Copied   func() string
	SaveFile func(name, text string) (path string, err error)
	// Version is this program's, for the report; Keys scroll it.
	Version string
	Keys    draw.ScrollKeys
}

// Model remembers what was handed on in this run.
type Model struct {
	Host
	// warned means that it was said why a link is a secret.
	warned bool
	// copiedOf is the profile that was selected when something was copied last.
	copiedOf string
}

// New returns what hands on for a host.
func New(host Host) Model { return Model{Host: host} }

// Msg is what became of something that was handed on.
type Msg interface{ land(m *Model) }

// Update tells it.
func (m *Model) Update(msg Msg) { msg.land(m) }

// markdown is the report about an exchange.
func (m *Model) markdown(e ripio.Exchange, causes []cause.Cause) string {
	return support.Markdown(e, causes, support.Options{Version: m.Version})
}

// linkSecret is said once, before the first link leaves the program.
const linkSecret = "Whoever has this link acts as this user until the token expires. Browsers keep URLs in their history and sync them; " +
	"chats open them for a preview; proxies and servers write them into logs. Open it yourself, or hand it to the person it is for."

// Warned runs what hands a link on, after it was said once in this run what a link is.
func (m *Model) Warned(what string, run func() tea.Cmd) tea.Cmd {
	if m.warned {
		return run()
	}
	menu := dialog.NewMenu("A widget link is a secret", []dialog.Choice{
		{Name: what, Detail: "this is asked once until the program ends", Run: func() tea.Cmd {
			m.warned = true
			return run()
		}},
		{Name: "Go back", Detail: "the link stays here"},
	})
	menu.Hints = linkSecret
	m.Dialogs.Open(menu)
	return nil
}
