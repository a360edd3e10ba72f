package tui

import (
	"errors"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/result"
)

// askSwapTest explains the risk of asking the other environment, and has the
// profile's name typed.
func (m *Model) askSwapTest() {
	s := m.newSending(sendSwapTest)
	other, _ := otherEnvironment(s.owner.environment)
	s.environment, _ = ripio.EnvironmentFor(other)
	s.request.SwapTest = true
	prompt := newSwapTestPrompt(visible.Line(s.owner.profile), s.owner.environment, other)
	prompt.Accept = func(text string) dialog.Answer {
		return dialog.ConfirmName(text, s.owner.profile, sentNothing, func() tea.Cmd { return m.beginSwapTest(s) })
	}
	m.open(prompt)
}

// newSwapTestPrompt asks for the profile's name before its credentials go to the
// other environment.
func newSwapTestPrompt(profile string, armed, other ripio.EnvironmentName) *dialog.Prompt {
	where := ""
	if other == ripio.Production {
		where = ", in production"
	}
	p := &dialog.Prompt{
		Title: "Ask " + other.Label(),
		Text: "One request goes to " + other.Label() + " with the client_id and client_secret for " + armed.Label() +
			": its host sees both. What a request does there is not documented. A new external_ref is sent with this " +
			"address, so a user may appear there" + where + ". A token that comes is dropped.\n" +
			"Type the profile's name to go on: " + profile,
		Input:       field.New(""),
		Foot:        "enter asks once, esc goes back",
		Environment: other,
	}
	p.Input.Focus()
	return p
}

// noSwapTest says why the other environment cannot be asked now; empty when it
// can.
func (m *Model) noSwapTest() string {
	e := m.result.Exchange()
	switch {
	case m.busy() != "":
		return m.busy()
	case m.environment.Name == ripio.Simulator:
		return "the simulator has no other environment"
	case !m.hasProfile():
		return "no profile is selected"
	case e == nil || !m.result.IsRejection():
		return "it is for credentials that were rejected; nothing shown here was"
	}
	if why := m.staleCauses(); why != "" {
		return why
	}
	if slices.ContainsFunc(e.Findings, isSwapAnswer) {
		return "it was asked already; the answer stands under Checks"
	}
	other, _ := otherEnvironment(m.environment.Name)
	return m.pausedFor(other)
}

// isSwapAnswer tells a finding that a swap test made, and that settles it.
func isSwapAnswer(finding finding.Finding) bool {
	code := string(finding.Code)
	return strings.HasPrefix(code, "swap-test-") && code != "swap-test-unclear"
}

// pausedFor says that an environment asked to wait; empty when it did not.
func (m *Model) pausedFor(name ripio.EnvironmentName) string {
	if until := m.pauses[name].until; until.After(m.deps.Now()) {
		return "a pause runs before the next request to " + name.Label() + "; it ends at " +
			until.In(m.deps.Local).Format(draw.ClockLayout)
	}
	return ""
}

// beginSwapTest begins the test once the profile's name was typed.
func (m *Model) beginSwapTest(s sending) tea.Cmd {
	if why := m.noSwapTest(); why != "" {
		m.status.say(finding.LevelNote, "not asked: "+why)
		return nil
	}
	if s.owner != m.armedOwner() {
		m.status.say(finding.LevelNote, "not asked: another profile or user is selected now")
		return nil
	}
	s.request.ExternalRef = m.deps.NewExternalRef()
	s.rejected = *m.result.Exchange()
	return m.sendProbe(s, "")
}

// swapTestArrived adds what the other environment said to the rejected exchange.
// The token that may have come is dropped here.
func (m *Model) swapTestArrived(msg probeMsg) tea.Cmd {
	whom, note := msg.sending.owner, m.writeProbeDown(msg)
	rejected := msg.sending.rejected
	finding := cause.SwapFinding(rejected, msg.exchange)
	rejected.Findings = append(slices.Clip(rejected.Findings), finding)
	if kept, ok := m.kept[whom]; ok && kept.SentAt.Equal(rejected.SentAt) {
		m.kept[whom] = rejected
	}
	m.result.Amend(rejected)
	m.endProbe()
	m.status.say(finding.Level, finding.Title)
	return note
}

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
