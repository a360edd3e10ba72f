package jwt

import (
	"encoding/json"
	"math"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/phrase"
)

// maxNumericDate is the last second of the year 9999, the end of what RFC 3339
// and most date libraries can write.
const maxNumericDate = 253402300799

// readNumericDate reads a number of seconds since 1970 (RFC 7519 section 2,
// "NumericDate"): whole ones exactly, of a fraction the milliseconds.
func readNumericDate(raw string) Expiry {
	if members.KindOf(raw) != members.Number {
		return Expiry{State: ExpiryUnreadable, Raw: raw}
	}
	if whole, err := json.Number(raw).Int64(); err == nil && 0 <= whole && whole <= maxNumericDate {
		return Expiry{State: ExpiryPresent, At: time.Unix(whole, 0).UTC(), Raw: raw}
	}
	seconds, err := json.Number(raw).Float64()
	if err != nil || seconds < 0 || seconds >= maxNumericDate+1 {
		return Expiry{State: ExpiryOutOfRange, Raw: raw}
	}
	whole, fraction := math.Modf(seconds)
	millis := min(math.Round(fraction*1000), 999)
	return Expiry{State: ExpiryPresent, At: time.Unix(int64(whole), int64(millis)*int64(time.Millisecond)).UTC(), Raw: raw}
}

func (r *tokenReader) checkExpiry() {
	member, ok := r.claims.Last("exp")
	if !ok {
		if r.token.ClaimsUnread == "" {
			r.token.Expiry.State = ExpiryAbsent
			r.add("token-exp-missing", "")
		}
		return
	}
	r.token.Expiry = readNumericDate(member.Raw)
	switch r.token.Expiry.State {
	case ExpiryUnreadable:
		r.unreadableExpiry(member)
	case ExpiryOutOfRange:
		r.expiryOutOfRange(member.Raw)
	case ExpiryPresent:
		if r.token.Expiry.At.Equal(time.Unix(0, 0)) {
			r.add("token-exp-zero", phrase.Shorten(member.Raw))
		}
	}
}

// unreadableExpiry names what stands in place of a number.
func (r *tokenReader) unreadableExpiry(member members.Member) {
	found := phrase.Shorten(member.Raw)
	switch member.Kind {
	case members.ArrayKind, members.ObjectKind:
		r.add("token-exp-type", string(member.Kind)+": "+found)
		return
	case members.Bool, members.Null:
		r.add("token-exp-type", found)
		return
	}
	if inner := strings.TrimSpace(member.Text); phrase.IsNumber(inner) {
		if read := readNumericDate(inner); read.State == ExpiryPresent {
			found += ", which read as a number is " + phrase.UTC(read.At)
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

func (r *tokenReader) expiryOutOfRange(raw string) {
	found := phrase.Shorten(raw)
	if unit, at := otherUnit(raw); unit != "" {
		r.add("token-exp-unit", found+", which read as "+unit+" is "+phrase.UTC(at))
		return
	}
	if strings.HasPrefix(raw, "-") {
		found += ", before 1970"
	} else {
		found += ", after the year 9999"
	}
	r.add("token-exp-range", found)
}

// otherUnit guesses that a number too large for seconds counts a smaller unit:
// when that makes it a date of this century.
func otherUnit(raw string) (unit string, at time.Time) {
	const from2000, to2100 = 946684800, 4102444800
	number, _ := json.Number(raw).Float64()
	for _, u := range []struct {
		name string
		size float64
	}{{"milliseconds", 1e3}, {"microseconds", 1e6}, {"nanoseconds", 1e9}} {
		if seconds := number / u.size; from2000 <= seconds && seconds < to2100 {
			return u.name, time.Unix(int64(seconds), 0).UTC()
		}
	}
	return "", time.Time{}
}
