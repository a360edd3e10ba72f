package jwt

import (
	"slices"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// ExpiryState tells what the claim exp is.
type ExpiryState int

// The states of exp.
const (
	ExpiryUnknown    ExpiryState = iota // exp was not met, and not all claims were read
	ExpiryAbsent                        // all claims were read, and exp is not among them
	ExpiryPresent                       // At holds it
	ExpiryUnreadable                    // not a number
	ExpiryOutOfRange                    // a number, but no date between 1970 and 9999
)

// expiryStateNames are stable: scripts and the history rely on them.
var expiryStateNames = [...]string{"unknown", "absent", "present", "unreadable", "out-of-range"}

// String names the state: unknown, absent, present, unreadable or out-of-range.
func (s ExpiryState) String() string { return expiryStateNames[s] }

// MarshalText returns the state's name, for JSON.
func (s ExpiryState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the state's name; any other text is ExpiryUnknown.
func (s *ExpiryState) UnmarshalText(text []byte) error {
	*s = ExpiryState(max(slices.Index(expiryStateNames[:], string(text)), 0))
	return nil
}

// Expiry is what the claim exp says (RFC 7519 section 4.1.4). No leeway is
// applied anywhere.
type Expiry struct {
	State ExpiryState `json:"state"`
	// At is the instant of expiry in UTC.
	At time.Time `json:"at,omitzero"`
	// Raw is the claim's exact text.
	Raw string `json:"raw,omitempty"`
	// Unread says with ExpiryUnknown why the claims were not read.
	Unread Unread `json:"unread,omitempty"`
}

// Explain says why there is no date, in a sentence without its full stop; empty
// with ExpiryPresent.
func (e Expiry) Explain() string {
	switch e.State {
	case ExpiryPresent:
		return ""
	case ExpiryAbsent:
		return "No exp claim: the token does not say when it expires"
	case ExpiryUnreadable:
		return "The exp claim cannot be read as a time"
	case ExpiryOutOfRange:
		return "The exp claim is not a date between 1970 and 9999"
	}
	return "Expiry not known: " + e.Unread.Of("claims")
}

// Expired reports whether the token is dead at the given time of the server.
func (e Expiry) Expired(now time.Time) bool { return e.State == ExpiryPresent && !now.Before(e.At) }

// Remaining is the time left; zero or less when expired.
func (e Expiry) Remaining(now time.Time) time.Duration { return e.At.Sub(now) }

// CheckTime compares the token's dates with the time of the server, see
// Clock.ServerTime. It allows no leeway: at the second of exp a token has
// expired (RFC 7519 section 4.1.4: "on or after").
func (t Token) CheckTime(now time.Time) []finding.Finding {
	var findings []finding.Finding
	add := func(code finding.Code, at time.Time) {
		findings = append(findings, finding.New(code, finding.FieldToken, phrase.UTC(at)))
	}
	if t.Expiry.Expired(now) {
		add("token-expired", t.Expiry.At)
	}
	if at, ok := t.date("nbf"); ok && now.Before(at) {
		add("token-not-yet-valid", at)
	}
	if at, ok := t.date("iat"); ok && now.Before(at) {
		add("token-issued-in-future", at)
	}
	return findings
}

// date reads a date claim; of duplicates the last one counts.
func (t Token) date(name string) (time.Time, bool) {
	claim := last(t.Claims, name)
	if claim == nil || claim.JSON == "" {
		return time.Time{}, false
	}
	date := readNumericDate(claim.JSON)
	return date.At, date.State == ExpiryPresent
}
