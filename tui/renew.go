package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
)

// renew sends the inputs of the armed user again.
func (m *Model) renew() tea.Cmd {
	if attempt, open := m.result.Attempt(); open {
		return m.resend(attempt)
	}
	return m.begin()
}

// noRenew says why nothing can be renewed; empty when it can.
func (m *Model) noRenew() string {
	if attempt, open := m.result.Attempt(); open {
		return m.noResend(attempt)
	}
	if _, ok := m.sends.Kept[m.armedOwner()]; !ok {
		return "nothing was sent for this user yet"
	}
	return ""
}

// askRenewal is for production: nobody knows what a second token does to a
// session that runs with the first.
func (m *Model) askRenewal(s sending.Send) {
	menu := dialog.NewMenu("A token for this user is still good", []dialog.Choice{
		{Name: "Keep the token", Run: func() tea.Cmd {
			m.showKept()
			m.status.say(finding.LevelNote, "nothing was sent")
			return nil
		}},
		{Name: "Request another in PRODUCTION", Run: func() tea.Cmd {
			s.Again = true
			return m.ask(s)
		}},
	})
	menu.Hints = "Whether a new token ends a session that was begun with the older one is not documented."
	m.open(menu)
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
		renew, refused := m.sends.RenewalDue(m.armedOwner(), now)
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

// isAside reports whether a send must leave the pane alone: nobody pressed a key
// for a renewal, and what was opened over the token is being read.
func (m *Model) isAside(s sending.Send) bool {
	return s.Kind == sending.Renewal && m.result.Opened()
}

// ownLife is the life of the armed user's running token while a pasted one is
// shown.
func (m *Model) ownLife() (result.Life, bool) {
	if !m.result.IsPasted() {
		return result.Life{}, false
	}
	exchange, live := m.sends.Kept.Live(m.armedOwner(), m.deps.Now())
	if !live {
		return result.Life{}, false
	}
	return result.LifeOf(exchange), true
}
