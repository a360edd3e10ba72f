package tui

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

// probe is a send beside the ordinary ones: the swap test, or a negative test.
// It is remembered, but it brings no user a token, and says nothing of how the
// credentials fare.
type probe struct {
	active bool
	// whom is whose request was armed when it began.
	whom binding
	// before is what is shown again when it ends.
	before result
	// swap tells the swap test from negative tests.
	swap bool
}

// probeMsg brings the story of a probe; err says why its secret could not be had.
type probeMsg struct {
	send        int
	exchange    ripio.Exchange
	fingerprint string
	err         error
}

// beginProbe makes room for a probe: nothing else is sent until endProbe.
func (m *Model) beginProbe(swap bool) {
	m.probe = probe{active: true, whom: m.binding(), before: m.result, swap: swap}
	m.send.context, m.send.cancel = context.WithCancel(context.Background())
}

// endProbe shows again what was there before, unless somebody else is armed now.
func (m *Model) endProbe() {
	before := m.probe.before
	before.tab, before.offset = m.result.tab, 0
	m.endSend()
	m.ticking = false
	m.probe = probe{}
	m.result = before
	if m.staleProbe(before) {
		m.showKept()
	}
}

// staleProbe tells whether what was shown is somebody else's by now.
func (m *Model) staleProbe(before result) bool {
	e := before.exchange
	if e == nil {
		return false
	}
	now := m.binding()
	return e.Profile != now.profile || e.Environment.Name != now.environment ||
		!before.isTest() && (e.Request.ExternalRef != now.externalRef || e.Request.Address != now.address)
}

// sendProbe fetches the secret and makes the one call of a probe.
func (m *Model) sendProbe(environment ripio.Environment, request ripio.Request) tea.Cmd {
	m.send.number++
	m.send.posted = true
	m.ticking = false
	m.result.ShowSending(environment, m.deps.Now())
	ctx, number, profile := m.send.context, m.send.number, m.probe.whom.profile
	secretOf, call, fingerprint := m.secretOf(), m.deps.Authenticate, m.deps.Fingerprint
	return m.underWay(environment.Name, func() tea.Msg {
		secret, err := secretOf(ctx)
		if err != nil {
			return probeMsg{send: number, err: err}
		}
		request.Secret = secret
		exchange := call(ctx, environment, request)
		exchange.Profile = profile
		exchange.Request.Deviation = request.Deviation
		return probeMsg{send: number, exchange: exchange, fingerprint: fingerprint(secret)}
	})
}

// secretOf fetches the secret of the armed credentials, as ordinary sends use it.
func (m *Model) secretOf() func(context.Context) (ripio.Secret, error) {
	if !m.hasProfile() {
		return func(context.Context) (ripio.Secret, error) { return ripio.NewSecret(simulator.ExampleSecret), nil }
	}
	secrets, key, reference, trim := m.deps.Profiles.Secrets, m.secretKey(), m.account().Secret, m.trimming[m.secretKey()]
	return func(ctx context.Context) (ripio.Secret, error) {
		secret, err := secrets.Resolve(ctx, key, reference)
		if err == nil && trim {
			secret = ripio.TrimSecret(secret)
		}
		return secret, err
	}
}

// probeArrived takes the answer of a probe, unless it was given up.
func (m *Model) probeArrived(msg probeMsg) tea.Cmd {
	if msg.send != m.send.number || m.send.cancel == nil || !m.probe.active {
		return nil
	}
	if msg.err != nil {
		m.tests = testRun{}
		m.endProbe()
		m.status.say(ripio.LevelFailure, "not sent: "+noSecretForProbe(msg.err))
		return nil
	}
	m.notePause(msg.exchange)
	if m.probe.swap {
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
	return m.writes.keep(rememberProbe(m.deps.Profiles, m.probe, msg))
}

func rememberProbe(manager *profiles.Manager, p probe, msg probeMsg) tea.Cmd {
	e := msg.exchange
	if e.Timing.Reached == "" {
		return nil
	}
	whom := binding{p.whom.profile, e.Environment.Name, e.Request.ExternalRef, e.Request.Address}
	attempt := profiles.Attempt{Exchange: e, SwapTest: p.swap}
	return remember(manager, whom, attempt, func() string { return msg.fingerprint }, false)
}
