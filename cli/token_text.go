package cli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
)

// bodyWidth is how many cells of an answer's body are shown.
const bodyWidth = 400

// text is the output of token without --json.
func (r *tokenReport) text() string {
	s := &sheet{clean: r.clean}
	r.write(s)
	return s.text.String()
}

func (r *tokenReport) write(s *sheet) {
	s.line("environment", r.environmentText())
	s.line("scenario", visible.Line(r.exchange.SimulatedScenario()))
	s.line("profile", r.exchange.Profile)
	s.line("external_ref", r.exchange.Request.ExternalRef)
	s.line("address", r.exchange.Request.Address)
	s.line("made wrong", string(r.exchange.Request.Deviation))
	s.line("answer", r.answerText())
	if r.failure != nil {
		r.writeFailure(s)
	}
	s.line("history", r.id)
	r.writeToken(s)
	s.causes(r.causes)
	if r.exchange.DryRun {
		r.writeHTTP(s)
	}
	s.findings(r.exchange.Findings)
}

// environmentText names the environment in capitals, as the explorer does.
func (r *tokenReport) environmentText() string {
	text := r.exchange.Environment.Name.Label()
	if host := r.exchange.Environment.Host(); host != "" {
		text += "  " + host
	}
	return text
}

func (r *tokenReport) answerText() string {
	response := r.exchange.Response
	switch {
	case r.exchange.DryRun:
		return "none: this is a dry run, nothing was sent"
	case response == nil:
		return ""
	}
	parts := []string{strconv.Itoa(response.Status)}
	if response.Reason != "" {
		parts[0] += " " + response.Reason
	}
	if total := r.exchange.Timing.Total; total > 0 {
		parts = append(parts, fmt.Sprintf("in %d ms", total.Round(time.Millisecond).Milliseconds()))
	}
	return strings.Join(parts, " ")
}

func (r *tokenReport) writeFailure(s *sheet) {
	s.line("failure", r.failure.Title)
	s.line("", r.failure.Message)
	s.line("", orEmpty(r.failure.Hint))
	s.line("code", orEmpty(r.failure.ServerCode))
	s.line("it says", orEmpty(r.failure.ServerMessage))
	s.line("evidence", orEmpty(r.failure.Evidence))
	s.line("phase", orEmpty(r.failure.Phase))
	s.line("location", orEmpty(r.failure.Location))
	s.line("retry after", r.waitText())
	if len(r.causes) == 0 {
		s.list("try", r.failure.Advice)
	}
	if body := orEmpty(r.failure.Body); body != orEmpty(r.failure.ServerMessage) {
		s.line("body", visible.Cut(body, bodyWidth))
	}
}

// waitText is how long the server asks to wait; empty when it does not.
func (r *tokenReport) waitText() string {
	asked, wait := orEmpty(r.failure.RetryAfter), r.failure.RetryAfterSeconds
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

func (r *tokenReport) writeToken(s *sheet) {
	token := r.exchange.Token
	if token == nil {
		return
	}
	if token.Raw == "" {
		s.line("token", "not kept in the history")
	} else {
		s.exact("token", token.Raw)
	}
	s.line("expires", r.expiresText())
	if lifetime, ok := r.exchange.Lifetime(); ok && !r.now.IsZero() {
		text := inWords(int64(lifetime.Round(time.Second) / time.Second))
		if lifetime <= 0 {
			text = "none: it had expired when it came"
		}
		s.line("lifetime", text+" ("+r.exchange.LifetimeBasis()+")")
	}
	s.line("signature", token.Signature)
	s.members("header", token.Header)
	s.members("claims", token.Claims)
}

// expiresText measures the lifetime as ripio.Exchange does, and says how.
func (r *tokenReport) expiresText() string {
	expiry := r.exchange.Token.Expiry
	lifetime, ok := r.exchange.Lifetime()
	switch {
	case !r.now.IsZero():
		return expiryText(expiry, r.now)
	case !ok && expiry.State == jwt.ExpiryPresent:
		return expiry.At.UTC().Format("2006-01-02 15:04:05 UTC")
	case !ok:
		return expiryText(expiry, time.Time{})
	}
	return expiryText(expiry, expiry.At.Add(-lifetime)) + " (" + r.exchange.LifetimeBasis() + ")"
}

// orEmpty is the text behind a pointer, empty for nil.
func orEmpty(optional *string) string {
	if optional == nil {
		return ""
	}
	return *optional
}
