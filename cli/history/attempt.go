package history

import (
	"cmp"
	"strconv"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// attemptObject is one send in short. Its keys are stable.
func attemptObject(attempt profiles.Attempt) console.Object {
	exchange := attempt.Exchange
	var status *int
	if exchange.Response != nil {
		status = &exchange.Response.Status
	}
	return console.Object{
		{"id", attempt.ID}, {"sent_at", console.Instant(exchange.SentAt)}, {"environment", exchange.Environment.Name},
		{"profile", console.Optional(exchange.Profile)}, {"external_ref", console.Optional(exchange.Request.ExternalRef)},
		{"address", console.Optional(exchange.Request.Address)}, {"outcome", attemptOutcome(exchange)}, {"http_status", status},
		{"total_ms", console.Milliseconds(exchange.Timing.Total)}, {"negative_test", console.Optional(exchange.Request.Deviation)},
		{"swap_test", attempt.SwapTest},
	}
}

// attemptOutcome is "token" or the name of the failure.
func attemptOutcome(exchange ripio.Exchange) string {
	if exchange.Failure != nil {
		return string(exchange.Failure.Kind)
	}
	return profiles.OutcomeToken
}

// The columns of the table of sends, and the widths of those whose text comes from
// outside. The whole of it is in the JSON form.
var columns = []string{"ID", "SENT (UTC)", "ENVIRONMENT", "PROFILE", "OUTCOME", "STATUS", "EXTERNAL_REF"}

const (
	profileCell = 20
	userCell    = 36 // a UUID
)

// cells are the columns of one send. Of a request that was wrong on purpose the
// outcome says that it was.
func cells(attempt profiles.Attempt) []string {
	exchange := attempt.Exchange
	outcome, status := attemptOutcome(exchange), "-"
	switch {
	case exchange.Request.Deviation != "":
		outcome += " (" + string(exchange.Request.Deviation) + ")"
	case attempt.SwapTest:
		outcome += " (swap test)"
	}
	if exchange.Response != nil {
		status = strconv.Itoa(exchange.Response.Status)
	}
	return []string{
		visible.Line(attempt.ID), exchange.SentAt.UTC().Format(time.DateTime), visible.Line(string(exchange.Environment.Name)),
		visible.Cut(cmp.Or(exchange.Profile, "-"), profileCell), visible.Line(outcome), status,
		visible.Cut(cmp.Or(exchange.Request.ExternalRef, "-"), userCell),
	}
}
