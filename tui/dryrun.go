package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/sending"
)

// secretInDryRun stands in for the client_secret: a dry run fetches none, and the
// request is shown with a mask anyway.
const secretInDryRun = "not-read-in-a-dry-run"

// dryRun shows the request that enter would send, and sends nothing. While it is
// shown, the same key goes back.
func (m *Model) dryRun() tea.Cmd {
	if m.result.IsDryRun() {
		m.closeOpened()
		return nil
	}
	if why := m.notReady(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	m.before.dryRun = m.form.Focus
	m.showDryRun()
	if m.screen.onePane() {
		m.form.SetFocus(request.FocusResult)
	}
	return nil
}

// notReady says why nothing can be made of the request now; empty when something can.
func (m *Model) notReady() string {
	switch busy := m.sends.Busy(); {
	case busy != "":
		return busy
	case m.selected.Starting():
		return "the simulator is still starting"
	}
	return ""
}

// showDryRun shows the story of the request as it stands, without a send.
func (m *Model) showDryRun() {
	request := m.newSend(sending.Ordinary).Request
	if m.form.HasSecret {
		request.Secret = redact.NewSecret(secretInDryRun)
	}
	e := m.deps.Preview(m.selected.Environment, request)
	e.Profile, e.DryRun = m.selected.Profile, true
	e.Findings = slices.DeleteFunc(e.Findings, func(f finding.Finding) bool { return f.Field == finding.FieldSecret })
	m.result.ShowDryRun(e)
}

// followDryRun makes a dry run follow what was typed or selected.
func (m *Model) followDryRun() {
	switch {
	case !m.result.IsDryRun():
	case m.notReady() != "":
		m.closeOpened()
	default:
		m.showDryRun()
	}
}
