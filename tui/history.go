package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
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
		return "the history is not open; ^L opens it"
	}
	return ""
}

// pressedInHistory takes a key of the tab, and reports whether it was one.
func (m *Model) pressedInHistory(msg tea.KeyMsg) (cmd tea.Cmd, done bool) {
	name, k := msg.String(), m.history.Keys
	if m.form.Focus != request.FocusResult && (name == "up" || name == "down") {
		return nil, false // they move in the form
	}
	switch attempt, selected := m.history.Selected(); {
	case key.Matches(msg, k.Filter):
		m.startFilter()
	case key.Matches(msg, m.keys.Causes):
		m.status.say(finding.LevelNote, "enter opens the attempt; what can be done about it is shown there")
	case key.Matches(msg, k.Resend) && !selected:
		m.status.say(finding.LevelNote, "no attempt is selected")
	case key.Matches(msg, k.Resend):
		return m.resend(attempt), true
	default:
		return nil, m.history.Update(msg)
	}
	return nil, true
}

func (m *Model) startFilter() {
	m.history.BeginFilter()
	m.setFocus(request.FocusResult)
}

// scroll moves what the wheel is over.
func (m *Model) scroll(by int) {
	switch m.result.Tab() {
	case result.History:
		m.history.Move(by)
	case result.Widget:
		m.widget.Scroll(by)
	default:
		m.result.Scroll(by)
	}
}
