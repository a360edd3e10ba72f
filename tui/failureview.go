package tui

import (
	"fmt"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// failureLines draws why there is no token: what the server said, what that
// means as far as anybody knows, what to try, and the raw body.
func (r *result) failureLines(s styles, now time.Time, width int) []string {
	f := r.exchange.Failure
	var lines []string
	say := func(label, text string) {
		if text == "" {
			return
		}
		lines = append(lines, s.section.Render(label))
		lines = append(lines, indented(wrap(text, width-2), s.text)...)
		lines = append(lines, "")
	}
	said := visible.Line(f.Message)
	if f.Code != "" && said != "" {
		said += " (code " + visible.Line(f.Code) + ")"
	}
	say("The server said", said)
	say("Wait", r.waitWords(now))
	say("What happened", f.Explanation())
	if advice := f.Advice(); len(advice) > 0 {
		lines = append(lines, s.section.Render("What to try"))
		for i, step := range advice {
			lines = append(lines, hang(fmt.Sprintf("  %d ", i+1), wrap(step, width-4), s.text)...)
		}
		lines = append(lines, "")
	}
	if hint, ok := r.exchange.MaintenanceHint(); ok {
		say("Maintenance", hint)
	}
	say("It stopped in", string(f.Phase))
	say("Evidence", visible.Line(f.Evidence))
	if f.Location != "" {
		say("It points to", visible.Line(f.Location))
	}
	for _, finding := range r.exchange.Findings {
		if finding.Level >= ripio.LevelWarning {
			lines = append(lines, findingLines(s, finding, width, true)...)
			lines = append(lines, "")
		}
	}
	if source := f.Source(); source != "" {
		lines = append(lines, styled(wrap("Source: "+source, width), s.muted)...)
		lines = append(lines, "")
	}
	return append(lines, r.rawBody(s, width)...)
}

// waitLeft is how much of the wait that the server asked for is left.
func (r *result) waitLeft(now time.Time) time.Duration {
	if r.exchange == nil || r.exchange.Failure == nil || r.exchange.Failure.RetryAfter <= 0 {
		return 0
	}
	e := r.exchange
	return e.SentAt.Add(e.Timing.Total + e.Failure.RetryAfter).Sub(now)
}

// waitWords say how long the server asks to wait; empty when it does not.
func (r *result) waitWords(now time.Time) string {
	if r.exchange.Failure.RetryAfterRaw == "" {
		return ""
	}
	asked := "the server asked for Retry-After: " + visible.Line(r.exchange.Failure.RetryAfterRaw)
	left := r.waitLeft(now)
	if left <= 0 {
		return "Over; " + asked
	}
	return countdown(left) + " more; " + asked
}

// rawBody is the answer's body as it came.
func (r *result) rawBody(s styles, width int) []string {
	response := r.exchange.Response
	if response == nil {
		return nil
	}
	title := s.section.Render("Body as it came") + s.muted.Render("  "+plural(len(response.Body), "byte", "bytes"))
	if response.Cut {
		title += s.warning.Render(", cut")
	}
	if len(response.Body) == 0 {
		return []string{title, "  " + s.muted.Render("empty")}
	}
	body := ripio.RedactTokens(string(response.Body))
	return append([]string{title}, indented(rawText(body, width-2), s.text)...)
}
