// Package exchangejson gives ripio.Exchange a JSON form for files that outlive
// the program's version: it never holds a token unless it is told to. It does not
// look for a client_secret: an exchange has none. The names are those of the JSON
// tags of ripio's types; what differs from these stands here.
package exchangejson

import (
	"slices"
	"time"

	"devtools/ripio-explorer/ripio"
	ripiofinding "devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

// Document is an exchange as JSON. Durations are in nanoseconds, times in UTC.
// Texts that are not UTF-8 are written as base64, see pack.
type Document struct {
	// At, Profile and Environment name the send. They stand first, and keep their
	// names in every version.
	At          time.Time             `json:"at"`
	Profile     string                `json:"profile,omitempty"`
	Environment ripio.EnvironmentName `json:"environment"`

	// Addresses is left out when they are the environment's fixed ones.
	Addresses  *addresses       `json:"addresses,omitempty"`
	ReceivedAt time.Time        `json:"received_at,omitzero"`
	Request    request          `json:"request"`
	Timing     ripio.Timing     `json:"timing,omitzero"`
	Connection ripio.Connection `json:"connection,omitzero"`
	Response   *response        `json:"response,omitempty"`
	Clock      ripio.Clock      `json:"clock,omitzero"`
	Token      *token           `json:"token,omitempty"`
	Failure    *ripio.Failure   `json:"failure,omitempty"`
	Findings   []finding        `json:"findings,omitempty"`
}

// addresses are those of ripio.Environment.
type addresses struct {
	Auth    string `json:"auth"`
	OnRamp  string `json:"on_ramp,omitempty"`
	OffRamp string `json:"off_ramp,omitempty"`
	Remote  bool   `json:"remote,omitempty"`
}

// request leaves the username out where it follows from the three parts.
type request struct {
	ripio.SentRequest

	Username *string `json:"username,omitempty"`
}

// response has the body as text.
type response struct {
	ripio.Response

	Body string `json:"body,omitempty"`
	// BodyLength is the body's length before it was shortened here; 0 when it was
	// not.
	BodyLength int `json:"body_length,omitempty"`
}

// TokenFields is a token that does not mask itself. Its name is exported because
// reflection changes no other embedded fields.
type TokenFields jwt.Token

// token has the segments as text. Its members follow from them.
type token struct {
	TokenFields

	Header   string    `json:"header,omitempty"`
	Claims   string    `json:"claims,omitempty"`
	Findings []finding `json:"findings,omitempty"`
}

// finding leaves out the words that stand in the table of its rule. The level is a
// text, so that an unknown one does no harm.
type finding struct {
	ripiofinding.Finding

	Level string             `json:"level"`
	Field ripiofinding.Field `json:"field,omitempty"`
	Title string             `json:"title,omitempty"`
	Part  ripiofinding.Field `json:"part,omitempty"`
	Trims bool               `json:"trims,omitempty"`
}

// New makes the document of an exchange. Unless keepToken is set, the token is
// left out and every token in the texts is cut to its header; a dry run is not
// told from a send. Cookies are always masked, and long texts are shortened, see
// MaxBody.
func New(e ripio.Exchange, keepToken bool) Document {
	cut := newCutter(e, keepToken)
	d := Document{
		At: e.SentAt.UTC(), Profile: e.Profile, Environment: e.Environment.Name, Addresses: newAddresses(e.Environment),
		ReceivedAt: e.ReceivedAt, Request: cut.request(e.Request), Timing: e.Timing, Connection: e.Connection,
		Response: cut.response(e.Response), Clock: e.Clock, Token: cut.token(e.Token), Failure: cut.failure(e.Failure),
		Findings: cut.findings(e.Findings),
	}
	d.Connection.Proxy, d.Clock.Reason = cut.text(e.Connection.Proxy), cut.text(e.Clock.Reason)
	if shown := e.Connection.Certificate; shown != nil {
		certificate := *shown
		certificate.Names = slices.Clone(shown.Names)
		d.Connection.Certificate = &certificate
	}
	d.eachText(pack)
	return d
}

// Exchange returns the exchange back. Its token has no Raw unless it was kept, its
// failure has no error underneath, and a body that was shortened counts as cut. It
// takes the document's parts: call it once.
func (d Document) Exchange() ripio.Exchange {
	d.eachText(unpack)
	e := ripio.Exchange{
		Environment: d.environment(), Profile: d.Profile, Request: d.Request.SentRequest, SentAt: d.At, ReceivedAt: d.ReceivedAt,
		Timing: d.Timing, Connection: d.Connection, Clock: d.Clock, Failure: d.Failure, Findings: findings(d.Findings),
	}
	e.Request.Username = composed(e.Request)
	if d.Request.Username != nil {
		e.Request.Username = *d.Request.Username
	}
	if d.Response != nil {
		e.Response = &d.Response.Response
		e.Response.Body = bytesOf(d.Response.Body)
	}
	if d.Token != nil {
		e.Token = (*jwt.Token)(&d.Token.TokenFields)
		e.Token.HeaderJSON, e.Token.ClaimsJSON = bytesOf(d.Token.Header), bytesOf(d.Token.Claims)
		e.Token.Findings = findings(d.Token.Findings)
		e.Token.ReadMembers()
	}
	return e
}

// BodyLength is how many bytes a body had that was shortened; 0 for one that is
// whole, and without an answer.
func (d Document) BodyLength() int {
	if d.Response == nil {
		return 0
	}
	return d.Response.BodyLength
}

// composed is the username that follows from the three parts.
func composed(r ripio.SentRequest) string {
	parts := ripio.Request{ClientID: r.ClientID, ExternalRef: r.ExternalRef, Address: r.Address}
	return parts.Username()
}

func newAddresses(environment ripio.Environment) *addresses {
	if fixed, ok := ripio.EnvironmentFor(environment.Name); ok && fixed == environment {
		return nil
	}
	return &addresses{environment.AuthURL, environment.OnRampURL, environment.OffRampURL, environment.Remote}
}

func (d Document) environment() ripio.Environment {
	if d.Addresses == nil {
		fixed, _ := ripio.EnvironmentFor(d.Environment)
		fixed.Name = d.Environment
		return fixed
	}
	return ripio.Environment{
		Name: d.Environment, AuthURL: d.Addresses.Auth, OnRampURL: d.Addresses.OnRamp, OffRampURL: d.Addresses.OffRamp, Remote: d.Addresses.Remote,
	}
}

func findings(kept []finding) []ripiofinding.Finding {
	if len(kept) == 0 {
		return nil
	}
	list := make([]ripiofinding.Finding, len(kept))
	for i, f := range kept {
		list[i] = f.Finding
		list[i].Field, list[i].Title, list[i].Part, list[i].Trims = f.Field, f.Title, f.Part, f.Trims
		if list[i].Level.UnmarshalText([]byte(f.Level)) != nil {
			list[i].Level = ripiofinding.LevelNote
		}
		list[i] = list[i].WithWords()
	}
	return list
}

func bytesOf(text string) []byte {
	if text == "" {
		return nil
	}
	return []byte(text)
}
