package jwt

import (
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/internal/phrase"
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

// ParseExpiryState reads what String gives; any other name is ExpiryUnknown.
func ParseExpiryState(name string) ExpiryState {
	return ExpiryState(max(slices.Index(expiryStateNames[:], name), 0))
}

// Expiry is what the claim exp says (RFC 7519 section 4.1.4). No leeway is
// applied anywhere.
type Expiry struct {
	State ExpiryState
	// At is the instant of expiry in UTC.
	At time.Time
	// Raw is the claim's exact text.
	Raw string
	// Unread says with ExpiryUnknown why the claims were not read.
	Unread Unread
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
		return "The exp claim is no date between 1970 and 9999"
	}
	return "Expiry not known: " + e.Unread.Of("claims")
}

// Expired reports whether the token is dead at the given time of the server.
func (e Expiry) Expired(now time.Time) bool { return e.State == ExpiryPresent && !now.Before(e.At) }

// Remaining is the time left; zero or less when expired.
func (e Expiry) Remaining(now time.Time) time.Duration { return e.At.Sub(now) }

// checkExpiry reads exp and says what is odd about it.
func (r *tokenReader) checkExpiry() {
	member, ok := r.claims.Last("exp")
	if !ok {
		if r.token.ClaimsUnread == "" {
			r.token.Expiry.State = ExpiryAbsent
			r.add("token-exp-missing", "")
		}
		return
	}
	expiry := readNumericDate(member)
	r.token.Expiry = expiry
	found := phrase.Shorten(member.Raw)
	switch expiry.State {
	case ExpiryUnreadable:
		r.unreadableExpiry(member)
	case ExpiryOutOfRange:
		r.expiryOutOfRange(member)
	case ExpiryPresent:
		number := parseDecimal(member.Raw)
		if number.digits == "" {
			r.add("token-exp-zero", found)
		} else if number.hasFraction() {
			r.add("token-exp-fraction", found)
		}
	}
}

// unreadableExpiry names what stands in place of a number.
func (r *tokenReader) unreadableExpiry(member jsonMember) {
	found := phrase.Shorten(member.Raw)
	switch member.Kind {
	case jsonArrayKind, jsonObjectKind:
		r.add("token-exp-type", string(member.Kind)+": "+found)
		return
	case JsonBoolKind, JsonNullKind:
		r.add("token-exp-type", found)
		return
	}
	inner := jsonMember{Kind: jsonNumberKind, Raw: strings.TrimSpace(member.Text)}
	if phrase.IsNumber(inner.Raw) {
		if read := readNumericDate(inner); read.State == ExpiryPresent {
			found += ", which read as a number is " + phrase.Utc(read.At)
		}
		r.add("token-exp-string", found)
		return
	}
	if _, err := time.Parse(time.RFC3339, member.Text); err == nil {
		r.add("token-exp-type", "a date as text: "+found)
		return
	}
	r.add("token-exp-type", "a string: "+found)
}

func (r *tokenReader) expiryOutOfRange(member jsonMember) {
	found := phrase.Shorten(member.Raw)
	if unit, at := otherUnit(member); unit != "" {
		r.add("token-exp-unit", found+", which read as "+unit+" is "+phrase.Utc(at))
		return
	}
	switch {
	case parseDecimal(member.Raw).negative:
		found += ", before 1970"
	default:
		found += ", after the year 9999"
	}
	r.add("token-exp-range", found)
}
