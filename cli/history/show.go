package history

import (
	"fmt"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/report"
)

func newShow(r *recall) *cobra.Command {
	return r.define(&cobra.Command{
		Use: "show ID [flags]", Short: "show one attempt whole",
		Long: `Shows one attempt: the token or the failure with its possible causes, the findings, and
what went over the wire. With --json it is the object of token --json.`,
	}, func(sends []profiles.Attempt) error { return r.show(sends[0]) })
}

// show prints all that is known of one send.
func (r *recall) show(attempt profiles.Attempt) error {
	view := sendview.New(attempt.Exchange, r.causes(attempt))
	view.ID = attempt.ID
	if r.JSON {
		return r.PrintJSON(view.Document())
	}
	view.Now = r.Now()
	s := &console.Sheet{}
	s.Line("sent", phrase.UTC(attempt.Exchange.SentAt))
	if attempt.SwapTest {
		s.Line("swap test", "it asked whether the credentials are those of the other environment")
	}
	view.Write(s)
	view.WriteHTTP(s)
	if attempt.BodyLength > 0 {
		s.Block(fmt.Sprintf("The body was shortened when it was kept; it had %d bytes.", attempt.BodyLength))
	}
	return r.Print(s.String())
}

// causes ranks the causes by what was known when it was sent.
func (r *recall) causes(attempt profiles.Attempt) []cause.Cause {
	if attempt.Exchange.Failure == nil {
		return nil
	}
	background, warnings := r.manager.Background(attempt)
	r.SayWarnings(warnings)
	return cause.Rank(attempt.Exchange, background)
}

func newReport(r *recall) *cobra.Command {
	return r.define(&cobra.Command{
		Use: "report ID [flags]", Short: "print a report for Ripio's support",
		Long: `Prints a report in Markdown for Ripio's support. It holds no secret and no token, and
the middle of the address is left out. Read it before you send it.`,
	}, func(sends []profiles.Attempt) error {
		return r.Print(report.Markdown(sends[0].Exchange, r.causes(sends[0]), report.Options{Version: r.Version}))
	})
}
