package ripio

import (
	"errors"
	"net/http"
	"strconv"
	"time"
)

// longestRetryAfter is the longest wait that is believed.
const longestRetryAfter = 24 * time.Hour

// retryAfter reads how long an answer asks its caller to wait: a number of
// seconds, or a date that is compared with the answer's own Date, or else with
// the local clock. What cannot be read is no wait; the raw text is kept.
// Source: RFC 9110, section 10.2.3.
func retryAfter(header http.Header, received time.Time) (wait time.Duration, raw string) {
	raw = header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(raw, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(seconds, uint64(longestRetryAfter/time.Second))) * time.Second, raw
	}
	until, err := http.ParseTime(raw)
	if err != nil {
		return 0, raw
	}
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		received = date
	}
	return min(max(until.Sub(received), 0), longestRetryAfter), raw
}
