package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// wheelLines is how far one notch of the wheel scrolls.
const wheelLines = 3

// clicked scrolls with the wheel, and moves the focus with the left button.
func (m *Model) clicked(msg tea.MouseMsg) tea.Cmd {
	if !m.loaded || !m.dialogs.Empty() || m.width < minWidth || m.height < minHeight {
		return nil
	}
	layout := m.layout()
	x, y := msg.X, msg.Y-1 // the header is above the body
	switch msg.Button {
	case tea.MouseButtonWheelUp:
		m.scroll(-wheelLines)
	case tea.MouseButtonWheelDown:
		m.scroll(wheelLines)
	case tea.MouseButtonLeft:
		if msg.Action != tea.MouseActionPress {
			return nil
		}
		m.status.clear()
		if layout.result.holds(x, y) {
			m.setFocus(request.FocusResult)
			if m.result.Tab() == result.History {
				m.history.Click(y - layout.result.y - 1)
			}
			return nil
		}
		return m.clickedForm(y-layout.request.y-1, layout.request.height-draw.BoxRows)
	}
	return nil
}

// clickedForm focuses the field of a line of the form, or presses its button.
func (m *Model) clickedForm(line, height int) tea.Cmd {
	at, ok := m.form.At(line, height)
	if !ok {
		return nil
	}
	if at == request.FocusSend {
		m.setFocus(request.FocusSend)
		return m.begin()
	}
	m.setFocus(at)
	return nil
}
