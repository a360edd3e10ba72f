package exchangejson

import (
	"time"

	"devtools/ripio-explorer/ripio/jwt"
)

// token is ripio.Token. Its members follow from the two segments.
type token struct {
	Raw            text          `json:"raw,omitempty"`
	Form           jwt.TokenForm `json:"form,omitempty"`
	Encrypted      bool          `json:"encrypted,omitempty"`
	Header         text          `json:"header,omitempty"`
	Claims         text          `json:"claims,omitempty"`
	HeaderUnread   jwt.Unread    `json:"header_unread,omitempty"`
	ClaimsUnread   jwt.Unread    `json:"claims_unread,omitempty"`
	Algorithm      text          `json:"algorithm,omitempty"`
	SignatureBytes int           `json:"signature_bytes,omitempty"`
	Signature      string        `json:"signature,omitempty"`
	Expiry         expiry        `json:"expiry"`
	Findings       []finding     `json:"findings,omitempty"`
}

// expiry is ripio.Expiry.
type expiry struct {
	State string    `json:"state"`
	At    time.Time `json:"at,omitzero"`
	Raw   text      `json:"raw,omitempty"`
	// Unread says why the expiry is not known.
	Unread jwt.Unread `json:"unread,omitempty"`
}

func newToken(t *jwt.Token, keepToken bool, cut cutter) *token {
	if t == nil {
		return nil
	}
	kept := &token{
		Form: t.Form, Encrypted: t.Encrypted, HeaderUnread: t.HeaderUnread, ClaimsUnread: t.ClaimsUnread,
		Header: pack(cut.text(string(t.HeaderJSON))), Claims: pack(cut.text(string(t.ClaimsJSON))),
		Algorithm: pack(t.Algorithm), SignatureBytes: t.SignatureBytes, Signature: t.Signature,
		Expiry:   expiry{State: t.Expiry.State.String(), Unread: t.Expiry.Unread, At: utc(t.Expiry.At), Raw: pack(cut.text(t.Expiry.Raw))},
		Findings: newFindings(t.Findings, cut),
	}
	if keepToken {
		kept.Raw = pack(t.Raw)
	}
	return kept
}

func (t *token) token() *jwt.Token {
	if t == nil {
		return nil
	}
	given := &jwt.Token{
		Raw: t.Raw.unpack(), Form: t.Form, Encrypted: t.Encrypted, HeaderJSON: t.Header.bytes(), ClaimsJSON: t.Claims.bytes(),
		HeaderUnread: t.HeaderUnread, ClaimsUnread: t.ClaimsUnread,
		Algorithm: t.Algorithm.unpack(), SignatureBytes: t.SignatureBytes, Signature: t.Signature,
		Expiry:   jwt.Expiry{State: jwt.ParseExpiryState(t.Expiry.State), Unread: t.Expiry.Unread, At: t.Expiry.At, Raw: t.Expiry.Raw.unpack()},
		Findings: findings(t.Findings),
	}
	given.ReadMembers()
	return given
}
