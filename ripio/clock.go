package ripio

import (
	"net/http"
	"strconv"
	"time"
)

const (
	// longestRoundTrip is how long an answer may take for its Date to be used:
	// half of it is the error of the comparison.
	longestRoundTrip = 5 * time.Second
	// skewWarning is the difference from which on a countdown by the local
	// clock would mislead a person.
	skewWarning = 30 * time.Second
	// dateResolution is what a Date header cannot tell apart. Source: RFC 9110,
	// section 5.6.7.
	dateResolution = time.Second
)

// Clock compares the server's clock with the local one.
type Clock struct {
	// Known tells whether Skew means anything.
	Known bool
	// Skew is the server's time minus the local time, right to Uncertainty.
	Skew, Uncertainty time.Duration
	// Date is the answer's Date header in UTC; zero when it has no readable one.
	Date time.Time
	// Reason says in a few words why the skew is not known, such as "the answer
	// has no Date header".
	Reason string
}

// ServerTime turns a local time into the server's, as far as it is known.
func (c Clock) ServerTime(local time.Time) time.Time { return local.Add(c.Skew) }

// compareClocks estimates the server's clock when the head of its answer came:
// Date plus half the round trip. received is the local clock at that moment,
// without its monotonic part.
//
// A Date that passed through a cache is old by Age (RFC 9111, section 5.1), and
// one that took long to come is too vague to be used.
func compareClocks(header http.Header, received time.Time, roundTrip time.Duration) Clock {
	date, err := http.ParseTime(header.Get("Date"))
	switch {
	case header.Get("Date") == "":
		return Clock{Reason: "the answer has no Date header"}
	case err != nil:
		return Clock{Reason: "the answer's Date header cannot be read"}
	}
	clock := Clock{Date: date.UTC()}
	switch {
	case len(header.Values("Age")) > 0:
		clock.Reason = "the answer came from a cache"
	case roundTrip > longestRoundTrip:
		clock.Reason = "the answer took more than " + inSeconds(longestRoundTrip) + " to come"
	default:
		clock.Known = true
		clock.Skew = date.Add(roundTrip / 2).Sub(received)
		clock.Uncertainty = dateResolution + roundTrip/2
	}
	return clock
}

// clockFindings says what the comparison means for the countdown.
func clockFindings(clock Clock, header http.Header) []Finding {
	switch {
	case clock.Known && clock.Skew.Abs() >= skewWarning:
		return []Finding{newFinding("clock-skew", FieldAnswer, describeSkew(clock.Skew))}
	case clock.Known:
		return []Finding{newFinding("clock-agrees", FieldAnswer, describeSkew(clock.Skew))}
	case clock.Date.IsZero():
		return []Finding{newFinding("no-server-date", FieldAnswer, header.Get("Date"))}
	}
	return []Finding{newFinding("clock-unknown", FieldAnswer, clock.Reason)}
}

// describeSkew says which clock is ahead, and by how much. Date counts whole
// seconds, so a second is no difference.
func describeSkew(skew time.Duration) string {
	rounded := skew.Round(time.Second)
	switch {
	case rounded.Abs() <= dateResolution:
		return "both clocks agree to about a second"
	case rounded > 0:
		return "the server's clock is " + rounded.String() + " ahead of this machine's"
	}
	return "this machine's clock is " + (-rounded).String() + " ahead of the server's"
}

// inSeconds writes a duration as a sentence does: "15 s", "0.25 s".
func inSeconds(d time.Duration) string {
	return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + " s"
}
