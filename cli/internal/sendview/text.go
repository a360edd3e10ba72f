package sendview

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
)

// bodyWidth is how many cells of a response's body are shown.
const bodyWidth = 400

// Text is the output of token without --json.
func (v *View) Text() string {
	s := &console.Sheet{}
	v.Write(s)
	return s.String()
}

// Write writes the send; what went over the wire only when it is a dry run.
func (v *View) Write(s *console.Sheet) {
	s.Line("environment", v.environmentText())
	s.Line("scenario", visible.Line(v.Exchange.SimulatedScenario()))
	s.Line("profile", v.Exchange.Profile)
	s.Line("external_ref", v.Exchange.Request.ExternalRef)
	s.Line("address", v.Exchange.Request.Address)
	s.Line("made wrong", string(v.Exchange.Request.Deviation))
	s.Line("answer", v.responseText())
	if v.Failure != nil {
		v.writeFailure(s)
	}
	s.Line("history", v.ID)
	v.writeToken(s)
	writeCauses(s, v.Causes)
	if v.Exchange.DryRun {
		v.WriteHTTP(s)
	}
	Findings(s, v.Exchange.Findings)
}

// environmentText names the environment in capitals, as the explorer does.
func (v *View) environmentText() string {
	text := v.Exchange.Environment.Name.Label()
	if host := v.Exchange.Environment.Host(); host != "" {
		text += "  " + host
	}
	return text
}

func (v *View) responseText() string {
	response := v.Exchange.Response
	switch {
	case v.Exchange.DryRun:
		return "none: this is a dry run, nothing was sent"
	case response == nil:
		return ""
	}
	parts := []string{strconv.Itoa(response.Status)}
	if response.Reason != "" {
		parts[0] += " " + response.Reason
	}
	if total := v.Exchange.Timing.Total; total > 0 {
		parts = append(parts, fmt.Sprintf("in %d ms", total.Round(time.Millisecond).Milliseconds()))
	}
	return strings.Join(parts, " ")
}

func (v *View) writeFailure(s *console.Sheet) {
	s.Line("failure", v.Failure.Title)
	s.Line("", v.Failure.Message)
	s.Line("", console.OrEmpty(v.Failure.Hint))
	s.Line("code", console.OrEmpty(v.Failure.ServerCode))
	s.Line("it says", console.OrEmpty(v.Failure.ServerMessage))
	s.Line("evidence", console.OrEmpty(v.Failure.Evidence))
	s.Line("phase", console.OrEmpty(v.Failure.Phase))
	s.Line("location", console.OrEmpty(v.Failure.Location))
	s.Line("retry after", v.waitText())
	if len(v.Causes) == 0 {
		s.List("try", v.Failure.Advice)
	}
	if body := console.OrEmpty(v.Failure.Body); body != console.OrEmpty(v.Failure.ServerMessage) {
		s.Line("body", visible.Cut(body, bodyWidth))
	}
}

// waitText is how long the server asks to wait; empty when it does not.
func (v *View) waitText() string {
	asked, wait := console.OrEmpty(v.Failure.RetryAfter), v.Failure.RetryAfterSeconds
	switch {
	case asked == "":
		return ""
	case wait == nil:
		return "not known: the header cannot be read: " + asked
	case *wait == 0:
		return "now: " + asked
	case strings.Trim(asked, "0123456789") == "":
		return asked + " s"
	}
	return fmt.Sprintf("%.0f s: %s", *wait, asked)
}

func (v *View) writeToken(s *console.Sheet) {
	token := v.Exchange.Token
	if token == nil {
		return
	}
	if token.Raw == "" {
		s.Line("token", "not kept in the history")
	} else {
		s.Exact("token", token.Raw)
	}
	s.Line("expires", v.expiresText())
	if lifetime, ok := v.Exchange.Lifetime(); ok && !v.Now.IsZero() {
		text := inWords(int64(lifetime.Round(time.Second) / time.Second))
		if lifetime <= 0 {
			text = "none: it had expired when it came"
		}
		s.Line("lifetime", text+" ("+v.Exchange.LifetimeBasis()+")")
	}
	s.Line("signature", token.Signature)
	Members(s, "header", token.Header)
	Members(s, "claims", token.Claims)
}

// expiresText measures the lifetime as ripio.Exchange does, and says how.
func (v *View) expiresText() string {
	expiry := v.Exchange.Token.Expiry
	lifetime, ok := v.Exchange.Lifetime()
	switch {
	case !v.Now.IsZero():
		return ExpiryText(expiry, v.Now)
	case !ok && expiry.State == jwt.ExpiryPresent:
		return expiry.At.UTC().Format("2006-01-02 15:04:05 UTC")
	case !ok:
		return ExpiryText(expiry, time.Time{})
	}
	return ExpiryText(expiry, expiry.At.Add(-lifetime)) + " (" + v.Exchange.LifetimeBasis() + ")"
}
