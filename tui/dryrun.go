package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/request"
)

// secretInDryRun stands in for the client_secret: a dry run fetches none, and the
// request is shown with a mask anyway.
const secretInDryRun = "not-read-in-a-dry-run"

// dryRun shows the request that enter would send, and sends nothing. While it is
// shown, the same key goes back.
func (m *Model) dryRun() tea.Cmd {
	if m.result.IsDryRun() {
		m.leaveDryRun()
		return nil
	}
	if why := m.noPreview(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	m.beforeDryRun = m.form.Focus
	m.result.ShowDryRun(m.preview())
	m.ticking = false
	if m.onePane() {
		m.setFocus(request.FocusResult)
	}
	return nil
}

// noPreview says why no dry run can be shown now; empty when one can.
func (m *Model) noPreview() string {
	switch {
	case m.busy() != "":
		return "a request is under way; esc cancels it"
	case m.environment.Name == ripio.Simulator && m.simulator == nil:
		return "the simulator is still starting"
	}
	return ""
}

// preview is the story of the request as it stands, without a send.
func (m *Model) preview() ripio.Exchange {
	request := m.newSending(sendOrdinary).request
	if m.form.HasSecret {
		request.Secret = redact.NewSecret(secretInDryRun)
	}
	e := m.deps.Preview(m.environment, request)
	e.Profile, e.DryRun = m.profile, true
	e.Findings = slices.DeleteFunc(e.Findings, func(f finding.Finding) bool { return f.Field == finding.FieldSecret })
	return e
}

// refreshDryRun follows what was typed or armed while a dry run is shown.
func (m *Model) refreshDryRun() {
	if m.noPreview() != "" {
		m.leaveDryRun()
		return
	}
	m.result.ShowDryRun(m.preview())
}

// leaveDryRun brings back what was shown before.
func (m *Model) leaveDryRun() {
	m.result.Close()
	m.ticking = false
	if m.onePane() && m.result.IsEmpty() {
		m.setFocus(m.beforeDryRun)
	}
}
