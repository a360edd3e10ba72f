package tui

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/result"
)

// probeMsg brings the story of a probe; err says why its secret could not be had.
type probeMsg struct {
	sending     sending
	exchange    ripio.Exchange
	fingerprint string
	err         error
}

// isProbe reports whether it is a send beside the ordinary ones: the swap test, or a
// negative test. It is remembered, but it brings no user a token, and says nothing of
// how the credentials fare.
func (s sending) isProbe() bool { return s.kind == sendSwapTest || s.kind == sendNegativeTest }

// endProbe shows again what was there before, unless somebody else is armed now.
func (m *Model) endProbe() {
	m.endSend()
	m.ticking = false
	m.result.EndSending()
	if e, now := m.result.Exchange(), m.armedOwner(); e != nil && (e.Profile != now.profile || e.Environment.Name != now.environment ||
		!m.result.IsTest() && (e.Request.ExternalRef != now.externalRef || e.Request.Address != now.address)) {
		m.showKept()
	}
}

// sendProbe fetches the secret, where the send has none yet, and makes the one call
// of a probe, which what names on the screen.
func (m *Model) sendProbe(s sending, what string) tea.Cmd {
	s = m.takeOff(s)
	m.flight.posted = true
	m.ticking = false
	m.result.OpenSending(result.Sending{Environment: s.environment, Since: m.deps.Now(), What: what})
	secrets, call, fingerprint := m.deps.Profiles.Secrets, m.deps.Authenticate, m.deps.Fingerprint
	return m.underWay(func() tea.Msg {
		if s.request.Secret.IsEmpty() {
			var err error
			if s.request.Secret, err = s.secret.fetch(s.context, secrets); err != nil {
				return probeMsg{sending: s, err: err}
			}
		}
		exchange := call(s.context, s.environment, s.request)
		exchange.Profile = s.owner.profile
		exchange.Request.Deviation = s.request.Deviation
		return probeMsg{sending: s, exchange: exchange, fingerprint: fingerprint(s.request.Secret)}
	})
}

// probeArrived takes the answer of a probe, unless it was given up.
func (m *Model) probeArrived(msg probeMsg) tea.Cmd {
	if !m.isUnderWay(msg.sending) {
		return nil
	}
	if msg.err != nil {
		m.tests = testRun{}
		m.endProbe()
		m.status.say(finding.LevelFailure, "not sent: "+noSecretForProbe(msg.err))
		return nil
	}
	m.notePause(msg.exchange)
	if msg.sending.kind == sendSwapTest {
		return m.swapTestArrived(msg)
	}
	return m.negativeTestArrived(msg)
}

// noSecretForProbe says why a secret could not be had, and how it can.
func noSecretForProbe(err error) string {
	for _, locked := range []error{profiles.ErrPassphraseNeeded, profiles.ErrNoSealedFile, profiles.ErrSecretNeeded} {
		if errors.Is(err, locked) {
			return "the client_secret is not open yet; send an ordinary request first"
		}
	}
	return visible.Line(err.Error())
}

// writeProbeDown keeps a probe in the history and its answer in the catalogue.
func (m *Model) writeProbeDown(msg probeMsg) tea.Cmd {
	return m.writes.keep(rememberProbe(m.deps.Profiles, msg))
}

func rememberProbe(manager *profiles.Manager, msg probeMsg) tea.Cmd {
	e, s := msg.exchange, msg.sending
	if e.Timing.Reached == "" {
		return nil
	}
	owner := tokenOwner{s.owner.profile, s.environment.Name, e.Request.ExternalRef, e.Request.Address}
	attempt := profiles.Attempt{Exchange: e, SwapTest: s.kind == sendSwapTest}
	return remember(manager, owner, attempt, func() string { return msg.fingerprint }, false)
}
