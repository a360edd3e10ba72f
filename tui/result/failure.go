package result

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// writeFailure writes why there is no token, on one screen: what happened, what the
// server said, and the causes. The rest shows with the whole.
func (m *Model) writeFailure(p *draw.Writer) {
	s, e, f := m.Styles, m.exchange, m.exchange.Failure
	p.Steady = true
	row := func(name, text string) { p.Labelled(0, s.Label.Render(name), failureColumn, s.Text, text) }
	said := visible.Line(f.Message)
	if e.SimulatedScenario() != "" && !m.anyCause(func(c cause.Cause) bool { return c.Code == "simulated" }) {
		p.Hang("", "The simulator plays it; "+m.Keys.Scenario.Help().Key+" changes it.", s.Note)
	}
	switch unanswered := e.Response == nil && len(m.Ranked()) > 0; {
	case unanswered && !m.whole: // the causes say the rest
		p.Hang("", arrival(e), s.Text)
	case (m.whole || said == "") && !m.anyCause(cause.Cause.IsFailure):
		p.Hang("", f.Explanation(), s.Text)
	}
	row("Points to", visible.Line(f.Location))
	if e.Response == nil && !m.anyCause(func(c cause.Cause) bool { return c.QuotesFailure }) && (m.whole || len(m.Ranked()) == 0) {
		row("Found", visible.Line(f.Evidence))
	}
	if body := m.shortBody(); body != "" {
		row("Body", body)
	} else {
		if f.Code != "" && f.Code != f.Message && said != "" {
			said += " (code " + visible.Line(f.Code) + ")"
		}
		row("Said", said)
		m.writeBodySize(p)
	}
	if !m.causesWait() {
		row("Wait", m.waitWords())
	}
	if hint, ok := e.MaintenanceHint(); ok && !m.anyCause(func(c cause.Cause) bool { return c.Tells(cause.Maintenance) }) {
		row("Maintenance", hint)
	}
	p.Gap()
	m.writeCauses(p)
	if !m.whole {
		return
	}
	p.Gap()
	p.Titled("The same response came before in "+e.Environment.Name.Label(), m.sightings())
	p.Titled("It stopped", f.Phase.During())
	if e.Response != nil {
		p.Titled("Found", visible.Line(f.Evidence))
	}
	p.Titled("Source", f.Source())
}

// arrival says whether the server may have the request, where no response came.
func arrival(e *ripio.Exchange) string {
	if e.MayHaveArrived() {
		return "The request was sent. Whether the server handled it is not known."
	}
	return "The request was not sent."
}

// failureColumn is where the facts of a failure stand behind their names.
const failureColumn = 13

// mostBody is how many bytes a body has at most that stands whole beside a failure, on
// two lines of a narrow pane.
const mostBody = 64

// shortBody is a body that is short enough to be shown whole; empty for any other.
func (m *Model) shortBody() string {
	if m.exchange.Response == nil {
		return ""
	}
	body := strings.TrimSpace(string(m.exchange.Response.Body))
	if len(body) > mostBody || strings.ContainsAny(body, "\r\n") || !utf8.ValidString(body) {
		return ""
	}
	return visible.Line(redact.Tokens(body))
}

// writeBodySize says in a line how long the body is and where all of it stands.
func (m *Model) writeBodySize(p *draw.Writer) {
	response := m.exchange.Response
	if response == nil {
		return
	}
	words := "empty"
	if len(response.Body) > 0 {
		words = phrase.Plural(len(response.Body), "byte") + "; " + m.Keys.HTTP.Help().Key + " shows all of it"
	}
	p.Labelled(0, m.Styles.Label.Render("Body"), failureColumn, m.Styles.Text, words)
}

// causesWait reports whether a cause's key counts the server's wait down.
func (m *Model) causesWait() bool {
	return m.anyCause(func(likely cause.Cause) bool { return likely.Remedy == cause.RemedyWait })
}

// anyCause reports whether something holds for a cause.
func (m *Model) anyCause(holds func(cause.Cause) bool) bool {
	return slices.ContainsFunc(m.Ranked(), holds)
}

// causeOf is the place of the cause that tells what a finding found; -1 without one.
func (m *Model) causeOf(finding finding.Finding) int {
	return slices.IndexFunc(m.Ranked(), func(cause cause.Cause) bool { return cause.Tells(finding.Code) })
}

// WaitLeft is how much of the wait that the server asked for is left.
func (m *Model) WaitLeft() time.Duration {
	now := m.Now()
	if m.exchange == nil || m.exchange.Failure == nil || m.exchange.Failure.Wait() <= 0 {
		return 0
	}
	e := m.exchange
	return e.SentAt.Add(e.Timing.Total + e.Failure.Wait() + e.Clock.Stepped).Sub(now)
}

// waitWords say how long the server asks to wait; empty when it does not.
func (m *Model) waitWords() string {
	f := m.exchange.Failure
	if f.RetryAfterRaw == "" {
		return ""
	}
	asked := "the server asked for Retry-After: " + visible.Line(f.RetryAfterRaw)
	left := m.WaitLeft()
	switch {
	case !f.RetryAfterKnown():
		return "Not known; " + asked + ", which cannot be read"
	case f.RetryAfter <= 0:
		return "None; " + asked
	case left <= 0:
		return "Over; " + asked
	}
	return draw.Countdown(left) + " more; " + asked
}

// IsRejection reports whether the shown failure may be a judgement of the
// credentials.
func (m *Model) IsRejection() bool {
	if m.exchange.Failure == nil || m.IsTest() {
		return false
	}
	return m.exchange.Failure.Kind == ripio.FailureRejected || slices.ContainsFunc(m.Causes, func(likely cause.Cause) bool {
		return likely.Remedy == cause.RemedySwapTest
	})
}
