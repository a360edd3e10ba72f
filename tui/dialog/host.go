package dialog

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
)

// Host is what each flow may do with the explorer that its dialogs lie over.
type Host struct {
	Dialogs *Stack
	// Say tells a notice. Keep makes a command that is done even when the program
	// ends first.
	Say  func(finding.Level, string)
	Keep func(tea.Cmd) tea.Cmd
}

// Occupied reports whether something is in front that a person may be in the
// middle of: any dialog but the start and a bare list that yields, or what is typed
// below.
func (s *Stack) Occupied() bool {
	switch top := s.Top().(type) {
	case nil:
		return s.TypingBelow()
	case *Welcome:
		return false
	case *Menu:
		return !top.Yields || top.Typing() || top.Filter() != ""
	}
	return true
}

// WhenFree opens a dialog that nobody just asked for by a key: the result of
// something slow. Whatever is in front, and what is typed in it, stays; the dialog
// opens when that is closed. Every late result that opens anything goes this way.
func (s *Stack) WhenFree(open func() tea.Cmd) tea.Cmd {
	if !s.Occupied() {
		return open()
	}
	s.later = append(s.later, open)
	s.Waits()
	return nil
}

// OpenLater opens what waited for the way to be free.
func (s *Stack) OpenLater() tea.Cmd {
	var commands []tea.Cmd
	for len(s.later) > 0 && !s.Occupied() {
		next := s.later[0]
		s.later = s.later[1:]
		commands = append(commands, next())
	}
	return tea.Batch(commands...)
}
