// Package jwt finds a token in a text and decodes it, compares two tokens, and verifies a
// signature with a key that somebody has (VerifyKey). Decoding verifies nothing: Ripio
// publishes no key.
package jwt

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
)

// ErrNoToken is returned by Decode for a text that holds no token.
var ErrNoToken = errors.New("no token found in the text")

// Token is a decoded token: as much of it as could be read. The token itself is
// a key to the widget: printing, marshalling or logging a Token shows none of it.
//
// Everything but the findings' own words is outside text.
type Token struct {
	// Raw is the token as it was sent or found, without white space around it.
	Raw string `json:"raw,omitempty"`
	// Form is what the token was found in.
	Form TokenForm `json:"form,omitempty"`
	// Encrypted tells that its header makes it a JWE, whose claims cannot be read.
	Encrypted bool `json:"encrypted,omitempty"`
	// HeaderUnread and ClaimsUnread say why not all of a part was read; empty for
	// a part that was. What is not among its members may still be in the token.
	HeaderUnread Unread `json:"header_unread,omitempty"`
	ClaimsUnread Unread `json:"claims_unread,omitempty"`
	// HeaderJSON and ClaimsJSON are the two decoded segments, byte for byte.
	HeaderJSON, ClaimsJSON []byte `json:"-"`
	// Header and Claims are their members in the order in which they stand.
	Header, Claims []Member `json:"-"`
	// Algorithm is the header's alg; empty when it has none that is text.
	Algorithm string `json:"algorithm,omitempty"`
	// SignatureBytes is the length of the decoded signature.
	SignatureBytes int `json:"signature_bytes,omitempty"`
	// Signature says in a sentence what is known about the signature, such as "not
	// checked: Ripio publishes no key to check it with".
	Signature string `json:"signature,omitempty"`
	// Expiry is what the claim exp says.
	Expiry Expiry `json:"expiry"`
	// Findings lists everything odd about the token, worst first.
	Findings []finding.Finding `json:"-"`
}

// TokenForm is what a token was found in.
type TokenForm string

// The forms in which people paste a token.
const (
	FormBare   TokenForm = "token"
	FormBearer TokenForm = "Bearer line"
	FormJSON   TokenForm = "JSON answer"
	FormLink   TokenForm = "widget link"
)

// Member is one name and value of a JSON object.
type Member struct {
	Name string
	// JSON is the value's exact text, numbers with all their digits.
	JSON string
	// Text is the value for reading: strings without quotes and escapes, the
	// rest as in JSON.
	Text string
	// Note explains a known member in a short sentence; empty for others.
	Note string
}

// Segments returns the raw parts of the token, the texts between its dots.
func (t Token) Segments() []string { return strings.Split(t.Raw, ".") }

// Format prints a mask in place of the token, whatever the verb.
func (t Token) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, redact.Mask) }

// MarshalText returns a mask, for JSON and logs.
func (t Token) MarshalText() ([]byte, error) { return []byte(redact.Mask), nil }

// ReadMembers fills Header and Claims from HeaderJSON and ClaimsJSON, as Decode
// does. It is for a token that was kept without them.
func (t *Token) ReadMembers() {
	t.Header = readMembers(t.HeaderJSON, headerNote)
	t.Claims = readMembers(t.ClaimsJSON, claimNote)
}

func readMembers(data []byte, note func(members.Member) string) []Member {
	object, _ := members.Read(strings.TrimPrefix(string(data), pasted.ByteOrderMark))
	return withNotes(object, note)
}

// withNotes returns the members as they are shown.
func withNotes(object members.Object, note func(members.Member) string) []Member {
	if len(object.Members) == 0 {
		return nil
	}
	shown := make([]Member, len(object.Members))
	for i, member := range object.Members {
		shown[i] = Member{Name: member.Name, JSON: member.Raw, Text: member.Text, Note: note(member)}
	}
	return shown
}

// Scrub takes the secret out of what was read of the token: a server may repeat
// it in a claim. Raw stays, it has to be usable.
func (t *Token) Scrub(scrubber *redact.Scrubber) {
	clean := scrubber.Scrub
	for _, data := range []*[]byte{&t.HeaderJSON, &t.ClaimsJSON} {
		if scrubbed := clean(string(*data)); scrubbed != string(*data) {
			*data = []byte(scrubbed)
		}
	}
	for _, list := range [][]Member{t.Header, t.Claims} {
		var texts []string
		for _, member := range list {
			texts = append(texts, member.Text)
		}
		for i, text := range scrubber.ScrubParts(texts) { // several claims may hold it together
			list[i] = Member{Name: clean(list[i].Name), JSON: clean(list[i].JSON), Text: text, Note: list[i].Note}
		}
	}
	t.Algorithm, t.Expiry.Raw = clean(t.Algorithm), clean(t.Expiry.Raw)
	for i := range t.Findings {
		t.Findings[i].Found = clean(t.Findings[i].Found)
	}
}
