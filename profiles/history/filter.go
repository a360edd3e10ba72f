package history

import (
	"strconv"
	"strings"
	"time"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
)

// Outcomes for which attempts can be filtered.
const (
	OutcomeToken  = "token"  // a token came
	OutcomeFailed = "failed" // none came
)

// Filter chooses attempts. Empty parts choose all.
type Filter struct {
	Profile     string
	Environment ripio.EnvironmentName
	// User is looked for in external_ref and address, without regard to case.
	User string
	// Outcome is OutcomeToken, OutcomeFailed or the name of a failure kind.
	Outcome string
	// Text is looked for in what a person can see of the attempt, without regard
	// to case: each of its words must be found, in whatever order. Times are
	// looked for as they are in UTC, such as 2026-11-24.
	Text string
}

// Fits reports whether an attempt passes the filter.
func (f Filter) Fits(attempt Attempt) bool {
	e := attempt.Exchange
	return (f.Profile == "" || book.SameName(f.Profile, e.Profile)) &&
		(f.Environment == "" || f.Environment == e.Environment.Name) &&
		(f.User == "" || holdsFold(e.Request.ExternalRef, f.User) || holdsFold(e.Request.Address, f.User)) &&
		f.fitsOutcome(e.Failure) && f.fitsText(attempt)
}

func (f Filter) fitsOutcome(failure *ripio.Failure) bool {
	switch f.Outcome {
	case "":
		return true
	case OutcomeToken:
		return failure == nil
	case OutcomeFailed:
		return failure != nil
	}
	return failure != nil && strings.EqualFold(f.Outcome, string(failure.Kind))
}

func (f Filter) fitsText(attempt Attempt) bool {
	words := strings.Fields(strings.ToLower(f.Text))
	if len(words) == 0 {
		return true
	}
	text := strings.ToLower(attempt.visibleText())
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func holdsFold(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimSpace(part)))
}

// visibleText is what a person may look for, one thing a line. Claims, ports and
// the like are left out: their digits would fit any status.
func (a Attempt) visibleText() string {
	e := a.Exchange
	var text strings.Builder
	add := func(parts ...string) {
		for _, part := range parts {
			if part != "" {
				text.WriteString(part)
				text.WriteByte('\n')
			}
		}
	}
	add(a.ID, e.SentAt.UTC().Format(time.DateTime), e.Profile, string(e.Environment.Name), e.Environment.Host())
	add(e.Request.ClientID, e.Request.ExternalRef, e.Request.Address, string(e.Request.Deviation))
	if a.SwapTest {
		add("swap test")
	}
	if answer := e.Response; answer != nil {
		add(strconv.Itoa(answer.Status) + " " + answer.Reason)
		for name, values := range answer.Header {
			if ripio.IsRequestIDHeader(name) {
				add(values...)
			}
		}
	}
	if failure := e.Failure; failure != nil {
		add(string(failure.Kind), failure.Title(), string(failure.Phase), failure.Message, failure.Code, failure.Location, failure.Evidence)
		if e.Response != nil {
			add(string(e.Response.Body))
		}
	}
	for _, finding := range e.Findings {
		add(string(finding.Code), finding.Title)
	}
	return text.String()
}
