package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
)

// renew sends the inputs of the selected user again.
func (m *Model) renew() tea.Cmd {
	if attempt, open := m.result.Attempt(); open {
		return m.history.Resend(attempt)
	}
	return m.begin()
}

// noRenew says why nothing can be renewed; empty when it can.
func (m *Model) noRenew() string {
	if attempt, open := m.result.Attempt(); open {
		return m.history.NoResend(attempt)
	}
	if _, ok := m.sends.Kept[m.selectedOwner()]; !ok {
		return "nothing was sent for this user yet"
	}
	return ""
}

// newRenewalMenu is for production: nobody knows what a second token does to a
// session that runs with the first.
func newRenewalMenu(keep, again func() tea.Cmd) *dialog.Menu {
	menu := dialog.NewMenu("A token for this user is still good", []dialog.Choice{
		{Name: "Keep the token", Run: keep},
		{Name: "Request another in PRODUCTION", Run: again},
	})
	menu.Hints = "Whether a new token ends a session that was begun with the older one is not documented."
	return menu
}

// due goes on with what waited for its time: a send, a renewal by itself, the next
// negative test.
func (m *Model) due() tea.Cmd {
	now := m.deps.Now()
	var send tea.Cmd
	if m.sends.Due(now) {
		send = m.sendWithoutWaiting()
	}
	if m.dialogs.Empty() {
		renew, refused := m.sends.RenewalDue(m.selectedOwner(), now)
		if renew {
			return tea.Batch(send, m.politely(m.newSend(sending.Renewal)))
		}
		if refused != "" {
			m.status.say(finding.LevelNote, refused)
		}
	}
	if m.sends.Tests.Due(now) {
		return m.sendNextTest()
	}
	return send
}

// ownLife is the life of the selected user's running token while a pasted one is
// shown.
func (m *Model) ownLife() (result.Life, bool) {
	if !m.result.IsPasted() {
		return result.Life{}, false
	}
	exchange, live := m.sends.Kept.Live(m.selectedOwner(), m.deps.Now())
	if !live {
		return result.Life{}, false
	}
	return result.LifeOf(exchange), true
}
