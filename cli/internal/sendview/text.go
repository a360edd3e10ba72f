package sendview

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
)

// bodyWidth is how many cells of a response's body are shown.
const bodyWidth = 400

// Write writes the send; what went over the wire only when it is a dry run.
func (v *View) Write(s *console.Sheet) {
	e := v.Exchange
	s.Line("environment", strings.TrimSpace(e.Environment.Name.Label()+"  "+e.Environment.Host()))
	s.Line("scenario", e.SimulatedScenario())
	s.Line("profile", e.Profile)
	s.Line("external_ref", e.Request.ExternalRef)
	s.Line("address", e.Request.Address)
	if e.Request.Deviation != ripio.DeviationNone {
		s.Line("test", "negative test "+string(e.Request.Deviation))
	}
	switch total := e.Timing.Total.Round(time.Millisecond).Milliseconds(); {
	case e.DryRun:
		s.Line("response", "none: this is a dry run, nothing was sent")
	case e.Response != nil && e.Timing.Total > 0:
		s.Line("response", fmt.Sprintf("%s in %d ms", ripio.StatusLine(e.Response), total))
	case e.Response != nil:
		s.Line("response", ripio.StatusLine(e.Response))
	}
	if v.Failure != nil {
		v.writeFailure(s)
	}
	s.Line("history", v.ID)
	if e.Token != nil {
		v.writeToken(s)
	}
	writeCauses(s, v.Causes)
	if e.DryRun {
		v.WriteHTTP(s)
	}
	WriteFindings(s, e.Findings)
}

func (v *View) writeFailure(s *console.Sheet) {
	failure := v.details()
	s.Line("failure", v.Failure.Title)
	s.Line("", v.Failure.Message)
	hint, _ := v.Exchange.MaintenanceHint()
	s.Line("", hint)
	s.Line("code", failure.Code)
	s.Line("it says", failure.Message)
	s.Line("evidence", failure.Evidence)
	s.Line("phase", string(failure.Phase))
	s.Line("location", failure.Location)
	s.Line("retry after", waitText(failure))
	if len(v.Causes) == 0 {
		s.List("try", v.Failure.Hints)
	}
	if body := v.excerpt(); body != failure.Message {
		s.Line("body", visible.Cut(body, bodyWidth))
	}
}

// waitText is how long the server asks to wait; empty when it does not.
func waitText(failure *ripio.Failure) string {
	raw := failure.RetryAfterRaw
	seconds, known := failure.RetryAfterSeconds()
	switch {
	case raw == "":
		return ""
	case !known:
		return "not known: the header cannot be read: " + raw
	case seconds == 0:
		return "now: " + raw
	case phrase.IsNumber(raw):
		return raw + " s"
	}
	return fmt.Sprintf("%.0f s: %s", seconds, raw)
}

func (v *View) writeToken(s *console.Sheet) {
	token := v.Exchange.Token
	s.Line("token", cmp.Or(token.Raw, "not kept in the history"))
	lifetime, known := v.Exchange.Lifetime()
	basis := " (" + v.Exchange.LifetimeBasis() + ")"
	switch {
	case !v.Now.IsZero():
		s.Line("expires", ExpiryText(token.Expiry, v.Now))
		if known && lifetime <= 0 {
			s.Line("lifetime", "none: it had expired when it came"+basis)
		} else if known {
			s.Line("lifetime", phrase.TwoUnits(lifetime)+basis)
		}
	case known: // seen from when it was issued
		s.Line("expires", ExpiryText(token.Expiry, token.Expiry.At.Add(-lifetime))+basis)
	case token.Expiry.State == jwt.ExpiryPresent:
		s.Line("expires", phrase.UTC(token.Expiry.At))
	default:
		s.Line("expires", ExpiryText(token.Expiry, time.Time{}))
	}
	WriteToken(s, token)
}

// writeCauses writes the possible causes of a failure, each with its certainty. Evidence that
// is the title, or that the first cause has shown, is left out.
func writeCauses(s *console.Sheet, ranked []cause.Cause) {
	if len(ranked) > 0 {
		s.Gap("possible causes, the likeliest first")
	}
	part := func(label, text string) {
		if text != "" {
			s.Block(fmt.Sprintf("   %-8s  %s", label, visible.Line(text)))
		}
	}
	for i, likely := range ranked {
		s.Block(fmt.Sprintf("%d  %s (%s)", i+1, visible.Line(likely.Title), likely.Certainty))
		if likely.Evidence != likely.Title && (i == 0 || likely.Evidence != ranked[0].Evidence) {
			part("evidence", likely.Evidence)
		}
		part("why", likely.Why)
		part("fix", likely.Fix)
		part("use", likely.Replacement)
		part("source", likely.Source)
	}
}
