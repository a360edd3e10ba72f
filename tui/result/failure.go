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

// failureLines draws why there is no token. Facts come first: what happened, where
// a redirect points, and a body of a few lines. Then the likely causes and what
// to do about them, then what else is known. Nothing is said twice.
func (m *Model) failureLines(width int) []string {
	s := m.Styles
	f := m.exchange.Failure
	var lines []string
	say := func(label, text string) {
		if text == "" {
			return
		}
		lines = append(lines, s.Section.Render(label))
		lines = append(lines, indented(draw.Wrap(text, width-2), s.Text)...)
		lines = append(lines, "")
	}
	if m.exchange.SimulatedScenario() != "" {
		const words = "The simulator plays this on purpose; ^X chooses its scenario."
		lines = append(append(lines, draw.Styled(draw.Wrap(words, width), s.Note)...), "")
	}
	if !m.causesAre(f.Title()) {
		lines = append(append(lines, draw.Styled(draw.Wrap(f.Explanation(), width), s.Text)...), "")
	}
	if f.Location != "" {
		say("It points to", visible.Line(f.Location))
	}
	body := m.rawBody(width)
	for len(body) > 1 && strings.TrimSpace(ansi.Strip(body[len(body)-1])) == "" {
		body = body[:len(body)-1]
	}
	if len(body) > 0 && len(body) <= 1+mostFirstLines && len(m.exchange.Response.Body) > 0 {
		lines, body = append(append(lines, body...), ""), nil
	}
	lines = append(lines, m.causeLines(width, true)...)
	said := visible.Line(f.Message)
	if f.Code != "" && said != "" {
		said += " (code " + visible.Line(f.Code) + ")"
	}
	if !m.causesSay(f.Message) && body != nil {
		say("The server said", said)
	}
	if !m.causesWait() {
		say("Wait", m.waitWords())
	}
	say("The same answer came before in "+m.exchange.Environment.Name.Label(), m.sightings())
	if hint, ok := m.exchange.MaintenanceHint(); ok && !m.causesSay(hint) {
		say("Maintenance", hint)
	}
	say("It stopped in", string(f.Phase))
	if !m.causesSay(f.Evidence) {
		say("Evidence", visible.Line(f.Evidence))
	}
	for _, item := range m.exchange.Findings {
		if item.Level >= finding.LevelWarning && !m.causesTell(item) {
			lines = append(lines, draw.FindingLines(s, item, width, true)...)
			lines = append(lines, "")
		}
	}
	if source := f.Source(); source != "" && !m.causesRestOn(source) {
		lines = append(lines, draw.Styled(draw.Wrap("Source: "+source, width), s.Muted)...)
		lines = append(lines, "")
	}
	return append(lines, body...)
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
	if m.exchange.Failure == nil || m.isTest() {
		return false
	}
	return m.exchange.Failure.Kind == ripio.FailureRejected || slices.ContainsFunc(m.Causes, func(likely cause.Cause) bool {
		return likely.Remedy == cause.RemedySwapTest
	})
}
