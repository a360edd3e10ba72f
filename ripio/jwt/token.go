// Package jwt finds a token in a text and decodes it. It verifies no signature:
// the key of HS256 is Ripio's alone.
package jwt

import (
	"fmt"
	"io"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// Token is a decoded token: as much of it as could be read. The token itself is
// a key to the widget: printing, marshalling or logging a Token shows none of it.
//
// Everything but the findings' own words is outside text.
type Token struct {
	// Raw is the token as it was sent or found, without white space around it.
	Raw string
	// Form is what the token was found in.
	Form TokenForm
	// Encrypted tells that its header makes it a JWE, whose claims cannot be read.
	Encrypted bool
	// HeaderUnread and ClaimsUnread say why not all of a part was read; empty for
	// a part that was. What is not among its members may still be in the token.
	HeaderUnread, ClaimsUnread Unread
	// HeaderJSON and ClaimsJSON are the two decoded segments, byte for byte.
	HeaderJSON, ClaimsJSON []byte
	// Header and Claims are their members in the order in which they stand.
	Header, Claims []Member
	// Algorithm is the header's alg; empty when it has none that is text.
	Algorithm string
	// SignatureBytes is the length of the decoded signature.
	SignatureBytes int
	// Signature is the honest verdict in a sentence, such as "not checked: only
	// Ripio holds the HS256 key".
	Signature string
	// LibraryError is what golang-jwt says of the token; nil when it accepts it.
	LibraryError error
	// Expiry is what the claim exp says.
	Expiry Expiry
	// Findings lists everything odd about the token, worst first.
	Findings []finding.Finding
}

// TokenForm is what a token was found in.
type TokenForm string

// The forms in which people paste a token.
const (
	FormBare   TokenForm = "token"
	FormBearer TokenForm = "Bearer line"
	FormJSON   TokenForm = "JSON answer"
	FormLink   TokenForm = "widget link"
	// FormJSONSerialised is the JSON serialisation of RFC 7515 section 7.2, which
	// Raw holds in its compact form.
	FormJSONSerialised TokenForm = "JSON-serialised token"
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

// Segment is one of the parts between a token's dots, for copying.
type Segment struct {
	Name string // such as "header"
	Text string
}

// Segments lists the raw parts of the token: header, claims and signature, or
// the five parts of an encrypted token (RFC 7516 section 3.1). Further parts of
// a malformed token are called "part 4" and so on.
func (t Token) Segments() []Segment {
	names := []string{string(partHeader), string(partClaims), string(partSignature)}
	if t.Encrypted || t.ClaimsUnread == UnreadUnclear {
		names = []string{string(partHeader), "encrypted key", "initialization vector", "ciphertext", "authentication tag"}
	}
	if t.ClaimsUnread == UnreadMissing && strings.Count(t.Raw, ".") == 1 && t.SignatureBytes > 0 {
		names = []string{string(partHeader), string(partSignature)}
	}
	var segments []Segment
	for text := range strings.SplitSeq(t.Raw, ".") {
		name := fmt.Sprintf("part %d", len(segments)+1)
		if len(segments) < len(names) {
			name = names[len(segments)]
		}
		segments = append(segments, Segment{Name: name, Text: text})
	}
	return segments
}

// Format prints a mask in place of the token, whatever the verb.
func (t Token) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, redact.Mask) }

// MarshalText returns a mask, for JSON and logs.
func (t Token) MarshalText() ([]byte, error) { return []byte(redact.Mask), nil }
