// Package dialog holds what lies over the explorer: a stack of values that carry
// what they run. A menu's choice carries its action, a prompt what it accepts, so
// that nothing of one dialog is there for the next.
package dialog

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/tui/theme"
)

// Dialog is something in front of the explorer. The one on top gets the keys.
type Dialog interface {
	// Update takes a key and tells what follows from it.
	Update(msg tea.KeyMsg) Outcome
	// View draws it as a box for an area of the given size.
	View(s theme.Styles, width, height int) []string
	// Typing reports whether letters are text here.
	Typing() bool
	// Leave takes esc and reports whether the dialog closes. One that would lose
	// something says so first.
	Leave() bool
	// ShortHelp are the keys worth showing in the footer.
	ShortHelp() []key.Binding
}

// Outcome is what follows from a key: whether the dialog closes, and what runs
// after that.
type Outcome struct {
	Close bool
	Run   func() tea.Cmd
}

// Stack is what is open, the one in front last. The zero value is empty.
type Stack struct {
	// Refuse tells why a choice of a menu cannot be made.
	Refuse func(why string)
	// TypingBelow reports whether something is typed under the dialogs that may not be
	// covered; Waits tells that a dialog waits until the one in front is closed.
	TypingBelow func() bool
	Waits       func()

	open  []Dialog
	later []func() tea.Cmd
}

// Open opens a dialog over the others. Closing it leads back to them.
func (s *Stack) Open(d Dialog) {
	if menu, ok := d.(*Menu); ok && menu.Refuse == nil {
		menu.Refuse = s.Refuse
	}
	s.open = append(s.open, d)
}

// Top is the dialog in front; nil when none is open.
func (s *Stack) Top() Dialog {
	if len(s.open) == 0 {
		return nil
	}
	return s.open[len(s.open)-1]
}

// Empty reports whether no dialog is open.
func (s *Stack) Empty() bool { return len(s.open) == 0 }

// Holds reports whether a dialog is open, in front or under others.
func (s *Stack) Holds(d Dialog) bool { return slices.Contains(s.open, d) }

// Remove closes a dialog wherever it lies.
func (s *Stack) Remove(d Dialog) {
	s.open = slices.DeleteFunc(s.open, func(other Dialog) bool { return other == d })
}

// Clear closes all of them.
func (s *Stack) Clear() { s.open = nil }

// Update hands a key to the dialog in front, closes it if that follows, and then
// runs what it carries. Esc leaves it, unless it would lose something.
func (s *Stack) Update(msg tea.KeyMsg) tea.Cmd {
	top := s.Top()
	if msg.String() == "esc" {
		if top.Leave() {
			s.Remove(top)
		}
		return nil
	}
	return s.follow(top, top.Update(msg))
}

// follow closes a dialog if that follows, and runs what it carries.
func (s *Stack) follow(top Dialog, outcome Outcome) tea.Cmd {
	if outcome.Close {
		s.Remove(top)
	}
	if outcome.Run == nil {
		return nil
	}
	return outcome.Run()
}

// Refresh brings the lists of the open menus up to date. One that is still on the choice
// from goes to the choice to, if that is not empty.
func (s *Stack) Refresh(from, to string) {
	for _, d := range s.open {
		if menu, ok := d.(*Menu); ok && menu.Refresh != nil {
			on, _ := menu.Selected()
			menu.SetChoices(menu.Refresh())
			if to != "" && on.Name == from {
				menu.Select(to)
			}
		}
	}
}

// bind is a key for the footer.
