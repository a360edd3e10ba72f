package tui

import (
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/request"
)

// openAttempt shows the selected attempt in the other tabs.
func (m *Model) openAttempt() tea.Cmd {
	attempt, ok := m.history.Selected()
	if !ok {
		m.status.say(finding.LevelNote, "no attempt is selected")
		return nil
	}
	if m.busy() != "" {
		m.status.say(finding.LevelNote, "a request is under way; esc cancels it")
		return nil
	}
	if attempt.Exchange.Token == nil && attempt.Exchange.Failure == nil {
		m.status.say(finding.LevelWarning, "this attempt holds neither a token nor a failure; its line in the file may be damaged")
		return nil
	}
	m.result.ShowAttempt(attempt, m.whose(attempt.Exchange))
	m.setFocus(request.FocusResult)
	return lookUp(m.deps.Profiles, attempt)
}

// shortUser is the width of an external_ref or address in a sentence.
const shortUser = 17

// inPast reports whether keys go to an attempt from the history.
func (m *Model) inPast() bool {
	_, open := m.result.Attempt()
	return open && m.dialogs.Empty() && m.form.Focus == request.FocusResult
}

// enteredHistory opens the selected attempt. On an opened one enter does not send:
// what would leave is not what is shown.
func (m *Model) enteredHistory() tea.Cmd {
	if m.inHistory() {
		return m.openAttempt()
	}
	m.status.say(finding.LevelNote, "this attempt is from the history; r sends its inputs again, esc goes back")
	return nil
}

// pastHints are the keys on an attempt from the history.
func (m *Model) pastHints() []key.Binding {
	return []key.Binding{bind("esc", "back to the history"), bind("r", "re-send"), bind("s", "report"), m.keys.PlainCopy, m.keys.PlainHelp}
}

// whose tells when a request was sent, and for whom.
func (m *Model) whose(e ripio.Exchange) string {
	user := m.shortened(e.Request.ExternalRef)
	if name := m.userName(e); name != "" {
		user = visible.Line(name)
	}
	at := e.SentAt.In(m.deps.Local)
	when := at.Format("2 Jan 2006 15:04:05")
	if at.Format(time.DateOnly) == m.deps.Now().In(m.deps.Local).Format(time.DateOnly) {
		when = "today " + at.Format(draw.ClockLayout)
	}
	return when + ": " + strings.Join([]string{visible.Line(history.ProfileName(e)), visible.Line(e.Environment.Name.Label()), user}, ", ")
}

// closeAttempt brings back what was shown before an attempt was opened.
func (m *Model) closeAttempt() {
	if _, open := m.result.Attempt(); open {
		m.result.Close()
		m.ticking = false
	}
}
