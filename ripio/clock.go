package ripio

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
)

const (
	// longestRoundTrip is how long a response may take for its Date to be used:
	// half of it is the error of the comparison.
	longestRoundTrip = 5 * time.Second
	// SkewWarning is the difference from which on a countdown by the local
	// clock would mislead a person.
	SkewWarning = 30 * time.Second
	// dateResolution is what a Date header cannot tell apart. Source: RFC 9110,
	// section 5.6.7.
	dateResolution = time.Second
	// believedSkew is the difference up to which a Date is taken at its word;
	// beyond it a token has to speak for it.
	believedSkew = 24 * time.Hour
	// plausibleLife is how long a token may live at most for its exp to speak for
	// a Date. None is documented; those that were seen live for hours.
	plausibleLife = 31 * 24 * time.Hour
)

// Clock compares the server's clock with the local one.
type Clock struct {
	// Known reports whether Skew means anything.
	Known bool `json:"known,omitempty"`
	// Skew is the server's time minus the local time, right to Uncertainty.
	Skew        time.Duration `json:"skew_ns,omitempty"`
	Uncertainty time.Duration `json:"uncertainty_ns,omitempty"`
	// Date is the response's Date header in UTC; zero when it has no readable one.
	Date time.Time `json:"date,omitzero"`
	// Reason says in a few words why the skew is not known, such as "the response
	// has no Date header".
	Reason string `json:"reason,omitempty"`
	// Stepped is how far the local clock was set ahead since the response came; the
	// caller keeps it. The server's clock did not follow.
	Stepped time.Duration `json:"-"`
}

// farOffDate is the reason of a Date that is not believed.
const farOffDate = "its Date header is more than a day from this machine's clock"

// ServerTime turns a local time into the server's, as far as it is known.
func (c Clock) ServerTime(local time.Time) time.Time { return local.Add(c.Skew - c.Stepped) }

// compareClocks estimates the server's clock when the headers of its response came:
// Date plus half the round trip. received is the local clock at that moment,
// without its monotonic part.
//
// A Date that passed through a cache is old by Age (RFC 9111, section 5.1), and
// one that took long to come is too vague to be used.
func compareClocks(header http.Header, received time.Time, roundTrip time.Duration) Clock {
	date, err := http.ParseTime(header.Get("Date"))
	switch {
	case header.Get("Date") == "":
		return Clock{Reason: "the response has no Date header"}
	case err != nil:
		return Clock{Reason: "the response's Date header cannot be read"}
	}
	clock := Clock{Date: date.UTC()}
	switch {
	case isFromCache(header):
		clock.Reason = "the response came from a cache"
	case roundTrip > longestRoundTrip:
		clock.Reason = "the response took more than " + phrase.InSeconds(longestRoundTrip) + " to arrive"
	default:
		clock.Known = true
		clock.Skew = date.Add(roundTrip / 2).Sub(received)
		clock.Uncertainty = dateResolution + roundTrip/2
	}
	return clock
}

// isFromCache reports whether a response has an Age other than the 0 that some
// gateways put on every response.
func isFromCache(header http.Header) bool {
	return slices.ContainsFunc(header.Values("Age"), func(age string) bool { return strings.Trim(age, " \t0") != "" })
}

// confirmed is the clock as far as it is to be believed. A Date that is more than
// a day away from the local clock is believed only when a token that came with it
// would have a plausible life from then on; otherwise it may be the Date that is
// wrong, such as 1970, and nothing is corrected by it.
func (c Clock) confirmed(token *jwt.Token) Clock {
	if !c.Known || c.Skew.Abs() <= believedSkew+c.Uncertainty {
		return c
	}
	if token != nil && token.Expiry.State == jwt.ExpiryPresent {
		if life := token.Expiry.At.Sub(c.Date); life >= 0 && life <= plausibleLife {
			return c
		}
	}
	return Clock{Date: c.Date, Reason: farOffDate}
}

// clockFinding says what the comparison means for the countdown.
func clockFinding(clock Clock, header http.Header) finding.Finding {
	code, found := finding.Code("clock-unknown"), clock.Reason
	switch {
	case clock.Known && clock.Skew.Abs() >= SkewWarning:
		code, found = "clock-skew", DescribeSkew(clock.Skew)
	case clock.Known:
		code, found = "clock-agrees", DescribeSkew(clock.Skew)
	case clock.Reason == farOffDate:
		code, found = "clock-far-off", "Date: "+header.Get("Date")
	case clock.Date.IsZero():
		code, found = "no-server-date", header.Get("Date")
	}
	return finding.New(code, finding.FieldAnswer, found)
}

// DescribeSkew says which clock is ahead, and by how much. Date counts whole
// seconds, so a second is not a difference.
func DescribeSkew(skew time.Duration) string {
	rounded := skew.Round(time.Second)
	switch {
	case rounded.Abs() <= dateResolution:
		return "both clocks agree to about a second"
	case rounded > 0:
		return "the server's clock is " + phrase.Roughly(rounded) + " ahead of this machine's"
	}
	return "this machine's clock is " + phrase.Roughly(-rounded) + " ahead of the server's"
}

// longestWait is the longest wait that a countdown obeys.
const longestWait = 24 * time.Hour

// retryAfter reads how long a response asks its caller to wait: a number of
// seconds, or a date that is compared with the response's own Date, or else with
// the local clock. A date that is past asks for no wait. What cannot be read is
// none either; Failure.RetryAfterKnown tells the two apart.
// Source: RFC 9110, section 10.2.3.
func retryAfter(header http.Header, received time.Time) (wait time.Duration, raw string) {
	raw = header.Get("Retry-After")
	if seconds, ok := waitInSeconds(raw); ok {
		return time.Duration(min(seconds, phrase.LongestDuration.Seconds())) * time.Second, raw
	}
	until, err := http.ParseTime(raw)
	if err != nil {
		return 0, raw
	}
	if date, err := http.ParseTime(header.Get("Date")); err == nil && until.Sub(date).Abs() <= longestWait {
		received = date // a Date of 1970 would ask to wait for decades
	}
	return max(until.Sub(received), 0), raw
}

// waitInSeconds reads a number of seconds, however large.
func waitInSeconds(raw string) (float64, bool) {
	if raw == "" || strings.Trim(raw, "0123456789") != "" {
		return 0, false
	}
	seconds, err := strconv.ParseFloat(raw, 64)
	return seconds, err == nil
}

// RetryAfterKnown reports whether the response has a Retry-After that can be read.
// A RetryAfter of zero then means now.
func (f *Failure) RetryAfterKnown() bool {
	_, isNumber := waitInSeconds(f.RetryAfterRaw)
	_, err := http.ParseTime(f.RetryAfterRaw)
	return isNumber || err == nil
}

// RetryAfterSeconds is the wait as it came, not cut to what a time.Duration
// holds; false when there is none that can be read.
func (f *Failure) RetryAfterSeconds() (float64, bool) {
	if seconds, ok := waitInSeconds(f.RetryAfterRaw); ok {
		return seconds, true
	}
	return f.RetryAfter.Seconds(), f.RetryAfterKnown()
}

// Wait is how long a caller that obeys waits: RetryAfter, and a day at most.
func (f *Failure) Wait() time.Duration { return min(f.RetryAfter, longestWait) }

// WaitAsked words what Retry-After says.
func (f *Failure) WaitAsked() string {
	raw := phrase.CutText(f.RetryAfterRaw, MaxEvidence)
	switch {
	case f.RetryAfterRaw == "":
		return "the response has no Retry-After"
	case !f.RetryAfterKnown():
		return "Retry-After cannot be read: " + raw
	case f.RetryAfter == 0:
		return "Retry-After asks not to wait: " + raw
	case f.RetryAfter > longestWait:
		return "Retry-After asks to wait more than a day: " + raw
	}
	return "Retry-After asks to wait " + phrase.Roughly(f.RetryAfter)
}
