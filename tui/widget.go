package tui

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
