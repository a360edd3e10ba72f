package history

import (
	"strconv"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// The widths of cells whose text comes from outside, in the table of sends. The
// whole of it is in the JSON form.
const (
	profileCell = 20
	userCell    = 36 // a UUID
)

// attemptDocument is one send in short. Its keys are stable.
type attemptDocument struct {
	ID          string                `json:"id"`
	SentAt      *string               `json:"sent_at"`
	Environment ripio.EnvironmentName `json:"environment"`
	Profile     *string               `json:"profile"`
	ExternalRef *string               `json:"external_ref"`
	Address     *string               `json:"address"`
	// Outcome is "token" or the name of the failure.
	Outcome      string   `json:"outcome"`
	HTTPStatus   *int     `json:"http_status"`
	TotalMS      *float64 `json:"total_ms"`
	NegativeTest *string  `json:"negative_test"`
	SwapTest     bool     `json:"swap_test"`
}

func describeAttempt(attempt profiles.Attempt) attemptDocument {
	exchange := attempt.Exchange
	document := attemptDocument{
		ID: attempt.ID, SentAt: console.Instant(exchange.SentAt), Environment: exchange.Environment.Name, Profile: console.Optional(exchange.Profile),
		ExternalRef: console.Optional(exchange.Request.ExternalRef), Address: console.Optional(exchange.Request.Address),
		Outcome: attemptOutcome(exchange), TotalMS: sendview.Milliseconds(exchange.Timing.Total),
		NegativeTest: console.Optional(string(exchange.Request.Deviation)), SwapTest: attempt.SwapTest,
	}
	if exchange.Response != nil {
		document.HTTPStatus = &exchange.Response.Status
	}
	return document
}

// attemptOutcome is "token" or the name of the failure.
func attemptOutcome(exchange ripio.Exchange) string {
	if exchange.Failure != nil {
		return string(exchange.Failure.Kind)
	}
	return profiles.OutcomeToken
}

func attemptsText(documents []attemptDocument) string {
	rows := [][]string{{"ID", "SENT (UTC)", "ENVIRONMENT", "PROFILE", "OUTCOME", "STATUS", "EXTERNAL_REF"}}
	for _, document := range documents {
		rows = append(rows, []string{
			visible.Line(document.ID), document.sentText(), visible.Line(string(document.Environment)),
			visible.Cut(orDash(document.Profile), profileCell), visible.Line(document.outcomeText()), document.statusText(),
			visible.Cut(orDash(document.ExternalRef), userCell),
		})
	}
	return console.Table(rows)
}

// sentText is the instant without its zone, which the column's head says.
func (d attemptDocument) sentText() string {
	text := orDash(d.SentAt)
	if len(text) != len("2006-01-02T15:04:05Z") {
		return text
	}
	return text[:10] + " " + text[11:19]
}

// outcomeText says of a request that was wrong on purpose that it was.
func (d attemptDocument) outcomeText() string {
	switch {
	case d.NegativeTest != nil:
		return d.Outcome + " (" + *d.NegativeTest + ")"
	case d.SwapTest:
		return d.Outcome + " (swap test)"
	}
	return d.Outcome
}

func (d attemptDocument) statusText() string {
	if d.HTTPStatus == nil {
		return "-"
	}
	return strconv.Itoa(*d.HTTPStatus)
}

// orDash is the text behind a pointer, a hyphen for nil.
func orDash(optional *string) string {
	if optional == nil {
		return "-"
	}
	return *optional
}
