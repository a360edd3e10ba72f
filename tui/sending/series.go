package sending

import (
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// TestPause lies between two negative tests.
const TestPause = time.Second

// Series is a run of negative tests.
type Series struct {
	// Waiting are those to come, Answers what came of the others.
	Waiting []ripio.NegativeTest
	Answers []ripio.Exchange
	// Send is what each makes wrong.
	Send Send
	// Stopped says why the rest was not sent.
	Stopped string
	// next is when the next one is due; zero while one is under way.
	next time.Time
}

// NewSeries returns a run of tests that each make a send wrong.
func NewSeries(s Send, tests []ripio.NegativeTest) Series { return Series{Send: s, Waiting: tests} }

// Next takes the next test out: the send that makes it, and its title.
func (r *Series) Next() (s Send, title string) {
	test := r.Waiting[0]
	r.Waiting, r.next = r.Waiting[1:], time.Time{}
	s = r.Send
	s.Request.Deviation = test.Deviation
	return s, test.Title
}

// Due reports whether the pause before the next test is over.
func (r *Series) Due(now time.Time) bool { return !r.next.IsZero() && !r.next.After(now) }

// Answered notes an answer, and returns when the next test is due; more is false when
// none follows.
func (r *Series) Answered(msg AnswerMsg, now time.Time) (next time.Time, more bool) {
	r.Answers = append(r.Answers, withoutToken(msg.Exchange))
	r.Send.Request.Secret = msg.Send.Request.Secret // the rest of the run has the same credentials
	if len(r.Waiting) > 0 {
		r.Stopped = reasonToStop(msg.Exchange)
	}
	if len(r.Waiting) == 0 || r.Stopped != "" {
		return time.Time{}, false
	}
	r.next = now.Add(TestPause)
	return r.next, true
}

// reasonToStop says why no further test should follow an answer; empty when one
// may.
func reasonToStop(e ripio.Exchange) string {
	switch {
	case e.Response == nil:
		return "no response came"
	case e.Failure != nil && (e.Failure.Kind == ripio.FailureRateLimited || e.Failure.RetryAfter > 0):
		return "the server asks to wait"
	}
	return ""
}

// withoutToken drops a token: it is for no user of the person's.
func withoutToken(e ripio.Exchange) ripio.Exchange {
	if e.Token == nil {
		return e
	}
	e.Token = nil
	if e.Response != nil {
		redacted := *e.Response
		redacted.Body = []byte(redact.Tokens(string(redacted.Body)))
		e.Response = &redacted
	}
	return e
}
