package readiness

import (
	"slices"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// guards are the tests in which a token would mean that credentials are not checked.
// What else the server enforces is not documented.
var guards = []ripio.Deviation{ripio.DeviationWrongSecret, ripio.DeviationEmptyClientID}

// NegativeName is the name of a negative test's line.
func NegativeName(deviation ripio.Deviation) string { return NameNegative + " " + string(deviation) }

// negative sends a request that is wrong on purpose.
func (r *run) negative(deviation ripio.Deviation) {
	name := NegativeName(deviation)
	switch {
	case r.plan.Environment.Name == ripio.Production:
		r.add(notRun(name, "requests that are wrong on purpose are not sent to production"))
		return
	case r.stopped != "":
		r.add(notRun(name, r.stopped))
		return
	}
	request := r.plan.Request
	request.Deviation = deviation
	r.add(NegativeLine(r.send(request)))
}

// NegativeLine tells what the server said to a request that was wrong on purpose.
func NegativeLine(e ripio.Exchange) checklist.Line {
	deviation := e.Request.Deviation
	test, _ := deviation.NegativeTest()
	line := checklist.Line{
		Name: NegativeName(deviation), Verdict: checklist.OK, Took: e.Timing.Total,
		Source: "this program's own test; Ripio documents no error response",
	}
	switch {
	case minted(e) && slices.Contains(guards, deviation):
		line.Verdict, line.Found = checklist.Failure, "a token came, although "+test.When
		line.Fix = "Report it to Ripio: the server seems not to check it."
	case minted(e):
		line.Verdict = checklist.Note
		line.Found = "a token came, although " + test.When + "; what the server enforces is not documented, so do not rely on it"
	case e.Response == nil, e.Failure == nil:
		line = unanswered(line, e)
	case e.Response.Status >= 500, e.Failure.Kind == ripio.FailureRateLimited, e.Failure.Kind == ripio.FailureRedirect:
		line.Verdict = checklist.Warning
		line.Found = "not decided: " + refusal(e)
		line.Fix = "Run it again later."
	default:
		line.Found = "refused: " + refusal(e)
	}
	return line
}

// unanswered is the line of a test that tells nothing.
func unanswered(line checklist.Line, e ripio.Exchange) checklist.Line {
	if e.Failure != nil {
		line = failed(line.Name, e)
	} else {
		line.Found = "no response came"
	}
	line.Verdict = checklist.Warning
	return line
}

// refusal is the answer in a few words.
func refusal(e ripio.Exchange) string {
	return redact.Tokens(phrase.JoinNonEmpty(" · ", ripio.StatusLine(e.Response), e.Failure.Code, e.Failure.Words()))
}
