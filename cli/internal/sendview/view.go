// Package sendview shows a send, as text and as a JSON object whose keys are
// stable.
package sendview

import (
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// excerptLimit is how many bytes of a response's body are repeated.
const excerptLimit = 2048

// View is a send, ready to be shown. The secret was taken out of it by whatever
// made the exchange.
type View struct {
	Exchange ripio.Exchange
	Failure  *Failure // nil on success
	// Causes are ranked; empty on success and when nothing was sent.
	Causes []cause.Cause
	// ID names the send in the history; empty when it is not kept there.
	ID string
	// Now is when the view is read, zero for right after the send.
	Now time.Time
}

// Failure says why there is no usable token.
type Failure struct {
	console.Failure
	// ServerMessage is what the response's body says.
	ServerMessage *string `json:"server_message"`
	// ServerCode is the error code in the response's body.
	ServerCode *string `json:"server_code"`
	Evidence   *string `json:"evidence"`
	Phase      *string `json:"phase"`
	Location   *string `json:"location"`
	// RetryAfterSeconds is null when there is no Retry-After that can be read, and
	// RetryAfter the header as it came.
	RetryAfterSeconds *float64 `json:"retry_after_seconds"`
	RetryAfter        *string  `json:"retry_after"`
	// Body is the beginning of the response's body, tokens cut.
	Body   *string `json:"body"`
	Source *string `json:"source"`
	// Hint is a guess that the time of day supports, marked as one.
	Hint *string `json:"hint"`
}

// New makes the view of a send and its ranked causes, whose fixes are the advice.
func New(exchange ripio.Exchange, causes []cause.Cause) *View {
	v := &View{Exchange: exchange, Causes: causes}
	switch failure := exchange.Failure; {
	case failure != nil:
		v.Failure = v.describeFailure(failure)
		for _, likely := range causes {
			v.Failure.Advice = append(v.Failure.Advice, likely.Fix)
		}
	case exchange.Token == nil && !exchange.DryRun:
		v.Failure = &Failure{Failure: console.Failure{Kind: string(ripio.FailureInternal), Title: "a fault in this program",
			Message: "The send ended with neither a token nor a failure.", Advice: []string{}}}
	}
	return v
}

// Refused makes the view of a request that was refused before it was sent.
func Refused(exchange ripio.Exchange, refused *console.Error) *View {
	return &View{Exchange: exchange, Failure: &Failure{Failure: refused.Failure()}}
}

func (v *View) describeFailure(failure *ripio.Failure) *Failure {
	document := &Failure{
		Failure: console.Failure{
			Kind: string(failure.Kind), Title: failure.Title(), Message: failure.Explanation(),
			Advice: []string{},
		},
		ServerMessage: console.Optional(failure.Message),
		ServerCode:    console.Optional(failure.Code),
		Evidence:      console.Optional(failure.Evidence),
		Phase:         console.Optional(string(failure.Phase)),
		Location:      console.Optional(failure.Location),
		Body:          console.Optional(v.excerpt()),
		Source:        console.Optional(failure.Source()),
	}
	if hint, ok := v.Exchange.MaintenanceHint(); ok {
		document.Hint = &hint
	}
	document.RetryAfter = console.Optional(failure.RetryAfterRaw)
	if seconds, known := failure.RetryAfterSeconds(); known {
		document.RetryAfterSeconds = &seconds
	}
	return document
}

// excerpt is the beginning of the response's body. It is cut after cleaning: a
// secret that is cut in two would not be recognised.
func (v *View) excerpt() string {
	if v.Exchange.Response == nil {
		return ""
	}
	body := v.Exchange.Response.Body
	body = body[:min(len(body), 32*excerptLimit)] // enough, whatever cleaning shortens
	text := redact.Tokens(string(body))
	if len(text) <= excerptLimit {
		return text
	}
	return phrase.Head(text, excerptLimit) + "…"
}
