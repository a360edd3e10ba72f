package jwt

import (
	"strconv"
	"strings"
	"time"
)

// maxNumericDate is the last second of the year 9999, the end of what RFC 3339
// and most date libraries can write.
const maxNumericDate = 253402300799

// decimal is a JSON number taken apart: 0.digits times ten to the power of
// point. Nothing goes through floating point, so no digit is lost.
type decimal struct {
	negative bool
	digits   string // without zeros at either end; empty for zero
	point    int
}

// parseDecimal reads a sound JSON number.
func parseDecimal(raw string) decimal {
	text, negative := strings.CutPrefix(raw, "-")
	var exponent int
	if at := strings.IndexAny(text, "eE"); at >= 0 {
		exponent = parseExponent(text[at+1:])
		text = text[:at]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	point := len(whole) - (len(whole) + len(fraction) - len(digits)) + exponent
	digits = strings.TrimRight(digits, "0")
	if digits == "" {
		return decimal{}
	}
	return decimal{negative: negative, digits: digits, point: point}
}

// parseExponent reads an exponent and clamps it to what no number of 64 KiB can
// make up for.
func parseExponent(text string) int {
	const limit = 1 << 20
	value, err := strconv.Atoi(text)
	if err != nil { // only a range error is possible
		value = limit
		if strings.HasPrefix(text, "-") {
			value = -limit
		}
	}
	return max(-limit, min(value, limit))
}

// split returns the whole part and the first nine digits of the fraction. It is
// false when the whole part has more than 18 digits.
func (d decimal) split() (whole, nanos int64, ok bool) {
	if d.point > 18 {
		return 0, 0, false
	}
	if !d.hasFraction() {
		whole = toInt(d.digits)
		for range d.point - len(d.digits) {
			whole *= 10
		}
		return whole, 0, true
	}
	const nanoDigits = 9
	if d.point > -nanoDigits {
		padded := d.digits + strings.Repeat("0", max(0, d.point+nanoDigits-len(d.digits)))
		cut := max(d.point, 0)
		whole = toInt(padded[:cut])
		nanos = toInt((strings.Repeat("0", max(0, -d.point)) + padded[cut:])[:nanoDigits])
	}
	return whole, nanos, true
}

// toInt reads at most 18 digits.
func toInt(digits string) int64 {
	value, _ := strconv.ParseInt(digits, 10, 64)
	return value
}

// hasFraction reports whether the number is not an integer.
func (d decimal) hasFraction() bool { return len(d.digits) > d.point }

// readNumericDate reads a number of seconds since 1970 (RFC 7519 section 2,
// "NumericDate"), a fraction to the nanosecond.
func readNumericDate(member jsonMember) Expiry {
	if member.Kind != jsonNumberKind {
		return Expiry{State: ExpiryUnreadable, Raw: member.Raw}
	}
	number := parseDecimal(member.Raw)
	whole, nanos, ok := number.split()
	if !ok || number.negative || whole > maxNumericDate {
		return Expiry{State: ExpiryOutOfRange, Raw: member.Raw}
	}
	return Expiry{State: ExpiryPresent, At: time.Unix(whole, nanos).UTC(), Raw: member.Raw}
}

// otherUnit guesses that a number too large for seconds counts a smaller unit:
// when that makes it a date of this century.
func otherUnit(member jsonMember) (unit string, at time.Time) {
	first, last := time.Unix(946684800, 0), time.Unix(4102444800, 0) // 2000 to 2100
	if member.Kind != jsonNumberKind {
		return "", time.Time{}
	}
	number := parseDecimal(member.Raw)
	for _, u := range []struct {
		name  string
		shift int
	}{{"milliseconds", 3}, {"microseconds", 6}, {"nanoseconds", 9}} {
		shifted := decimal{digits: number.digits, point: number.point - u.shift}
		whole, nanos, ok := shifted.split()
		if at := time.Unix(whole, nanos).UTC(); ok && !number.negative && !at.Before(first) && at.Before(last) {
			return u.name, at
		}
	}
	return "", time.Time{}
}
