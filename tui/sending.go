package tui

import (
	"context"
	"slices"
	"strings"
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/tui/request"
)

// sendState is what is under way, what holds a send back, and what came of those
// before.
type sendState struct {
	// flight is the send that is being prepared or under way, nil when there is
	// none; sends counts them.
	flight *flight
	sends  int
	// tests are the negative tests that are under way.
	tests testRun
	// pauses are the times before which an environment is not called, waiting the
	// send that one of them holds back.
	pauses      map[ripio.EnvironmentName]pause
	waiting     waiting
	autoRenewal autoRenewal
	// confirmed are the profiles whose name was typed for production, trimming the
	// secrets that are sent without their stray characters.
	confirmed map[string]bool
	trimming  map[profiles.SecretKey]bool
	// kept are the newest exchanges of this run, each under whom it was for, and
	// beside what is known beside each of them.
	kept   map[tokenOwner]ripio.Exchange
	beside map[tokenOwner]rememberedMsg
}

// sending is one request from the key press to its answer. It is captured once
// and handed from step to step: what is armed meanwhile changes nothing about
// where it goes, with which secret, and under whom its answer is kept.
type sending struct {
	// number tells its answers from those of other sends; zero before takeOff.
	number  int
	context context.Context
	cancel  context.CancelFunc
	owner   tokenOwner
	// environment is where it goes, secret where its client_secret comes from.
	environment ripio.Environment
	secret      secretSource
	request     ripio.Request
	kind        sendKind
	// rejected is what a swap test asks about.
	rejected ripio.Exchange
	// again says that a second token in production was agreed to.
	again bool
}

// tokenOwner is what a token belongs to. It is never shown under another.
type tokenOwner struct {
	profile              string
	environment          ripio.EnvironmentName
	externalRef, address string
}

// sendKind is why a request is sent.
type sendKind int

const (
	sendOrdinary     sendKind = iota
	sendRenewal               // no key was pressed for it
	sendSwapTest              // to the other environment, on purpose
	sendNegativeTest          // wrong on purpose
)

// secretSource is where a send finds its client_secret.
type secretSource struct {
	// key has no profile for the simulator's own credentials.
	key       profiles.SecretKey
	reference profiles.SecretReference
	// trim says that stray characters around it are cut off.
	trim bool
}

func (s secretSource) isSimulators() bool { return s.key.Profile == "" }

// fetch finds the secret. Key rings may take their time.
func (s secretSource) fetch(ctx context.Context, secrets *profiles.Secrets) (redact.Secret, error) {
	if s.isSimulators() {
		return redact.NewSecret(simulator.ExampleSecret), nil
	}
	secret, err := secrets.Resolve(ctx, s.key, s.reference)
	if err == nil && s.trim {
		secret = redact.TrimSecret(secret)
	}
	return secret, err
}

// armedOwner is what a token that is requested now would belong to.
func (m *Model) armedOwner() tokenOwner {
	request := m.form.Request()
	return tokenOwner{m.profile, m.environment.Name, request.ExternalRef, request.Address}
}

// newSending captures a send of what is armed now. The secret is that of the
// environment whose client_id stands in the form.
func (m *Model) newSending(kind sendKind) sending {
	request := m.form.Request()
	key := profiles.SecretKey{Profile: m.profile, Environment: request.CredentialsFor}
	if !m.hasProfile() {
		request.CredentialsFor = ripio.Simulator // it has credentials of its own
	}
	return sending{
		owner: m.armedOwner(), environment: m.environment, request: request, kind: kind,
		secret: secretSource{key: key, reference: m.armed().Account(key.Environment).Secret, trim: m.trimming[key]},
	}
}

// sameAs reports whether two sends would have the same inputs.
func (s sending) sameAs(other sending) bool {
	return s.owner == other.owner && s.environment == other.environment && s.secret == other.secret && s.request == other.request
}

// flight is the send that is being prepared or under way.
type flight struct {
	sending
	// posted tells that the request itself is under way, not only its secret; call
	// brings its answer.
	posted bool
	call   func() tea.Msg
}

// takeOff begins a send: from here on esc cancels it, and no other begins.
func (m *Model) takeOff(s sending) sending {
	m.endSend()
	m.sends++
	s.number = m.sends
	s.context, s.cancel = context.WithCancel(context.Background())
	m.flight = &flight{sending: s}
	return s
}

// isUnderWay reports whether the send was neither answered nor given up.
func (m *Model) isUnderWay(s sending) bool { return m.flight != nil && m.flight.number == s.number }

// renamed follows a profile to its new name.
func (s *sending) renamed(from, to string) {
	for _, name := range []*string{&s.owner.profile, &s.secret.key.Profile} {
		if strings.EqualFold(*name, from) {
			*name = to
		}
	}
}

// named is a step of the flight under the name that its profile has by now.
func (f *flight) named(s sending) sending {
	s.owner.profile, s.secret.key.Profile = f.owner.profile, f.secret.key.Profile
	return s
}

// busy says why no other send can begin; empty when one can.
func (m *Model) busy() string {
	if m.flight != nil || m.waiting.active {
		return "a request is under way; esc cancels it"
	}
	return ""
}

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

// secretInDryRun stands in for the client_secret: a dry run fetches none, and the
// request is shown with a mask anyway.
const secretInDryRun = "not-read-in-a-dry-run"

// dryRun shows the request that enter would send, and sends nothing. While it is
// shown, the same key goes back.
func (m *Model) dryRun() tea.Cmd {
	if m.result.IsDryRun() {
		m.leaveDryRun()
		return nil
	}
	if why := m.noPreview(); why != "" {
		m.status.say(finding.LevelNote, why)
		return nil
	}
	m.beforeDryRun = m.form.Focus
	m.result.ShowDryRun(m.preview())
	if m.onePane() {
		m.setFocus(request.FocusResult)
	}
	return nil
}

// noPreview says why no dry run can be shown now; empty when one can.
func (m *Model) noPreview() string {
	switch {
	case m.busy() != "":
		return "a request is under way; esc cancels it"
	case m.environment.Name == ripio.Simulator && m.simulator == nil:
		return "the simulator is still starting"
	}
	return ""
}

// preview is the story of the request as it stands, without a send.
func (m *Model) preview() ripio.Exchange {
	request := m.newSending(sendOrdinary).request
	if m.form.HasSecret {
		request.Secret = redact.NewSecret(secretInDryRun)
	}
	e := m.deps.Preview(m.environment, request)
	e.Profile, e.DryRun = m.profile, true
	e.Findings = slices.DeleteFunc(e.Findings, func(f finding.Finding) bool { return f.Field == finding.FieldSecret })
	return e
}

// refreshDryRun follows what was typed or armed while a dry run is shown.
func (m *Model) refreshDryRun() {
	if m.noPreview() != "" {
		m.leaveDryRun()
		return
	}
	m.result.ShowDryRun(m.preview())
}

// leaveDryRun brings back what was shown before.
func (m *Model) leaveDryRun() {
	m.result.Close()
	if m.onePane() && m.result.IsEmpty() {
		m.setFocus(m.beforeDryRun)
	}
}
