package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	ripiofield "devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// pasted decides what a paste means. In a field it is text; outside it is
// recognised by its shape. A paste never sends anything.
func (m *Model) pasted(msg tea.KeyMsg) tea.Cmd {
	text := strings.TrimSpace(string(msg.Runes))
	if m.dialogs.Empty() && m.form.Focus.InField() {
		switch m.landsFromField(text) {
		case request.FocusExternalRef:
			m.land(text, m.form.Address.Value(), request.FocusExternalRef)
		case request.FocusAddress:
			m.land(m.form.ExternalRef.Value(), text, request.FocusAddress)
		default:
			m.form.Update(msg)
			m.userChanged()
			m.midText = true
		}
		return nil
	}
	switch {
	case looksLikeToken(text):
		if err := m.read(text); err != nil {
			m.status.say(finding.LevelWarning, visible.Line(err.Error()))
		}
	case ripiofield.LooksLikeUUID(text):
		m.land(text, m.form.Address.Value(), request.FocusExternalRef)
	case ripiofield.NeedsConfirmation(text):
		m.status.say(finding.LevelWarning, "that may be a private key, so it was not taken; if it is an address, put the cursor in its field and paste again")
	case ripiofield.LooksLikePrivateKey(text):
		m.status.say(finding.LevelFailure, "that looks like a private key or a seed; it was not taken")
	case ripiofield.DescribeAddress(text).Family != ripiofield.FamilyUnknown:
		m.land(m.form.ExternalRef.Value(), text, request.FocusAddress)
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
func (m *Model) land(externalRef, address string, at request.Focus) {
	m.dialogs.Clear()
	m.form.SetUser(externalRef, address)
	m.setFocus(at)
	m.userChanged()
	m.status.say(finding.LevelOK, "pasted into "+string(m.form.Field()))
}

// landsFromField is the field that a paste belongs to although the cursor stands
// in a field: a whole external_ref or address is not put behind another one.
// focusResult means that it is text for the cursor's field.
func (m *Model) landsFromField(text string) request.Focus {
	kind := func(text string) request.Focus {
		switch {
		case ripiofield.LooksLikeUUID(text):
			return request.FocusExternalRef
		case ripiofield.LooksLikePrivateKey(text):
		case ripiofield.DescribeAddress(text).Family != ripiofield.FamilyUnknown:
			return request.FocusAddress
		}
		return request.FocusResult
	}
	here, holds := m.form.Focus, m.form.Target(m.form.Field()).Value()
	to := kind(text)
	if holds == "" || to == here && kind(holds) != here {
		return request.FocusResult
	}
	return to
}

// ownLife is the life of the armed user's running token while a pasted one is
// shown.
func (m *Model) ownLife() (result.Life, bool) {
	if !m.result.IsPasted() {
		return result.Life{}, false
	}
	exchange, live := m.liveToken(m.armedOwner())
	if !live {
		return result.Life{}, false
	}
	return result.LifeOf(exchange), true
}
