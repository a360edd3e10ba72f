package tui

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
)

// underWay keeps hold of a call, so that its story can be had after it was given
// up. The call is made once.
func (m *Model) underWay(call tea.Cmd) tea.Cmd {
	m.flight.call = sync.OnceValue(call)
	return m.flight.call
}

// cancelSend gives up the request that is under way.
func (m *Model) cancelSend() tea.Cmd {
	if m.flight == nil {
		return nil
	}
	if m.flight.isProbe() {
		return m.cancelProbe()
	}
	s, posted, aside := m.flight.sending, m.flight.posted, m.isAside(m.flight.sending)
	note := m.giveUp()
	if !posted {
		m.status.say(finding.LevelNote, "stopped; nothing was sent")
		return note
	}
	m.ticking = false
	_, live := m.liveToken(s.owner)
	if !aside && !live {
		m.result.ShowNothing("The last request was cancelled. Whether it reached the server is not known.")
	}
	m.status.say(finding.LevelNote, cancelWords(s))
	if live || s.owner != m.armedOwner() {
		m.showKept()
	}
	return note
}

// cancelProbe gives up a probe that is under way.
func (m *Model) cancelProbe() tea.Cmd {
	s, posted := m.flight.sending, m.flight.posted
	note := m.giveUp()
	m.tests = testRun{}
	m.endProbe()
	text := "stopped; nothing was sent"
	if posted {
		text = cancelWords(s)
	}
	m.status.say(finding.LevelNote, text)
	return note
}

// cancelWords are said of a request that was given up on its way.
func cancelWords(s sending) string {
	return "cancelled; whether " + s.environment.Name.Label() + " received the request is not known"
}

// giveUp ends the send that is under way. A call that was made stands in the
// history all the same, and a pause follows it: the server may have got it.
func (m *Model) giveUp() tea.Cmd {
	f := m.flight
	m.endSend()
	if f == nil || f.call == nil {
		return nil
	}
	m.noteGivenUp(f.environment.Name)
	manager, keepToken := m.deps.Profiles, m.history.KeepTokens
	return m.writes.keep(func() tea.Msg {
		switch msg := f.call().(type) {
		case exchangeMsg:
			if msg.exchange.Timing.Reached == "" {
				return nil
			}
			owner := msg.sending.owner
			user := profiles.User{ExternalRef: owner.externalRef, Address: owner.address}
			_ = manager.Users.RecordExchange(msg.exchange, user) // giving up is not concerned
			fingerprint := func() string { return m.deps.Fingerprint(msg.sending.request.Secret) }
			return remember(manager, owner, profiles.Attempt{Exchange: msg.exchange}, fingerprint, keepToken)()
		case probeMsg:
			if cmd := rememberProbe(manager, msg); cmd != nil {
				return cmd()
			}
		}
		return nil
	})
}

func (m *Model) endSend() {
	if m.flight != nil {
		m.flight.cancel()
	}
	m.flight = nil
}
