package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/request"
)

// dialogState is what lies over the explorer, and what waits to. It knows of the
// explorer only whether something is being typed below.
type dialogState struct {
	dialogs dialog.Stack
	// typingBelow reports whether a filter, a search, or a field of the form that the
	// last key went to may not be covered; say tells a notice when there is none.
	typingBelow func() bool
	say         func(text string)
	// later are dialogs that wait until the one in front is closed.
	later []func() tea.Cmd
}

// open puts a dialog in front; closing it leads back to what is open now.
func (s *dialogState) open(d dialog.Dialog) { s.dialogs.Push(d) }

// occupied reports whether something is in front that a person may be in the
// middle of: any dialog but the start and a bare list that yields, or what is typed
// below.
func (s *dialogState) occupied() bool {
	switch top := s.dialogs.Top().(type) {
	case nil:
		return s.typingBelow()
	case *dialog.Welcome:
		return false
	case *dialog.Menu:
		return !top.Yields || top.Typing() || top.Filter() != ""
	}
	return true
}

// whenFree opens a dialog that nobody just asked for by a key: the result of
// something slow. Whatever is in front, and what is typed in it, stays; the dialog
// opens when that is closed. Every late result that opens anything goes this way.
func (s *dialogState) whenFree(open func() tea.Cmd) tea.Cmd {
	if !s.occupied() {
		return open()
	}
	s.later = append(s.later, open)
	s.say("a result waits; it opens when you are done here")
	return nil
}

// openLater opens what waited for the way to be free.
func (s *dialogState) openLater() tea.Cmd {
	var commands []tea.Cmd
	for len(s.later) > 0 && !s.occupied() {
		next := s.later[0]
		s.later = s.later[1:]
		commands = append(commands, next())
	}
	return tea.Batch(commands...)
}

// showLater opens a text that comes late.
func (s *dialogState) showLater(title string, lines []string) {
	s.whenFree(func() tea.Cmd {
		s.open(&dialog.Text{Title: title, Lines: lines})
		return nil
	})
}

// openWelcome shows what a person without profiles sees first. Form and prompt lie
// over it, so that esc leads back to it.
func (m *Model) openWelcome() {
	k := m.keys
	begin := func() dialog.Outcome {
		return dialog.Outcome{Close: true, Run: func() tea.Cmd {
			m.setFocus(request.FocusSend)
			return m.switchEnvironment(ripio.Simulator)
		}}
	}
	m.open(&dialog.Welcome{
		Title: "Welcome", Text: "Request a token for Ripio's On/Off-Ramp widget, read it, and find out why a request fails.",
		Border: ripio.Simulator, Help: []key.Binding{k.PlainHelp, k.PlainQuit},
		Choices: []dialog.Way{
			{Title: "Try it with the built-in simulator", Text: "No credentials, no network: the simulator imitates Ripio's API on this machine.", Begin: begin},
			{Title: "Add my Ripio credentials", Text: "A profile keeps a client_id and where its secret is found. The secret is not written to the file.", Begin: stays(m.profiles.Add)},
			{Title: "Paste a token to inspect", Text: "Reads a token you already have. Nothing leaves this machine.", Begin: stays(m.pastes.AskToken)},
		},
		Other: func(msg tea.KeyMsg) dialog.Outcome {
			switch name := msg.String(); {
			case msg.Paste:
				return dialog.Outcome{Run: func() tea.Cmd { return m.pasted(msg) }}
			case matches(name, k.Help), matches(name, k.PlainHelp):
				m.openHelp()
			case matches(name, k.PlainQuit):
				return dialog.Outcome{Run: m.quit}
			}
			return dialog.Outcome{}
		},
	})
}

// stays begins something without closing what is in front.
func stays(begin func()) func() dialog.Outcome {
	return func() dialog.Outcome { begin(); return dialog.Outcome{} }
}

func (m *Model) openHelp() {
	help := dialog.NewHelp(keyMaps{m.keys, m.result.Keys, m.history.Keys, m.widget.Keys, m.profiles.Keys}.help(m.keyboard(), m.dialogs.Top()))
	help.Foot, help.Keys, help.Find, help.Close = pasteHelp, m.keys.ScrollKeys, m.keys.Search, []key.Binding{m.keys.Help, m.keys.PlainHelp}
	m.open(help)
}

// asksForHelp reports whether a key opens help over the dialog in front.
func (m *Model) asksForHelp(msg tea.KeyMsg) bool {
	_, open := m.dialogs.Top().(*dialog.Help)
	return !open && (key.Matches(msg, m.keys.Help) || !m.typing() && key.Matches(msg, m.keys.PlainHelp))
}
