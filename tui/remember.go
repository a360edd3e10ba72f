package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
)

// rememberedMsg brings what is known beside an attempt: of a send that was put into
// the history, and of whom it was for, or of one that was opened from there.
type rememberedMsg struct {
	written    bool
	whom       tokenOwner
	attempt    profiles.Attempt
	background cause.Background
	lifetimes  []profiles.Lifetime
	warnings   []profiles.Warning
}

// remember puts a send into the history and gathers what is known beside it. The
// background is read first, so that this send is not among the earlier ones.
func remember(manager *profiles.Manager, whom tokenOwner, attempt profiles.Attempt, fingerprint func() string, keepToken bool) tea.Cmd {
	return func() tea.Msg {
		attempt.Fingerprint = fingerprint()
		msg := recall(manager, attempt)
		var more []profiles.Warning
		msg.written, msg.whom = true, whom
		msg.attempt, more = manager.Remember(attempt, keepToken)
		msg.warnings = append(msg.warnings, more...)
		msg.addLifetimes(manager.Lifetimes)
		return msg
	}
}

// recall gathers what is known beside an attempt, but for the lifetimes.
func recall(manager *profiles.Manager, attempt profiles.Attempt) rememberedMsg {
	background, warnings := manager.Background(attempt)
	return rememberedMsg{attempt: attempt, background: background, warnings: warnings}
}

// lookUp gathers what is known beside an attempt from the history.
func lookUp(manager *profiles.Manager, attempt profiles.Attempt) tea.Cmd {
	return func() tea.Msg {
		msg := recall(manager, attempt)
		msg.addLifetimes(manager.Lifetimes)
		return msg
	}
}

func (msg *rememberedMsg) addLifetimes(book *profiles.Lifetimes) {
	e := msg.attempt.Exchange
	lifetimes, err := book.Of(e.Profile, e.Environment.Name)
	if err != nil {
		msg.warnings = append(msg.warnings, profiles.Warning{Text: err.Error()})
	}
	msg.lifetimes = lifetimes
}

// remembered completes what is shown with what is known beside it.
func (m *Model) remembered(msg rememberedMsg) {
	m.warn(msg.warnings)
	if msg.written {
		m.history.Written()
	}
	if kept, ok := m.kept[msg.whom]; ok && kept.SentAt.Equal(msg.attempt.Exchange.SentAt) {
		m.beside[msg.whom] = msg
	}
	m.result.Remembered(msg.attempt, msg.background, msg.lifetimes)
}

// warn shows the first of some warnings.
func (m *Model) warn(warnings []profiles.Warning) {
	if len(warnings) > 0 {
		m.status.say(finding.LevelWarning, visible.Line(warnings[0].Text))
	}
}
