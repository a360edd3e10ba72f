// Package exchangejson gives ripio.Exchange a JSON form for files that outlive
// the program's version: its names are its own, and it never holds a token unless
// it is told to. It does not look for a client_secret: an exchange has none.
package exchangejson

import (
	"time"

	"devtools/ripio-explorer/ripio"
)

// Document is an exchange as JSON. Durations are in nanoseconds, times in UTC.
// Texts that are not UTF-8 are written as base64, see text.
type Document struct {
	// At, Profile and Environment name the send. They stand first, and keep their
	// names in every version.
	At          time.Time             `json:"at"`
	Profile     string                `json:"profile,omitempty"`
	Environment ripio.EnvironmentName `json:"environment"`

	// Addresses is left out when they are the environment's fixed ones.
	Addresses  *addresses  `json:"addresses,omitempty"`
	ReceivedAt time.Time   `json:"received_at,omitzero"`
	Request    request     `json:"request"`
	Timing     timing      `json:"timing,omitzero"`
	Connection *connection `json:"connection,omitempty"`
	Response   *response   `json:"response,omitempty"`
	Clock      clock       `json:"clock,omitzero"`
	Token      *token      `json:"token,omitempty"`
	Failure    *failure    `json:"failure,omitempty"`
	Findings   []finding   `json:"findings,omitempty"`
}

// New makes the document of an exchange. Unless keepToken is set, the token is
// left out and every token in the texts is cut to its header; a dry run is not
// told from a send. Cookies are always masked, and long texts are shortened, see
// MaxBody.
func New(e ripio.Exchange, keepToken bool) Document {
	cut := newCutter(e, keepToken)
	return Document{
		At: e.SentAt.UTC(), Profile: e.Profile, Environment: e.Environment.Name,
		Addresses: newAddresses(e.Environment), ReceivedAt: utc(e.ReceivedAt),
		Request: newRequest(e.Request, cut), Timing: newTiming(e.Timing), Connection: newConnection(e.Connection, cut),
		Response: newResponse(e.Response, cut), Clock: newClock(e.Clock, cut),
		Token: newToken(e.Token, keepToken, cut), Failure: newFailure(e.Failure, cut), Findings: newFindings(e.Findings, cut),
	}
}

// Exchange returns the exchange back. Its token has no Raw unless it was kept, its
// failure has no error underneath, and a body that was shortened counts as cut.
func (d Document) Exchange() ripio.Exchange {
	return ripio.Exchange{
		Environment: d.environment(), Profile: d.Profile,
		Request: d.request(), SentAt: d.At, ReceivedAt: d.ReceivedAt,
		Timing: d.Timing.timing(), Connection: d.Connection.connection(), Response: d.Response.response(),
		Clock: d.Clock.clock(), Token: d.Token.token(), Failure: d.Failure.failure(), Findings: findings(d.Findings),
	}
}

// BodyLength is how many bytes a body had that was shortened; 0 for one that is
// whole, and without an answer.
func (d Document) BodyLength() int {
	if d.Response == nil {
		return 0
	}
	return d.Response.BodyLength
}

// addresses are those of ripio.Environment.
type addresses struct {
	Auth    string `json:"auth"`
	OnRamp  string `json:"on_ramp,omitempty"`
	OffRamp string `json:"off_ramp,omitempty"`
}

func newAddresses(environment ripio.Environment) *addresses {
	if fixed, ok := ripio.EnvironmentFor(environment.Name); ok && fixed == environment {
		return nil
	}
	return &addresses{environment.AuthURL, environment.OnRampURL, environment.OffRampURL}
}

func (d Document) environment() ripio.Environment {
	if d.Addresses == nil {
		fixed, _ := ripio.EnvironmentFor(d.Environment)
		fixed.Name = d.Environment
		return fixed
	}
	return ripio.Environment{
		Name: d.Environment, AuthURL: d.Addresses.Auth, OnRampURL: d.Addresses.OnRamp, OffRampURL: d.Addresses.OffRamp,
	}
}

// utc drops the place and the monotonic part of a time; the zero time stays.
func utc(at time.Time) time.Time {
	if at.IsZero() {
		return time.Time{}
	}
	return at.Round(0).UTC()
}
