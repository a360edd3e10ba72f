package sending

import (
	"context"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

// Owner is what a token belongs to. It is never shown under another.
type Owner struct {
	Profile              string
	Environment          ripio.EnvironmentName
	ExternalRef, Address string
}

// OwnerOf is whose an exchange is.
func OwnerOf(e ripio.Exchange) Owner {
	return Owner{e.Profile, e.Environment.Name, e.Request.ExternalRef, e.Request.Address}
}

// Kind is why a request is sent.
type Kind int

// The kinds.
const (
	Ordinary     Kind = iota
	Renewal           // no key was pressed for it
	SwapTest          // to the other environment, on purpose
	NegativeTest      // wrong on purpose
)

// Source is where a send finds its client_secret.
type Source struct {
	// Key has no profile for the simulator's own credentials.
	Key       profiles.SecretKey
	Reference profiles.SecretReference
	// Trim says that stray characters around it are cut off.
	Trim bool
}

// IsSimulators reports whether the credentials are the simulator's own.
func (s Source) IsSimulators() bool { return s.Key.Profile == "" }

// Fetch finds the secret. Key rings may take their time.
func (s Source) Fetch(ctx context.Context, secrets *profiles.Secrets) (redact.Secret, error) {
	if s.IsSimulators() {
		return redact.NewSecret(simulator.ExampleSecret), nil
	}
	secret, err := secrets.Resolve(ctx, s.Key, s.Reference)
	if err == nil && s.Trim {
		secret = redact.TrimSecret(secret)
	}
	return secret, err
}

// Send is one request from the key press to its answer. It is captured once and
// handed from step to step: what is selected meanwhile changes nothing about where it
// goes, with which secret, and under whom its answer is kept.
type Send struct {
	// number tells its answers from those of other sends; zero before it took off.
	number  int
	context context.Context
	cancel  context.CancelFunc

	Owner Owner
	// Environment is where it goes, Secret where its client_secret comes from.
	Environment ripio.Environment
	Secret      Source
	Request     ripio.Request
	Kind        Kind
	// Rejected is what a swap test asks about.
	Rejected ripio.Exchange
	// Allowed says that the profile's name was typed for this send to production.
	Allowed bool
	// Again says that a second token in production was agreed to.
	Again bool
}

// SameAs reports whether two sends would have the same inputs.
func (s Send) SameAs(other Send) bool {
	return s.Owner == other.Owner && s.Environment == other.Environment && s.Secret == other.Secret && s.Request == other.Request
}

// IsProbe reports whether it is a send beside the ordinary ones: the swap test, or a
// negative test. It is remembered, but it brings no user a token, and says nothing of
// how the credentials fare.
func (s Send) IsProbe() bool { return s.Kind == SwapTest || s.Kind == NegativeTest }

// renamed follows a profile to its new name.
func (s *Send) renamed(from, to string) {
	for _, name := range []*string{&s.Owner.Profile, &s.Secret.Key.Profile} {
		if strings.EqualFold(*name, from) {
			*name = to
		}
	}
}

// SecretMsg brings the secret for a send.
type SecretMsg struct {
	Send   Send
	Secret redact.Secret
	Err    error
}

// AnswerMsg brings the story of a send; Err says why its secret could not be had.
type AnswerMsg struct {
	Send     Send
	Exchange ripio.Exchange
	Err      error
}

// Authenticate is the one call of the API.
type Authenticate func(context.Context, ripio.Environment, ripio.Request) ripio.Exchange

// answer makes the call of a send, and finds the secret first where it has none.
func (s Send) answer(secrets *profiles.Secrets, authenticate Authenticate) AnswerMsg {
	if s.Request.Secret.IsEmpty() {
		var err error
		if s.Request.Secret, err = s.Secret.Fetch(s.context, secrets); err != nil {
			return AnswerMsg{Send: s, Err: err}
		}
	}
	exchange := authenticate(s.context, s.Environment, s.Request)
	exchange.Profile, exchange.Request.Deviation = s.Owner.Profile, s.Request.Deviation
	return AnswerMsg{Send: s, Exchange: exchange}
}
