package cli

import (
	"time"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/redact"
)

// excerptLimit is how many bytes of an answer's body are repeated.
const excerptLimit = 2048

// tokenReport is what a request for a token brought, ready to be shown.
type tokenReport struct {
	exchange ripio.Exchange
	failure  *failureDocument // nil on success
	code     int
	// causes are ranked; empty on success and when nothing was sent.
	causes []cause.Cause
	// id names the send in the history; empty when it is not kept there.
	id string
	// now is when the report is read, zero for right after the send.
	now time.Time
	// clean takes the secret out of a text, should an answer repeat it.
	clean func(string) string
}

// failureDocument says why there is no usable token.
type failureDocument struct {
	Kind  ripio.FailureKind `json:"kind"`
	Title string            `json:"title"`
	// Message says what happened, in this program's words.
	Message string   `json:"message"`
	Advice  []string `json:"advice"`
	// ServerMessage is what the answer's body says.
	ServerMessage *string `json:"server_message"`
	// ServerCode is the error code in the answer's body.
	ServerCode *string `json:"server_code"`
	Evidence   *string `json:"evidence"`
	Phase      *string `json:"phase"`
	Location   *string `json:"location"`
	// RetryAfterSeconds is null when there is no Retry-After that can be read, and
	// RetryAfter the header as it came.
	RetryAfterSeconds *float64 `json:"retry_after_seconds"`
	RetryAfter        *string  `json:"retry_after"`
	// Body is the beginning of the answer's body, tokens cut.
	Body   *string `json:"body"`
	Source *string `json:"source"`
	// Hint is a guess that the time of day supports, marked as one.
	Hint *string `json:"hint"`
}

// report shows how the attempt ended and gives the exit code.
func (a *attempt) report(exchange ripio.Exchange, refused *refusal) int {
	r := &tokenReport{exchange: exchange, clean: redact.NewScrubber(a.request.Secret).Scrub}
	if refused == nil {
		background := a.background(exchange)
		r.causes = cause.Rank(exchange, background)
		r.id = a.remember(exchange)
	}
	r.judge(refused)
	if a.flags.passphraseStdin && !a.passphraseRead && refused == nil {
		a.say("note: the passphrase was not read: no secret of the encrypted file was needed")
	}
	printed := a.printReport(r)
	if r.failure != nil {
		a.say("%s: %s", r.outcome(), r.failure.Title)
	}
	if printed != ExitOK {
		return printed
	}
	return r.code
}

// judge fills in the failure and the exit code.
func (r *tokenReport) judge(refused *refusal) {
	switch failure := r.exchange.Failure; {
	case refused != nil:
		r.failure, r.code = describeRefusal(refused), refused.code
	case failure != nil:
		r.failure, r.code = r.describeFailure(failure), exitCode(failure.Kind)
	case r.exchange.Token == nil && !r.exchange.DryRun:
		r.code = ExitInternal
		r.failure = &failureDocument{Kind: ripio.FailureInternal, Title: "a fault in this program",
			Message: "The send ended with neither a token nor a failure.", Advice: []string{}}
	}
}

// outcome names what failed.
func (r *tokenReport) outcome() string {
	if r.exchange.DryRun {
		return "dry run"
	}
	return "no token"
}

func (a *attempt) printReport(r *tokenReport) int {
	if a.flags.json {
		return a.printJSON(r.document())
	}
	return a.print(r.text())
}

func describeRefusal(refused *refusal) *failureDocument {
	return &failureDocument{
		Kind: refused.kind, Title: refused.title, Message: refused.message,
		Advice: append([]string{}, refused.advice...),
	}
}

func (r *tokenReport) describeFailure(failure *ripio.Failure) *failureDocument {
	document := &failureDocument{
		Kind:          failure.Kind,
		Title:         failure.Title(),
		Message:       failure.Explanation(),
		Advice:        append([]string{}, failure.Advice()...),
		ServerMessage: optional(r.clean(failure.Message)),
		ServerCode:    optional(r.clean(failure.Code)),
		Evidence:      optional(r.clean(failure.Evidence)),
		Phase:         optional(string(failure.Phase)),
		Location:      optional(r.clean(failure.Location)),
		Body:          optional(r.excerpt()),
		Source:        optional(failure.Source()),
	}
	if hint, ok := r.exchange.MaintenanceHint(); ok {
		document.Hint = &hint
	}
	document.RetryAfter = optional(r.clean(failure.RetryAfterRaw))
	if seconds, known := failure.RetryAfterSeconds(); known {
		document.RetryAfterSeconds = &seconds
	}
	return document
}

// excerpt is the beginning of the answer's body. It is cut after cleaning: a
// secret that is cut in two would not be recognised.
func (r *tokenReport) excerpt() string {
	if r.exchange.Response == nil {
		return ""
	}
	body := r.exchange.Response.Body
	body = body[:min(len(body), 32*excerptLimit)] // enough, whatever cleaning shortens
	text := redact.Tokens(r.clean(string(body)))
	if len(text) <= excerptLimit {
		return text
	}
	end := excerptLimit
	for end > excerptLimit-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
