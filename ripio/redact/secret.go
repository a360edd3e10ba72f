package redact

import (
	"fmt"
	"log/slog"
	"strings"

	"devtools/ripio-explorer/ripio/pasted"
)

// Mask is what stands for a secret wherever one would be shown. It has the same
// width for every secret, so that it does not tell the length.
const Mask = "••••••••"

// Secret carries a client_secret. However it is printed, marshalled or logged
// it shows only Mask, or nothing when there is no secret; Reveal is the single
// way to its value. It can be marshalled but not unmarshalled: a mask that was
// written somewhere never comes back as a secret.
//
// The value sits behind a pointer because fmt ignores a type's methods when the
// type is an unexported field of another struct.
type Secret struct{ value *string }

// NewSecret wraps a client_secret.
func NewSecret(value string) Secret { return Secret{value: &value} }

// Reveal returns the secret itself. Only the request's body may need it.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// IsEmpty reports whether there is no secret.
func (s Secret) IsEmpty() bool { return s.Reveal() == "" }

// String gives Mask, or nothing when there is no secret.
func (s Secret) String() string {
	if s.IsEmpty() {
		return ""
	}
	return Mask
}

// Format writes the same as String for every verb and flag of package fmt: a
// verb such as %x or %d would otherwise print the pointer or what it points to.
func (s Secret) Format(state fmt.State, _ rune) { _, _ = state.Write([]byte(s.String())) }

// MarshalText returns the same as String; JSON, TOML and XML use it.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue returns the same as String to package slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// TrimSecret drops what pasting adds around a secret: white space, control and
// invisible characters at both ends and one pair of quotation marks.
func TrimSecret(secret Secret) Secret {
	trimmed := pasted.TrimEdges(secret.Reveal())
	if inner, ok := pasted.UnquotePair(trimmed); ok {
		trimmed = pasted.TrimEdges(inner)
	}
	return NewSecret(trimmed)
}

// MayBe reports whether a text of which parts may be masked can be the plain one: what
// is not masked is the same. A client_id that stands in its own secret is masked in what
// is kept of a send.
func MayBe(masked, plain string) bool {
	before, after, hidden := strings.Cut(masked, Mask)
	if !hidden {
		return masked == plain
	}
	if last := strings.LastIndex(after, Mask); last >= 0 {
		after = after[last+len(Mask):]
	}
	return len(before)+len(after) <= len(plain) && strings.HasPrefix(plain, before) && strings.HasSuffix(plain, after)
}
