package tui

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/result"
)

// The limits of renewal by itself: how often, and how long before the expiry.
// Short lives are renewed when a tenth of them is left.
const (
	mostRenewals = 10
	renewalLead  = time.Minute
)

// autoRenewal renews a token before it expires, for whom it was switched on.
type autoRenewal struct {
	on   bool
	whom tokenOwner
	left int
}

// words say that it is on; empty when it is not.
func (a autoRenewal) words() string {
	if !a.on {
		return ""
	}
	return fmt.Sprintf("renews by itself, %d left", a.left)
}

// liveToken returns the exchange of a token that is still good for somebody.
func (m *Model) liveToken(whom tokenOwner) (ripio.Exchange, bool) {
	exchange, ok := m.kept[whom]
	if !ok || exchange.Token == nil || exchange.Failure != nil {
		return exchange, false
	}
	return exchange, exchange.Token.Expiry.Remaining(exchange.Clock.ServerTime(m.deps.Now())) > 0
}

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
	if _, ok := m.kept[m.armedOwner()]; !ok {
		return "nothing was sent for this user yet"
	}
	return ""
}

// askRenewal is for production: nobody knows what a second token does to a
// session that runs with the first.
func (m *Model) askRenewal(s sending) {
	menu := dialog.NewMenu("A token for this user is still good", []dialog.Choice{
		{Name: "Keep the token", Run: func() tea.Cmd {
			m.showKept()
			m.status.say(finding.LevelNote, "nothing was sent")
			return nil
		}},
		{Name: "Request another in PRODUCTION", Run: func() tea.Cmd {
			s.again = true
			return m.ask(s)
		}},
	})
	menu.Hints = "Whether a new token ends a session that was begun with the older one is not documented."
	m.open(menu)
}

// noAutoRenew says why tokens cannot be renewed by themselves; empty when they
// can.
func (m *Model) noAutoRenew() string {
	if m.autoRenewal.on {
		return ""
	}
	if m.environment.Name == ripio.Production {
		return "not in production, where each new token is asked for"
	}
	if exchange, live := m.liveToken(m.armedOwner()); !live || exchange.Token.Expiry.State != jwt.ExpiryPresent {
		return "there is no running token for this user"
	}
	return ""
}

// switchAutoRenew turns renewal shortly before expiry on or off.
func (m *Model) switchAutoRenew() tea.Cmd {
	if m.autoRenewal.on {
		m.autoRenewal = autoRenewal{}
		m.status.say(finding.LevelNote, "tokens are no longer renewed by themselves")
		return nil
	}
	m.autoRenewal = autoRenewal{on: true, whom: m.armedOwner(), left: mostRenewals}
	m.status.say(finding.LevelOK, fmt.Sprintf("this user's token is renewed shortly before it expires, %d times at most", mostRenewals))
	return nil
}

// renewByItself renews the token of the armed user when its time has come.
func (m *Model) renewByItself() tea.Cmd {
	a := m.autoRenewal
	if !a.on || a.whom != m.armedOwner() || m.busy() != "" || !m.dialogs.Empty() {
		return nil
	}
	exchange, ok := m.kept[a.whom]
	if !ok || exchange.Token == nil || exchange.Token.Expiry.State != jwt.ExpiryPresent {
		return nil
	}
	if exchange.Token.Expiry.Remaining(exchange.Clock.ServerTime(m.deps.Now())) > leadOf(exchange) {
		return nil
	}
	if a.left == 0 {
		m.autoRenewal = autoRenewal{}
		m.status.say(finding.LevelNote, fmt.Sprintf("renewed %d times; no more by itself, r renews", mostRenewals))
		return nil
	}
	m.autoRenewal.left--
	return m.politely(m.newSending(sendRenewal))
}

// isAside reports whether a send must leave the pane alone: nobody pressed a key
// for a renewal, and what was opened over the token is being read.
func (m *Model) isAside(s sending) bool {
	return s.kind == sendRenewal && m.result.Opened()
}

// leadOf is how long before its expiry a token is renewed.
func leadOf(exchange ripio.Exchange) time.Duration {
	lifetime, ok := exchange.Lifetime()
	if !ok {
		return renewalLead
	}
	return min(renewalLead, lifetime/10)
}

// renewed tells what became of a renewal that nobody pressed a key for.
func (m *Model) renewed(exchange ripio.Exchange) {
	if exchange.Failure == nil {
		m.status.say(finding.LevelOK, "the token was renewed by itself")
		return
	}
	m.autoRenewal = autoRenewal{}
	m.status.say(finding.LevelWarning, "the renewal failed: "+exchange.Failure.Title()+"; no more by itself")
}

// ownLife is the life of the armed user's running token while a pasted one is
// shown.
func (m *Model) ownLife() (result.Life, bool) {
	if !m.result.IsPasted() {
		return result.Life{}, false
	}
	exchange, live := m.liveToken(m.armedOwner())
	if !live {
		return result.Life{}, false
	}
	return result.LifeOf(exchange), true
}
