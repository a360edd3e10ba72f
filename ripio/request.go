package ripio

import "net/url"

// Request is what the authentication call needs.
// Source: auth, table "Parameters".
type Request struct {
	ClientID    string
	ExternalRef string
	Address     string
	Secret      Secret
}

// Username joins client_id, external_ref and address with colons, as the call
// expects them in its field "username".
func (r Request) Username() string {
	return r.ClientID + ":" + r.ExternalRef + ":" + r.Address
}

// form is the request's body before it is encoded.
func (r Request) form() url.Values {
	return url.Values{"username": {r.Username()}, "password": {r.Secret.Reveal()}}
}

// Check looks at every part of the request and at the username they compose.
// Findings come in the order client_id, client_secret, external_ref, address,
// username. None of them holds the secret, even if another field does. Nothing
// is sent.
func (r Request) Check() []Finding {
	var findings []Finding
	findings = append(findings, CheckClientID(r.ClientID)...)
	findings = append(findings, CheckSecret(r.Secret)...)
	findings = append(findings, CheckExternalRef(r.ExternalRef)...)
	findings = append(findings, CheckAddress(r.Address)...)
	for i := range findings {
		if r.holdsSecret(findings[i].Replacement) {
			findings[i].Replacement = ""
		}
	}
	return append(findings, r.checkUsername()...)
}
