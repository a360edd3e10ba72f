// Package widget makes the links that open Ripio's On/Off-Ramp widget, and reads the
// URL with which the widget sends a person back to the partner.
//
// The links and their parameters are documented for the on-ramp (called "access" and
// "params" in the sources of findings, both on docs.ripio.com). For the off-ramp only
// the link itself is.
package widget

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// Flow is what the widget does: it sells crypto to the person, or buys it.
type Flow string

// The two flows. One token is documented for both links.
const (
	OnRamp  Flow = "on-ramp"
	OffRamp Flow = "off-ramp"
)

// Flows lists the flows in the order in which they are offered.
var Flows = []Flow{OnRamp, OffRamp}

// ParseFlow reads a flow's name, also without its hyphen and in any letter case.
func ParseFlow(text string) (Flow, bool) {
	for _, flow := range Flows {
		if strings.EqualFold(strings.ReplaceAll(text, "-", ""), strings.ReplaceAll(string(flow), "-", "")) {
			return flow, true
		}
	}
	return "", false
}

var (
	// ErrNoWidget says that the environment is the simulator. Its token opens no
	// widget of Ripio's either, so there is nothing that a link could lead to.
	ErrNoWidget = errors.New("the simulator imitates the token request only and has no widget; Ripio's widget does not know its tokens")
	// ErrCustomWidget is the same of a host that is not Ripio's.
	ErrCustomWidget = errors.New("only the token request went to a host that is not Ripio's; Ripio's widget does not know its tokens")
	// ErrNoToken says that there is no token to put into a link.
	ErrNoToken = errors.New("there is no token for a link")
	// ErrBlocked says that a finding of Check stops the link.
	ErrBlocked = errors.New("a parameter must not stand in a link")
)

// Link is a URL that opens the widget. It holds a token: whoever has the link acts as
// the user until the token expires. However it is printed it shows the Preview;
// Reveal is the single way to the URL itself.
type Link struct {
	flow    Flow
	url     redact.Secret
	preview string
}

// New makes the link of a token, for the environment that granted it: another one
// does not know the token. The error is one of this package's.
func New(environment ripio.Environment, flow Flow, token redact.Secret, parameters Parameters) (Link, error) {
	base := environment.OnRampURL
	if flow == OffRamp {
		base = environment.OffRampURL
	}
	switch {
	case base == "" && environment.Name == ripio.Custom:
		return Link{}, ErrCustomWidget
	case base == "":
		return Link{}, ErrNoWidget
	case token.IsEmpty():
		return Link{}, ErrNoToken
	case finding.Blocked(parameters.Check(environment.Name, flow)):
		return Link{}, ErrBlocked
	}
	extra := "" // encoded, with an ampersand before each
	for _, each := range DocumentedParameters {
		if value := parameters.Value(each.Name); value != "" {
			extra += "&" + each.Name + "=" + escape(value)
		}
	}
	base += "?" + nameToken + "="
	return Link{
		flow: flow, url: redact.NewSecret(base + escape(token.Reveal()) + extra),
		preview: base + ShortenToken(token.Reveal()) + redact.Tokens(extra),
	}, nil
}

// escape writes a value for a query. A space becomes %20, which every reader
// decodes; a plus only those that read the query as a form.
func escape(value string) string { return strings.ReplaceAll(url.QueryEscape(value), "+", "%20") }

// Flow is what the link opens.
func (l Link) Flow() Flow { return l.flow }

// Reveal returns the URL with the token. Only what hands it on may need it: the
// browser, the clipboard, a QR code, a script's output.
func (l Link) Reveal() string { return l.url.Reveal() }

// Preview is the URL with the middle of the token left out; empty for no link. What
// looks like a key in a parameter was confirmed to be an address, and is shown.
func (l Link) Preview() string { return l.preview }

// ShortenToken leaves a few characters of a token, enough to recognise it and too few
// to use it.
func ShortenToken(token string) string {
	const head, tail, least = 8, 4, 48
	if len(token) < least {
		return redact.Mask
	}
	return phrase.LeaveOutMiddle(escape(token), head, tail)
}

// String is the Preview.
func (l Link) String() string { return l.Preview() }

// Format writes the Preview for every verb and flag of package fmt.
func (l Link) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, l.Preview()) }

// MarshalText returns the Preview; JSON, TOML and XML use it.
func (l Link) MarshalText() ([]byte, error) { return []byte(l.Preview()), nil }

// LogValue returns the Preview to package slog.
func (l Link) LogValue() slog.Value { return slog.StringValue(l.Preview()) }

// EnvironmentOf tells which environment's widget a URL belongs to, by its host; false
// for any other URL.
func EnvironmentOf(link string) (ripio.EnvironmentName, bool) {
	parsed, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return "", false
	}
	for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
		environment, _ := ripio.EnvironmentFor(name)
		if base, err := url.Parse(environment.OnRampURL); err == nil && strings.EqualFold(base.Hostname(), parsed.Hostname()) {
			return name, true
		}
	}
	return "", false
}

// Check looks at the parameters as they stand while somebody types them. Values that
// are not in the documented form are warned of; blocked are control characters and
// private keys, and what looks like a key until a person confirms that it is none.
// For the off-ramp each parameter that is set is noted: none is documented there.
func (p Parameters) Check(environment ripio.EnvironmentName, flow Flow) []finding.Finding {
	var findings []finding.Finding
	for _, each := range DocumentedParameters {
		findings = append(findings, p.CheckOne(each.Name, environment, flow)...)
	}
	return findings
}

// CheckOne is Check for the parameter of one name.
func (p Parameters) CheckOne(name string, environment ripio.EnvironmentName, flow Flow) []finding.Finding {
	value := p.Value(name)
	if value == "" {
		return nil
	}
	var findings []finding.Finding
	if name == NameAddress {
		findings = p.checkAddress()
	} else {
		findings = checkValue(name, value, environment)
	}
	if name == NameNetwork {
		findings = append(findings, p.checkFamily()...)
	}
	if flow == OffRamp {
		findings = append(findings, finding.New("widget-off-ramp-parameter", finding.Field(name), ""))
	}
	return findings
}

// checkAddress looks at the wallet as at the address of a request, but for what is
// about the parts of a username.
func (p Parameters) checkAddress() []finding.Finding {
	check := field.CheckAddress
	if p.AcceptAddress {
		check = field.CheckConfirmedAddress
	}
	return relabel(check(p.Address), NameAddress)
}

// relabel says of findings about an address that they are about a parameter. What is
// about the parts of a username is left out.
func relabel(findings []finding.Finding, name string) (kept []finding.Finding) {
	for _, item := range findings {
		if item.Code != "address-colon" {
			item.Field = finding.Field(name)
			kept = append(kept, item)
		}
	}
	return kept
}
