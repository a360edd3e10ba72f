package tui

import (
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// keyboard is who a key goes to first.
type keyboard int

const (
	inDialog keyboard = iota
	inSearch
	inFilter
	inLink // a parameter of the widget link
	inField
	// Letters are commands in the others: the list of earlier sends, the tab of the link,
	// the other tabs, and the button.
	inList
	inTab
	inResult
	onButton
)

// inHistory and inWidget report whether the tab of earlier sends or of the link has it,
// their fields included.
func (k keyboard) inHistory() bool { return k == inList || k == inFilter }
func (k keyboard) inWidget() bool  { return k == inTab || k == inLink }

// keyboard tells who has it now.
func (m *Model) keyboard() keyboard {
	if !m.dialogs.Empty() {
		return inDialog
	}
	return m.keyboardBelow()
}

// keyboardBelow tells who has it when no dialog is open.
func (m *Model) keyboardBelow() keyboard {
	tab, on := m.result.Tab(), m.form.Focus == request.FocusResult
	switch {
	case on && m.result.Searching():
		return inSearch
	case on && tab == result.History && m.history.Filtering():
		return inFilter
	case on && tab == result.Widget && m.widget.InField():
		return inLink
	case m.form.Focus.InField():
		return inField
	case on && tab == result.History:
		return inList
	case on && tab == result.Widget:
		return inTab
	case on:
		return inResult
	}
	return onButton
}

// typesInPane reports whether letters are text in the pane of the result, or will be when
// the dialogs over it are closed.
func (m *Model) typesInPane() bool { return m.keyboardBelow() < inField }

// typing reports whether letters are text now.
func (m *Model) typing() bool {
	if top := m.dialogs.Top(); top != nil {
		return top.Typing()
	}
	return m.keyboard() <= inField
}

// nextField moves on to the next field or the one before, through those of the link where
// its tab is open.
func (m *Model) nextField(by int) {
	has := m.keyboard()
	if has.inWidget() && (has == inLink || by > 0) && m.widget.MoveFocus(by) {
		return
	}
	if by < 0 && has == inLink {
		return // it left the first field
	}
	m.widget.Leave()
	m.form.MoveFocus(by)
}
