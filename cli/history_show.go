package cli

import (
	"context"
	"fmt"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/report"
)

// tell makes a report of a send that was kept. The secret was taken out before
// it was kept.
func (r *recall) tell(attempt profiles.Attempt) *tokenReport {
	report := &tokenReport{exchange: attempt.Exchange, causes: r.causes(attempt), id: attempt.ID, clean: unchanged}
	report.judge(nil)
	return report
}

// causes ranks the likely causes by what was known when it was sent.
func (r *recall) causes(attempt profiles.Attempt) []cause.Cause {
	if attempt.Exchange.Failure == nil {
		return nil
	}
	background, warnings := r.manager.Background(attempt)
	r.sayWarnings(warnings)
	return cause.Rank(attempt.Exchange, background)
}

// runHistoryShow prints all that is known of one send.
func runHistoryShow(_ context.Context, r *recall) *refusal {
	attempt, refused := r.find(0)
	if refused != nil {
		return refused
	}
	report := r.tell(attempt)
	if r.flags.json {
		return refusalOf(r.printJSON(report.document()))
	}
	return refusalOf(r.print(report.whole(attempt, r.Now())))
}

// whole is the report with all that went over the wire, seen from now.
func (r *tokenReport) whole(attempt profiles.Attempt, now time.Time) string {
	r.now = now
	s := &sheet{clean: r.clean}
	s.line("sent", utcText(r.exchange.SentAt))
	if attempt.SwapTest {
		s.line("swap test", "it asked whether the credentials are those of the other environment")
	}
	r.write(s)
	r.writeHTTP(s)
	if attempt.BodyLength > 0 {
		s.block(fmt.Sprintf("The body was shortened when it was kept; it had %d bytes.", attempt.BodyLength))
	}
	return s.text.String()
}

// runHistoryReport prints a report for Ripio's support.
func runHistoryReport(_ context.Context, r *recall) *refusal {
	attempt, refused := r.find(0)
	if refused != nil {
		return refused
	}
	return refusalOf(r.print(report.Markdown(attempt.Exchange, r.causes(attempt), report.Options{Version: r.Version})))
}
