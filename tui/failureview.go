package tui

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// mostFirstLines is how many lines a body has at most that stands above the
// causes.
const mostFirstLines = 3

// failureLines draws why there is no token. Facts come first: what happened, where
// a redirect points, and a body of a few lines. Then the likely causes and what
// to do about them, then what else is known. Nothing is said twice.
func (r *result) failureLines(s theme.Styles, now time.Time, width int) []string {
	f := r.exchange.Failure
	var lines []string
	say := func(label, text string) {
		if text == "" {
			return
		}
		lines = append(lines, s.Section.Render(label))
		lines = append(lines, indented(draw.Wrap(text, width-2), s.Text)...)
		lines = append(lines, "")
	}
	if r.exchange.SimulatedScenario() != "" {
		const words = "The simulator plays this on purpose; ^X chooses its scenario."
		lines = append(append(lines, draw.Styled(draw.Wrap(words, width), s.Note)...), "")
	}
	if !r.causesAre(f.Title()) {
		lines = append(append(lines, draw.Styled(draw.Wrap(f.Explanation(), width), s.Text)...), "")
	}
	if f.Location != "" {
		say("It points to", visible.Line(f.Location))
	}
	body := r.rawBody(s, width)
	for len(body) > 1 && strings.TrimSpace(ansi.Strip(body[len(body)-1])) == "" {
		body = body[:len(body)-1]
	}
	if len(body) > 0 && len(body) <= 1+mostFirstLines && len(r.exchange.Response.Body) > 0 {
		lines, body = append(append(lines, body...), ""), nil
	}
	lines = append(lines, r.causeLines(s, now, width, true)...)
	said := visible.Line(f.Message)
	if f.Code != "" && said != "" {
		said += " (code " + visible.Line(f.Code) + ")"
	}
	if !r.causesSay(f.Message) && body != nil {
		say("The server said", said)
	}
	if !r.causesWait() {
		say("Wait", r.waitWords(now))
	}
	say("The same answer came before in "+r.exchange.Environment.Name.Label(), r.sightings())
	if hint, ok := r.exchange.MaintenanceHint(); ok && !r.causesSay(hint) {
		say("Maintenance", hint)
	}
	say("It stopped in", string(f.Phase))
	if !r.causesSay(f.Evidence) {
		say("Evidence", visible.Line(f.Evidence))
	}
	for _, item := range r.exchange.Findings {
		if item.Level >= finding.LevelWarning && !r.causesTell(item) {
			lines = append(lines, draw.FindingLines(s, item, width, true)...)
			lines = append(lines, "")
		}
	}
	if source := f.Source(); source != "" && !r.causesRestOn(source) {
		lines = append(lines, draw.Styled(draw.Wrap("Source: "+source, width), s.Muted)...)
		lines = append(lines, "")
	}
	return append(lines, body...)
}

// causesWait reports whether a cause's key counts the server's wait down.
func (r *result) causesWait() bool {
	return slices.ContainsFunc(r.ranked(), func(likely cause.Cause) bool { return likely.Remedy == cause.RemedyWait })
}

// causesSay reports whether a text stands among the causes already.
func (r *result) causesSay(text string) bool {
	return text != "" && slices.ContainsFunc(r.ranked(), func(cause cause.Cause) bool {
		return strings.Contains(cause.Evidence+"\n"+cause.Why, text) || cause.Evidence != "" && strings.HasPrefix(text, cause.Evidence)
	})
}

// causesAre reports whether a cause is the failure itself under its own name.
func (r *result) causesAre(title string) bool {
	return slices.ContainsFunc(r.ranked(), func(cause cause.Cause) bool { return strings.EqualFold(cause.Title, title) })
}

// causesRestOn reports whether the first cause names a source already.
func (r *result) causesRestOn(source string) bool {
	causes := r.ranked()
	return len(causes) > 0 && causes[0].Source == source
}

// causesTell reports whether a cause is about what a finding found.
func (r *result) causesTell(finding finding.Finding) bool {
	return slices.ContainsFunc(r.ranked(), func(cause cause.Cause) bool {
		return cause.Code == finding.Code || finding.Found != "" && strings.Contains(cause.Evidence, finding.Found)
	})
}

// waitLeft is how much of the wait that the server asked for is left.
func (r *result) waitLeft(now time.Time) time.Duration {
	if r.exchange == nil || r.exchange.Failure == nil || r.exchange.Failure.Wait() <= 0 {
		return 0
	}
	e := r.exchange
	return e.SentAt.Add(e.Timing.Total + e.Failure.Wait() + e.Clock.Stepped).Sub(now)
}

// waitWords say how long the server asks to wait; empty when it does not.
func (r *result) waitWords(now time.Time) string {
	f := r.exchange.Failure
	if f.RetryAfterRaw == "" {
		return ""
	}
	asked := "the server asked for Retry-After: " + visible.Line(f.RetryAfterRaw)
	left := r.waitLeft(now)
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
