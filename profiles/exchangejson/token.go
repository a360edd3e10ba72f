package exchangejson

import (
	"errors"
	"slices"
	"time"

	"devtools/ripio-explorer/ripio"
)

// token is ripio.Token. Its members follow from the two segments.
type token struct {
	Raw            text            `json:"raw,omitempty"`
	Form           ripio.TokenForm `json:"form,omitempty"`
	Encrypted      bool            `json:"encrypted,omitempty"`
	Header         text            `json:"header,omitempty"`
	Claims         text            `json:"claims,omitempty"`
	Algorithm      text            `json:"algorithm,omitempty"`
	SignatureBytes int             `json:"signature_bytes,omitempty"`
	Signature      string          `json:"signature,omitempty"`
	LibraryError   text            `json:"library_error,omitempty"`
	Expiry         expiry          `json:"expiry"`
	Findings       []finding       `json:"findings,omitempty"`
}

// expiry is ripio.Expiry.
type expiry struct {
	State string    `json:"state"`
	At    time.Time `json:"at,omitzero"`
	Raw   text      `json:"raw,omitempty"`
}

// expiryStates are the names of the states, by their numbers.
var expiryStates = []string{
	ripio.ExpiryAbsent: "absent", ripio.ExpiryPresent: "present",
	ripio.ExpiryUnreadable: "unreadable", ripio.ExpiryOutOfRange: "out-of-range",
}

func newToken(t *ripio.Token, keepToken bool, cut cutter) *token {
	if t == nil {
		return nil
	}
	kept := &token{
		Form: t.Form, Encrypted: t.Encrypted,
		Header: pack(cut.text(string(t.HeaderJSON))), Claims: pack(cut.text(string(t.ClaimsJSON))),
		Algorithm: pack(t.Algorithm), SignatureBytes: t.SignatureBytes, Signature: t.Signature,
		Expiry:   expiry{State: expiryStates[t.Expiry.State], At: utc(t.Expiry.At), Raw: pack(cut.text(t.Expiry.Raw))},
		Findings: newFindings(t.Findings, cut),
	}
	if keepToken {
		kept.Raw = pack(t.Raw)
	}
	if t.LibraryError != nil {
		kept.LibraryError = pack(cut.text(t.LibraryError.Error()))
	}
	return kept
}

func (t *token) token() *ripio.Token {
	if t == nil {
		return nil
	}
	state := max(slices.Index(expiryStates, t.Expiry.State), 0)
	given := &ripio.Token{
		Raw: t.Raw.unpack(), Form: t.Form, Encrypted: t.Encrypted, HeaderJSON: t.Header.bytes(), ClaimsJSON: t.Claims.bytes(),
		Algorithm: t.Algorithm.unpack(), SignatureBytes: t.SignatureBytes, Signature: t.Signature,
		Expiry:   ripio.Expiry{State: ripio.ExpiryState(state), At: t.Expiry.At, Raw: t.Expiry.Raw.unpack()},
		Findings: findings(t.Findings),
	}
	if t.LibraryError != "" {
		given.LibraryError = errors.New(t.LibraryError.unpack())
	}
	given.ReadMembers()
	return given
}
