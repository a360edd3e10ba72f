package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
)

// rememberedMsg tells that a send was put into the history, and what is known
// beside it.
type rememberedMsg struct {
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
		background, warnings := manager.Background(attempt)
		kept, more := manager.Remember(attempt, keepToken)
		lifetimes, err := manager.Lifetimes.Of(whom.profile, whom.environment)
		if err != nil {
			more = append(more, profiles.Warning{Text: err.Error()})
		}
		return rememberedMsg{
			whom: whom, attempt: kept, background: background, lifetimes: lifetimes, warnings: append(warnings, more...),
		}
	}
}

// remembered completes what is shown with what is known beside it.
func (m *Model) remembered(msg rememberedMsg) {
	if len(msg.warnings) > 0 {
		m.status.say(finding.LevelWarning, visible.Line(msg.warnings[0].Text))
	}
	if kept, ok := m.kept[msg.whom]; ok && kept.SentAt.Equal(msg.attempt.Exchange.SentAt) {
		m.beside[msg.whom] = msg
	}
	m.result.Remembered(msg)
}
