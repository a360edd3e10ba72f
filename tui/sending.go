package tui

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

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
