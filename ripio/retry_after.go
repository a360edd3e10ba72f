package ripio

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/internal/phrase"
)

// longestWait is the longest wait that a countdown obeys.
const longestWait = 24 * time.Hour

// retryAfter reads how long an answer asks its caller to wait: a number of
// seconds, or a date that is compared with the answer's own Date, or else with
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

// RetryAfterKnown reports whether the answer has a Retry-After that can be read.
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

// waitAsked words what Retry-After says.
func (f *Failure) WaitAsked() string {
	raw := phrase.CutText(f.RetryAfterRaw, MaxEvidence)
	switch {
	case f.RetryAfterRaw == "":
		return "the answer has no Retry-After"
	case !f.RetryAfterKnown():
		return "Retry-After holds no wait that can be read: " + raw
	case f.RetryAfter == 0:
		return "Retry-After asks for no wait: " + raw
	case f.RetryAfter > longestWait:
		return "Retry-After asks to wait more than a day: " + raw
	}
	return "Retry-After asks to wait " + phrase.Roughly(f.RetryAfter)
}
