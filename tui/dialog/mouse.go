package dialog

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// Clicker is a dialog that a click does something in. Line and column count from the
// corner of the box that View drew last.
type Clicker interface {
	Click(line, column int) Outcome
}

// Wheeler is a dialog that the wheel does something in.
type Wheeler interface{ Wheel(by int) }

// Mouse hands a click or the wheel to the dialog in front, as it is drawn in an area
// of a size; x and y count from the area's corner, lines is a notch of the wheel.
func (s *Stack) Mouse(msg tea.MouseMsg, styles theme.Styles, x, y, width, height, lines int) tea.Cmd {
	top := s.Top()
	wheel, wheels := top.(Wheeler)
	switch {
	case msg.Button == tea.MouseButtonWheelUp && wheels:
		wheel.Wheel(-lines)
	case msg.Button == tea.MouseButtonWheelDown && wheels:
		wheel.Wheel(lines)
	case msg.Button == tea.MouseButtonLeft && msg.Action == tea.MouseActionPress:
		if clicked, ok := top.(Clicker); ok {
			left, upper := draw.Corner(top.View(styles, width, height), width, height)
			return s.follow(top, clicked.Click(y-upper, x-left))
		}
	}
	return nil
}

// Wheel scrolls the text.
func (t *Text) Wheel(by int) { t.scroll.By(by) }

// Wheel scrolls help.
func (h *Help) Wheel(by int) { h.By(by) }

// Wheel scrolls the report.
func (r *Report) Wheel(by int) { r.By(by) }

// Click goes the way that is clicked.
func (w *Welcome) Click(line, _ int) Outcome {
	for i := len(w.lines) - 1; i >= 0; i-- {
		if first := w.lines[i]; line > first && line <= first+w.heights[i] {
			w.at = i
			return w.Choices[i].Begin()
		}
	}
	return Outcome{}
}

// Click selects the choice that is clicked, and makes the choice that is selected
// already; it presses the keys that are shown.
func (m *Menu) Click(line, column int) Outcome {
	if pressed, ok := m.acts.at(line, column); ok {
		return m.pressed(pressed)
	}
	if line < 0 || line >= len(m.rows) || m.rows[line] == nowhere {
		return Outcome{}
	}
	if at := m.rows[line]; at != m.at {
		m.at = at
		return Outcome{}
	}
	return m.choose()
}

// Wheel moves the selection.
func (m *Menu) Wheel(by int) { m.move(by) }

// hintZones tell which key a place in a box shows.
type hintZones []hintZone

type hintZone struct {
	line, from, to int
	key            tea.KeyMsg
}

// below moves the places down.
func (z hintZones) below(lines int) hintZones {
	out := make(hintZones, len(z))
	for i, zone := range z {
		zone.line += lines
		out[i] = zone
	}
	return out
}

func (z hintZones) at(line, column int) (tea.KeyMsg, bool) {
	for _, zone := range z {
		if zone.line == line && column >= zone.from && column < zone.to {
			return zone.key, true
		}
	}
	return tea.KeyMsg{}, false
}

// hintLines writes keys in as many lines as they need, and tells where each stands
// in a box.
func hintLines(s theme.Styles, hints []key.Binding, width int) (lines []string, zones hintZones) {
	line, used := "", 0
	for _, hint := range hints {
		words := hint.Help()
		text := s.Key.Render(words.Key) + " " + s.Muted.Render(words.Desc)
		cells := ansi.StringWidth(text)
		if used > 0 && used+2+cells > width {
			lines = append(lines, line)
			line, used = "", 0
		}
		if used > 0 {
			line, used = line+"  ", used+2
		}
		left := draw.BoxFrame / 2
		zones = append(zones, hintZone{len(lines), left + used, left + used + cells, draw.KeyNamed(hint.Keys()[0])})
		line, used = line+text, used+cells
	}
	return append(lines, line), zones
}
