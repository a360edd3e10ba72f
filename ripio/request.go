package ripio

import (
	"net/url"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
)

// Request is what the authentication call needs.
// Source: auth, table "Parameters".
type Request struct {
	ClientID    string
	ExternalRef string
	Address     string
	Secret      redact.Secret
	// ConfirmedAddress is the address that a person has confirmed not to be a private
	// key, where NeedsConfirmation asks for it. It lets Address be sent and shown
	// only while the two are the same.
	ConfirmedAddress string
	// Deviation makes the request wrong on purpose.
	Deviation Deviation
	// CredentialsFor is the environment that ClientID and Secret belong to. Sandbox
	// and production take no others; the simulator also takes the sandbox's, and
	// those of nobody; a custom one also takes the sandbox's and the simulator's.
	CredentialsFor EnvironmentName
	// SwapTest says that the credentials go to the other one of sandbox and
	// production on purpose.
	SwapTest bool
}

// Username joins client_id, external_ref and address with colons, as the call
// expects them in its field "username", or otherwise when Deviation says so.
func (r Request) Username() string { return strings.Join(r.sentParts(), ":") }

// form is the request's body before it is encoded.
func (r Request) form() url.Values {
	return url.Values{"username": {r.Username()}, "password": {r.password()}}
}

// Check looks at every part of the request and at the username they compose.
// Findings come in the order client_id, client_secret, external_ref, address,
// username. None of them holds the secret, even if another field does. A field
// that Deviation replaces is not looked at. Nothing is sent.
func (r Request) Check() []finding.Finding {
	var findings []finding.Finding
	findings = append(findings, field.CheckClientID(r.ClientID)...)
	findings = append(findings, field.CheckSecret(r.Secret)...)
	findings = append(findings, field.CheckExternalRef(r.ExternalRef)...)
	findings = append(findings, r.checkAddress()...)
	findings = slices.DeleteFunc(findings, func(f finding.Finding) bool { return r.Deviation.Replaces(f.Field) })
	for i := range findings {
		if r.holdsSecret(findings[i].Replacement) {
			findings[i].Replacement = ""
		}
	}
	return append(findings, r.checkUsername()...)
}

// checkAddress is CheckAddress, knowing what was confirmed.
func (r Request) checkAddress() []finding.Finding {
	if r.Address == r.ConfirmedAddress {
		return field.CheckConfirmedAddress(r.Address)
	}
	return field.CheckAddress(r.Address)
}

// hidesAddress reports whether the address is masked.
func (r Request) hidesAddress() bool {
	return field.IsPrivateKey(r.Address) || field.NeedsConfirmation(r.Address) && r.Address != r.ConfirmedAddress
}

// holdsSecret reports whether the client_secret stands in a part of the username,
// in whatever spelling. A short secret counts only when it is the whole part: it
// may be an ordinary word that the part happens to contain.
func (r Request) holdsSecret(part string) bool {
	const surely = 12
	secret := redact.TrimSecret(r.Secret).Reveal()
	part = pasted.TrimEdges(pasted.DropInvisible(part))
	found := redact.NewWholeFinder(secret).Find(part)
	switch {
	case secret == "":
		return false
	case len(secret) >= surely:
		return len(found) > 0
	}
	return part == secret || len(found) == 1 && found[0] == redact.Range{To: len(part)}
}

// HoldsSecret reports whether a text contains a secret, or is it when the secret is
// short: such a one may be a word that the text holds by chance.
func HoldsSecret(text string, secret redact.Secret) bool {
	return Request{Secret: secret}.holdsSecret(text)
}
