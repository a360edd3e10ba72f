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

func newShow(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "show ID [flags]", Short: "show one send whole", Args: ids(1),
		Long: `Shows one send: the token or the failure with its likely causes, the findings, and
what went over the wire. With --json it is the object of token --json.`,
	}
	asJSON := console.JSONFlag(cmd, "print JSON")
	cmd.ValidArgsFunction = c.CompleteAttempts()
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return open(c, cmd, func(r *recall) error { return r.show(args[0], *asJSON) })
	}
	return cmd
}

// show prints all that is known of one send.
func (r *recall) show(id string, asJSON bool) error {
	attempt, err := r.find(id)
	if err != nil {
		return err
	}
	view := sendview.New(attempt.Exchange, r.causes(attempt))
	view.ID = attempt.ID
	if asJSON {
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

// causes ranks the likely causes by what was known when it was sent.
func (r *recall) causes(attempt profiles.Attempt) []cause.Cause {
	if attempt.Exchange.Failure == nil {
		return nil
	}
	background, warnings := r.manager.Background(attempt)
	r.SayWarnings(warnings)
	return cause.Rank(attempt.Exchange, background)
}

func newReport(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "report ID [flags]", Short: "print a report for Ripio's support", Args: ids(1),
		Long: `Prints a report in Markdown for Ripio's support. It holds no secret and no token, and
the middle of the address is left out. Read it before you send it.`,
	}
	cmd.ValidArgsFunction = c.CompleteAttempts()
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return open(c, cmd, func(r *recall) error {
			attempt, err := r.find(args[0])
			if err != nil {
				return err
			}
			return r.Print(report.Markdown(attempt.Exchange, r.causes(attempt), report.Options{Version: r.Version}))
		})
	}
	return cmd
}
