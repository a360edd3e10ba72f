package sending

import (
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// TestPause lies between two negative tests.
const TestPause = time.Second

// series is a run of negative tests.
type series struct {
	// waiting are those to come, answers what came of the others.
	waiting []ripio.NegativeTest
	answers []ripio.Exchange
	// send is what each makes wrong.
	send Send
	// stopped says why the rest was not sent.
	stopped string
	// next is when the next one is due; zero while one is under way.
	next time.Time
}

// take takes the next test out: the send that makes it, and its title.
func (r *series) take() (s Send, title string) {
	test := r.waiting[0]
	r.waiting, r.next = r.waiting[1:], time.Time{}
	s = r.send
	s.Request.Deviation = test.Deviation
	return s, test.Title
}

// due reports whether the pause before the next test is over.
func (r *series) due(now time.Time) bool { return !r.next.IsZero() && !r.next.After(now) }

// answered notes an answer, and returns when the next test is due; more is false when
// none follows.
func (r *series) answered(msg AnswerMsg, now time.Time) (next time.Time, more bool) {
	r.answers = append(r.answers, withoutToken(msg.Exchange))
	r.send.Request.Secret = msg.Send.Request.Secret // the rest of the run has the same credentials
	if len(r.waiting) > 0 {
		r.stopped = reasonToStop(msg.Exchange)
	}
	if len(r.waiting) == 0 || r.stopped != "" {
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
