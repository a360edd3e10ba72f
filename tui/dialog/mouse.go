package dialog

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/tui/zone"
)

// Clicker is a dialog with parts that a click does something with.
type Clicker interface {
	Click(target zone.Target) Outcome
}

// Wheeler is a dialog that the wheel does something in.
type Wheeler interface{ Wheel(by int) }

// Click hands a click to the dialog in front.
func (s *Stack) Click(target zone.Target) tea.Cmd {
	top := s.Top()
	if clicked, ok := top.(Clicker); ok {
		return s.follow(top, clicked.Click(target))
	}
	return nil
}

// Pointer is a dialog with a text in which a click puts the cursor.
type Pointer interface{ PointAt(column int) }

// PointAt puts the cursor of the dialog in front at a column of its text.
func (s *Stack) PointAt(column int) {
	if text, ok := s.Top().(Pointer); ok {
		text.PointAt(column)
	}
}

// PointAt puts the cursor at a column of the answer.
func (p *Prompt) PointAt(column int) { p.Input.PointAt(column) }

// Wheel scrolls the dialog in front by lines.
func (s *Stack) Wheel(by int) {
	if wheel, ok := s.Top().(Wheeler); ok {
		wheel.Wheel(by)
	}
}

// rowPart is the name of the rows of lists.
const rowPart = "row"

// Wheel scrolls the text.
func (t *Text) Wheel(by int) { t.scroll.By(by) }

// Wheel scrolls help.
func (h *Help) Wheel(by int) { h.By(by) }

// Wheel scrolls the report.
func (r *Report) Wheel(by int) { r.By(by) }

// Wheel scrolls the plain text.
func (p *Plain) Wheel(by int) { p.By(by) }

// Click goes the way that is clicked.
func (w *Welcome) Click(target zone.Target) Outcome {
	at, ok := target.Part(rowPart)
	if !ok || at >= len(w.Choices) {
		return Outcome{}
	}
	w.at = at
	return w.Choices[at].Begin()
}

// Click selects the choice that is clicked, and makes the choice that is selected
// already.
func (m *Menu) Click(target zone.Target) Outcome {
	at, ok := target.Part(rowPart)
	switch {
	case !ok || at >= len(m.matches):
		return Outcome{}
	case at != m.at:
		m.at = at
		return Outcome{}
	}
	return m.choose()
}

// Wheel moves the selection.
func (m *Menu) Wheel(by int) { m.move(by) }
