package tui

import (
	"cmp"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
)

// openHistory shows the tab of earlier sends. The file is read anew: another
// window may have written to it.
func (m *Model) openHistory() tea.Cmd {
	if m.result.Tab() != result.History {
		m.beforeHistory = m.result.Tab()
	}
	m.history.Written()
	m.result.SetTab(result.History)
	m.setFocus(request.FocusResult)
	return nil
}

// inHistory reports whether keys go to the list of earlier sends.
func (m *Model) inHistory() bool {
	return m.dialogs.Empty() && m.result.Tab() == result.History && m.form.Focus == request.FocusResult
}

// filtering reports whether letters go to the filter.
func (m *Model) filtering() bool { return m.inHistory() && m.history.Filtering() }

// noHistory says why nothing can be done with the list; empty when it is open.
func (m *Model) noHistory() string {
	if !m.inHistory() {
		return "the history is not open; " + m.keys.History.Help().Key + " opens it"
	}
	return ""
}

// noAttempt says why nothing can be done with an attempt of the list; empty when one is
// selected.
func (m *Model) noAttempt() string {
	if _, ok := m.history.Selected(); m.inHistory() && !ok {
		return noneSelected
	}
	return m.noHistory()
}

const noneSelected = "no attempt is selected"

// pressedInHistory takes a key of the tab, and reports whether it was one.
func (m *Model) pressedInHistory(msg tea.KeyMsg) (cmd tea.Cmd, done bool) {
	name, k := msg.String(), m.history.Keys
	if m.form.Focus != request.FocusResult && (name == "up" || name == "down") {
		return nil, false // they move in the form
	}
	switch {
	case key.Matches(msg, k.Filter):
		m.startFilter()
	case key.Matches(msg, m.keys.Causes):
		m.status.say(finding.LevelNote, "enter opens the attempt; what can be done about it is shown there")
	case key.Matches(msg, k.Resend):
		return m.resendSelected(), true
	default:
		return nil, m.history.Update(msg)
	}
	return nil, true
}

func (m *Model) startFilter() {
	m.history.BeginFilter()
	m.setFocus(request.FocusResult)
}

// openAttempt shows the selected attempt in the other tabs.
func (m *Model) openAttempt() tea.Cmd {
	attempt, ok := m.history.Selected()
	if !ok {
		m.status.say(finding.LevelNote, noneSelected)
		return nil
	}
	if why := m.sends.Busy(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	if attempt.Exchange.Token == nil && attempt.Exchange.Failure == nil {
		m.status.say(finding.LevelWarning, "this attempt holds neither a token nor a failure; its line in the file may be damaged")
		return nil
	}
	m.result.ShowAttempt(attempt, m.history.About(attempt.Exchange))
	m.setFocus(request.FocusResult)
	return sending.LookUp(m.deps.Profiles, attempt)
}

// inAttempt reports whether keys go to an attempt from the history.
func (m *Model) inAttempt() bool {
	_, open := m.result.Attempt()
	return open && m.dialogs.Empty() && m.form.Focus == request.FocusResult
}

// remembered completes what is shown with what is known beside it.
func (m *Model) remembered(msg sending.RememberedMsg) {
	m.status.warn(msg.Warnings)
	if msg.Written {
		m.history.Written()
	}
	m.sends.Kept.Remembered(msg)
	m.result.Remembered(msg.Attempt, msg.Background, msg.Lifetimes)
}

// resendSelected sends the inputs of the selected attempt again.
func (m *Model) resendSelected() tea.Cmd {
	attempt, selected := m.history.Selected()
	if !selected {
		m.status.say(finding.LevelNote, noneSelected)
		return nil
	}
	return m.resend(attempt)
}

// resend sends the inputs of an attempt again. What has to be selected for it is
// said first; the send itself asks what every send asks.
func (m *Model) resend(attempt profiles.Attempt) tea.Cmd {
	profile, known := m.book.Find(attempt.Exchange.Profile)
	if why := cmp.Or(m.sends.Busy(), history.NoResend(attempt, known)); why != "" {
		m.status.say(finding.LevelNote, "not sent again: "+why)
		return nil
	}
	if sending.OwnerOf(attempt.Exchange) == m.selectedOwner() {
		m.result.LeaveAttempt(result.Token)
		return m.begin()
	}
	selectIt := func() tea.Cmd { return m.selectAttempt(attempt.Exchange) }
	menu := dialog.NewMenu("Send the same again", []dialog.Choice{
		{Name: "Select and send", Run: func() tea.Cmd { return tea.Batch(selectIt(), m.begin()) }},
		{Name: "Select only", Run: selectIt},
		{Name: "Leave everything as it is"},
	})
	menu.Hints = m.history.ResendWords(attempt.Exchange, profile)
	m.open(menu)
	return nil
}

// selectAttempt selects profile, environment and user of an exchange.
func (m *Model) selectAttempt(e ripio.Exchange) tea.Cmd {
	m.result.LeaveAttempt(result.Token)
	if e.Profile == "" {
		m.profile = "" // the simulator has credentials of its own
	} else {
		m.switchProfile(e.Profile)
	}
	var commands []tea.Cmd
	if m.environment.Name != e.Environment.Name {
		commands = append(commands, m.switchEnvironment(e.Environment.Name))
	}
	m.form.SetUser(e.Request.ExternalRef, e.Request.Address)
	m.showCredentials()
	m.userChanged()
	m.status.say(finding.LevelNote, "selected: "+m.history.OwnerWords(e))
	return tea.Batch(append(commands, m.loadRecord(m.deps.Profiles.Records))...)
}
