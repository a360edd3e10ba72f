package history

import (
	"cmp"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
)

const noneSelected = "no attempt is selected"

// NoList says why nothing can be done with the list; empty when it is open.
func (m *Model) NoList() string {
	if !m.host.InFront() {
		return "the history is not open; " + m.Keys.Tab.Help().Key + " opens it"
	}
	return ""
}

// NoAttempt says why nothing can be done with an attempt of the list; empty when one is
// selected.
func (m *Model) NoAttempt() string {
	if _, ok := m.Selected(); m.host.InFront() && !ok {
		return noneSelected
	}
	return m.NoList()
}

// OpenSelected shows the selected attempt in the other tabs.
func (m *Model) OpenSelected() tea.Cmd {
	attempt, ok := m.Selected()
	switch why := m.host.Busy(); {
	case !ok:
		m.host.Say(finding.LevelNote, noneSelected)
	case why != "":
		m.host.Say(finding.LevelNote, why)
	case attempt.Exchange.Token == nil && attempt.Exchange.Failure == nil:
		m.host.Say(finding.LevelWarning, "this attempt holds neither a token nor a failure; its line in the file may be damaged")
	default:
		return m.host.Show(attempt)
	}
	return nil
}

// ResendSelected sends the inputs of the selected attempt again.
func (m *Model) ResendSelected() tea.Cmd {
	attempt, selected := m.Selected()
	if !selected {
		m.host.Say(finding.LevelNote, noneSelected)
		return nil
	}
	return m.Resend(attempt)
}

// Resend sends the inputs of an attempt again. What has to be selected for it is
// said first; the send itself asks what every send asks.
func (m *Model) Resend(attempt profiles.Attempt) tea.Cmd {
	e := attempt.Exchange
	if why := m.NoResend(attempt); why != "" {
		m.host.Say(finding.LevelNote, "not sent again: "+why)
		return nil
	}
	if m.host.IsSelected(e) {
		return m.host.Send()
	}
	selectIt := func() tea.Cmd { return m.host.Select(e) }
	menu := dialog.NewMenu("Send the same again", []dialog.Choice{
		{Name: "Select and send", Run: func() tea.Cmd { return tea.Batch(selectIt(), m.host.Send()) }},
		{Name: "Select only", Run: selectIt},
		{Name: "Leave everything as it is"},
	})
	profile, _ := m.host.Profile(e.Profile)
	menu.Hints = m.resendWords(e, profile)
	m.host.Dialogs.Open(menu)
	return nil
}

// NoResend says why an attempt cannot be sent again; empty when it can.
func (m *Model) NoResend(attempt profiles.Attempt) string {
	_, known := m.host.Profile(attempt.Exchange.Profile)
	return cmp.Or(m.host.Busy(), noResend(attempt, known))
}

// noResend says what of an attempt does not allow it. known reports whether its profile
// is still there.
func noResend(attempt profiles.Attempt, known bool) string {
	e := attempt.Exchange
	switch {
	case e.Request.Deviation != ripio.DeviationNone:
		return "it was a negative test; the list of negative tests sends it"
	case attempt.SwapTest:
		return "it asked whether the keys are those of the other environment"
	case e.Profile == "" && e.Environment.Name != ripio.Simulator:
		return "it has no profile"
	case e.Profile != "" && !known:
		return "there is no profile " + visible.Line(e.Profile) + " any more"
	}
	if _, err := ripio.ParseEnvironmentName(string(e.Environment.Name)); err != nil {
		return visible.Line(err.Error())
	}
	return ""
}
