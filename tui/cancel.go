package tui

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// underWay keeps hold of a call, so that its story can be had after it was given
// up. The call is made once.
func (m *Model) underWay(environment ripio.EnvironmentName, call tea.Cmd) tea.Cmd {
	m.send.environment, m.send.call = environment, sync.OnceValue(call)
	return m.send.call
}

// cancelSend gives up the request that is under way.
func (m *Model) cancelSend() tea.Cmd {
	if m.probe.active {
		return m.cancelProbe()
	}
	posted := m.send.posted
	note := m.giveUp()
	if !posted {
		m.status.say(ripio.LevelNote, "stopped; nothing was sent")
		return note
	}
	m.ticking = false
	m.result.ShowNothing("The last request was cancelled. Whether it reached the server is not known.")
	m.status.say(ripio.LevelNote, "cancelled")
	return note
}

// cancelProbe gives up a probe that is under way.
func (m *Model) cancelProbe() tea.Cmd {
	posted, environment := m.send.posted, m.result.sending.environment.Label()
	note := m.giveUp()
	m.tests = testRun{}
	m.endProbe()
	text := "stopped; nothing was sent"
	if posted {
		text = "cancelled; whether " + environment + " received the request is not known"
	}
	m.status.say(ripio.LevelNote, text)
	return note
}

// giveUp ends the send that is under way. A call that was made stands in the
// history all the same, and a pause follows it: the server may have got it.
func (m *Model) giveUp() tea.Cmd {
	call, whom, secret := m.send.call, m.send.binding, m.send.request.Secret
	m.endSend()
	if call == nil {
		return nil
	}
	m.noteGivenUp(m.send.environment)
	manager, probe, keepToken := m.deps.Profiles, m.probe, m.keepTokens
	return m.writes.keep(func() tea.Msg {
		switch msg := call().(type) {
		case exchangeMsg:
			if msg.exchange.Timing.Reached == "" {
				return nil
			}
			user := profiles.User{ExternalRef: whom.externalRef, Address: whom.address}
			_ = manager.Users.RecordExchange(msg.exchange, user) // giving up is not concerned
			fingerprint := func() string { return m.deps.Fingerprint(secret) }
			return remember(manager, whom, profiles.Attempt{Exchange: msg.exchange}, fingerprint, keepToken)()
		case probeMsg:
			if cmd := rememberProbe(manager, probe, msg); cmd != nil {
				return cmd()
			}
		}
		return nil
	})
}

func (m *Model) endSend() {
	if m.send.cancel != nil {
		m.send.cancel()
	}
	m.send.cancel, m.send.posted, m.send.call, m.sendingUnasked = nil, false, nil, false
	m.send.request.Secret = ripio.Secret{}
}
