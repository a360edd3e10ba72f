package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

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
