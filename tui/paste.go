package tui

import (
	"cmp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/request"
)

// pasted decides what a paste means. In a field it is text; outside it is
// recognised by its shape. A paste never sends anything.
func (m *Model) pasted(msg tea.KeyMsg) tea.Cmd {
	text := strings.TrimSpace(string(msg.Runes))
	if !m.dialogs.Empty() || !m.form.Focus.InField() {
		return m.pastes.Recognise(text)
	}
	switch at := m.form.LandsFromField(text); at {
	case request.FocusExternalRef:
		m.land(profiles.User{ExternalRef: text}, at)
	case request.FocusAddress:
		m.land(profiles.User{Address: text}, at)
	default:
		return m.typed(msg)
	}
	return nil
}

// land puts what a paste names of a user in its field, and the cursor behind it. What it
// does not name stays.
func (m *Model) land(user profiles.User, at request.Focus) {
	m.dialogs.Clear()
	m.form.SetFocus(at)
	m.setUser(profiles.User{ExternalRef: cmp.Or(user.ExternalRef, m.form.ExternalRef.Value()), Address: cmp.Or(user.Address, m.form.Address.Value())})
	m.status.say(finding.LevelOK, "pasted into "+string(m.form.Field()))
}
