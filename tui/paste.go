package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

// pasted decides what a paste means. In a field it is text; outside it is
// recognised by its shape. A paste never sends anything.
func (m *Model) pasted(msg tea.KeyMsg) tea.Cmd {
	text := strings.TrimSpace(string(msg.Runes))
	if m.dialog == dialogNone && m.form.focus.inField() {
		switch m.landsFromField(text) {
		case focusExternalRef:
			m.land(text, m.form.address.Value(), focusExternalRef)
		case focusAddress:
			m.land(m.form.externalRef.Value(), text, focusAddress)
		default:
			m.form.Update(msg)
			m.userChanged()
			m.midText = true
		}
		return nil
	}
	switch {
	case looksLikeToken(text):
		return m.read(text)
	case ripiofield.LooksLikeUUID(text):
		m.land(text, m.form.address.Value(), focusExternalRef)
	case ripiofield.NeedsConfirmation(text):
		m.status.say(finding.LevelWarning, "that may be a private key, so it was not taken; if it is an address, put the cursor in its field and paste again")
	case ripiofield.LooksLikePrivateKey(text):
		m.status.say(finding.LevelFailure, "that looks like a private key or a seed; it was not taken")
	case ripiofield.DescribeAddress(text).Family != ripiofield.FamilyUnknown:
		m.land(m.form.externalRef.Value(), text, focusAddress)
	default:
		m.status.say(finding.LevelNote, "this paste is no token, UUID or address; put the cursor in a field to paste text")
	}
	return nil
}

func looksLikeToken(text string) bool {
	_, _, ok := jwt.ExtractToken(text)
	return ok
}

// land puts a recognised paste in its field and the cursor behind it.
func (m *Model) land(externalRef, address string, at focus) {
	m.dialog = dialogNone
	m.form.SetUser(externalRef, address)
	m.setFocus(at)
	m.userChanged()
	m.status.say(finding.LevelOK, "pasted into "+string(m.form.field()))
}

// landsFromField is the field that a paste belongs to although the cursor stands
// in a field: a whole external_ref or address is not put behind another one.
// focusResult means that it is text for the cursor's field.
func (m *Model) landsFromField(text string) focus {
	kind := func(text string) focus {
		switch {
		case ripiofield.LooksLikeUUID(text):
			return focusExternalRef
		case ripiofield.LooksLikePrivateKey(text):
		case ripiofield.DescribeAddress(text).Family != ripiofield.FamilyUnknown:
			return focusAddress
		}
		return focusResult
	}
	here, holds := m.form.focus, m.form.target(m.form.field()).Value()
	to := kind(text)
	if holds == "" || to == here && kind(holds) != here {
		return focusResult
	}
	return to
}

// closePasted brings back what a pasted token was laid over, or what is kept of
// whoever is armed by now.
func (m *Model) closePasted() {
	m.result = *m.result.beforePaste
	m.ticking = false
	m.showKept()
}

// ownLife is the life of the armed user's running token while a pasted one is
// shown.
func (m *Model) ownLife() (life, bool) {
	if !m.result.isPasted() {
		return life{}, false
	}
	exchange, live := m.liveToken(m.armedOwner())
	if !live {
		return life{}, false
	}
	lifetime, _ := exchange.Lifetime()
	return life{expiry: exchange.Token.Expiry, clock: exchange.Clock, lifetime: lifetime, measured: true}, true
}
