package result

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// mostFirstLines is how many lines a body has at most that stands above the
// causes.
const mostFirstLines = 3

// writeFailure writes why there is no token. Facts come first: what happened, where
// a redirect points, and a body of a few lines. Then the likely causes and what
// to do about them, then what else is known. Nothing is said twice.
func (m *Model) writeFailure(p *draw.Writer) {
	s, e, f := m.Styles, m.exchange, m.exchange.Failure
	sentence := func(text string, style draw.Style) {
		p.Hang("", text, style)
		p.Add("")
	}
	if e.SimulatedScenario() != "" {
		sentence("The simulator plays this on purpose; ^X chooses its scenario.", s.Note)
	}
	if !m.causesAre(f.Title()) {
		sentence(f.Explanation(), s.Text)
	}
	p.Titled("It points to", visible.Line(f.Location))
	body := m.rawBody(p.Width)
	for len(body) > 1 && strings.TrimSpace(ansi.Strip(body[len(body)-1])) == "" {
		body = body[:len(body)-1]
	}
	if len(body) > 0 && len(body) <= 1+mostFirstLines && len(e.Response.Body) > 0 {
		p.Add(body...)
		p.Add("")
		body = nil
	}
	m.writeCauses(p, true)
	if said := visible.Line(f.Message); body != nil && !m.causesSay(f.Message) {
		if f.Code != "" && said != "" {
			said += " (code " + visible.Line(f.Code) + ")"
		}
		p.Titled("The server said", said)
	}
	if !m.causesWait() {
		p.Titled("Wait", m.waitWords())
	}
	p.Titled("The same answer came before in "+e.Environment.Name.Label(), m.sightings())
	if hint, ok := e.MaintenanceHint(); ok && !m.causesSay(hint) {
		p.Titled("Maintenance", hint)
	}
	p.Titled("It stopped in", string(f.Phase))
	if !m.causesSay(f.Evidence) {
		p.Titled("Evidence", visible.Line(f.Evidence))
	}
	for _, item := range e.Findings {
		if item.Level >= finding.LevelWarning && !m.causesTell(item) {
			p.Add(draw.FindingLines(s, item, p.Width, true)...)
			p.Add("")
		}
	}
	if source := f.Source(); source != "" && !m.causesRestOn(source) {
		sentence("Source: "+source, s.Muted)
	}
	p.Add(body...)
}

// causesWait reports whether a cause's key counts the server's wait down.
func (m *Model) causesWait() bool {
	return slices.ContainsFunc(m.Ranked(), func(likely cause.Cause) bool { return likely.Remedy == cause.RemedyWait })
}

// causesSay reports whether a text stands among the causes already.
func (m *Model) causesSay(text string) bool {
	return text != "" && slices.ContainsFunc(m.Ranked(), func(cause cause.Cause) bool {
		return strings.Contains(cause.Evidence+"\n"+cause.Why, text) || cause.Evidence != "" && strings.HasPrefix(text, cause.Evidence)
	})
}

// causesAre reports whether a cause is the failure itself under its own name.
func (m *Model) causesAre(title string) bool {
	return slices.ContainsFunc(m.Ranked(), func(cause cause.Cause) bool { return strings.EqualFold(cause.Title, title) })
}

// causesRestOn reports whether the first cause names a source already.
func (m *Model) causesRestOn(source string) bool {
	causes := m.Ranked()
	return len(causes) > 0 && causes[0].Source == source
}

// causesTell reports whether a cause is about what a finding found.
func (m *Model) causesTell(finding finding.Finding) bool {
	return slices.ContainsFunc(m.Ranked(), func(cause cause.Cause) bool {
		return cause.Code == finding.Code || finding.Found != "" && strings.Contains(cause.Evidence, finding.Found)
	})
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
