package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
)

// pasted decides what a paste means. In a field it is text; outside it is
// recognised by its shape. A paste never sends anything.
func (m *Model) pasted(msg tea.KeyMsg) tea.Cmd {
	if m.dialog == dialogNone && m.form.focus.inField() {
		m.form.Update(msg)
		m.userChanged()
		return nil
	}
	text := strings.TrimSpace(string(msg.Runes))
	switch {
	case looksLikeToken(text):
		return m.read(text)
	case ripio.LooksLikeUUID(text):
		m.land(text, m.form.address.Value(), focusExternalRef)
	case ripio.NeedsConfirmation(text):
		m.status.say(ripio.LevelWarning, "that may be a private key, so it was not taken; if it is an address, put the cursor in its field and paste again")
	case ripio.LooksLikePrivateKey(text):
		m.status.say(ripio.LevelFailure, "that looks like a private key or a seed; it was not taken")
	case ripio.DescribeAddress(text).Family != ripio.FamilyUnknown:
		m.land(m.form.externalRef.Value(), text, focusAddress)
	default:
		m.status.say(ripio.LevelNote, "this paste is no token, UUID or address; put the cursor in a field to paste text")
	}
	return nil
}

func looksLikeToken(text string) bool {
	_, _, ok := ripio.ExtractToken(text)
	return ok
}

// land puts a recognised paste in its field and the cursor behind it.
func (m *Model) land(externalRef, address string, at focus) {
	m.dialog = dialogNone
	m.form.SetUser(externalRef, address)
	m.setFocus(at)
	m.userChanged()
	m.status.say(ripio.LevelOK, "pasted into "+string(m.form.field()))
}
