package cli

import (
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
)

// excerptLimit is how many bytes of an answer's body are repeated.
const excerptLimit = 2048

// tokenReport is what a request for a token brought, ready to be shown.
type tokenReport struct {
	exchange ripio.Exchange
	failure  *failureDocument // nil on success
	code     int
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
	ServerCode        *string  `json:"server_code"`
	Evidence          *string  `json:"evidence"`
	Phase             *string  `json:"phase"`
	Location          *string  `json:"location"`
	RetryAfterSeconds *float64 `json:"retry_after_seconds"`
	// Body is the beginning of the answer's body, tokens cut.
	Body   *string `json:"body"`
	Source *string `json:"source"`
	// Hint is a guess that the time of day supports, marked as one.
	Hint *string `json:"hint"`
}

// report shows how the attempt ended and gives the exit code.
func (a *attempt) report(exchange ripio.Exchange, refused *refusal) int {
	r := &tokenReport{exchange: exchange, clean: ripio.NewScrubber(a.request.Secret).Scrub}
	switch {
	case refused != nil:
		r.failure, r.code = describeRefusal(refused), refused.code
	case exchange.Failure != nil:
		r.failure, r.code = r.describeFailure(exchange.Failure), exitCode(exchange.Failure.Kind)
	case exchange.Token == nil:
		r.code = ExitInternal
		r.failure = &failureDocument{Kind: ripio.FailureInternal, Title: "a fault in this program",
			Message: "The send ended with neither a token nor a failure.", Advice: []string{}}
	}
	printed := a.printReport(r)
	if r.failure != nil {
		a.say("no token: %s", r.failure.Title)
	}
	if printed != ExitOK {
		return printed
	}
	return r.code
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
	if failure.RetryAfterRaw != "" {
		seconds := failure.RetryAfter.Seconds()
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
	text := ripio.RedactTokens(r.clean(string(body)))
	if len(text) <= excerptLimit {
		return text
	}
	end := excerptLimit
	for end > excerptLimit-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
