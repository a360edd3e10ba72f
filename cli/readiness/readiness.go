// Package readiness is the command readiness, which tries what an integration needs and
// reports it check by check.
package readiness

import (
	"context"
	"fmt"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/caller"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/readiness"
	"devtools/ripio-explorer/ripio/visible"
)

const introduction = `Tries what an integration needs, and says check by check what is ready: the request's
parts, host, TLS, clock, token, contract, lifetime, a second and two parallel requests for
the same user, requests that are wrong on purpose, and the widget link.

Production gets one request. With --allow-production-tests it also gets the second and the
parallel ones; requests that are wrong on purpose never go there. No secret and no token
stands in the output or in a report.`

const examples = `  ripio-explorer readiness --env simulator --address 0x05946B0d5E413E45069BeC923004F9a3c8F70c2C
  ripio-explorer readiness --profile acme --negative-tests all --report readiness.md --junit readiness.xml
  ripio-explorer readiness --client-id "$CLIENT_ID" --secret-env CLIENT_SECRET --address "$ADDRESS" --json
  ripio-explorer readiness --profile acme --env production --confirm-production acme`

const notes = `What Ripio does not document is not judged: a token's lifetime, what the server refuses,
and how. What no response tells, such as whether a second token ends the first one, is said.

Exit codes, by the worst check:
  0  every check is ok, a note, or was not run
  1  a fault in this program, or its output or a report could not be written
  2  the arguments are wrong
  3  a check failed, or something that a request needs is missing
  5  the time passed while the secret was fetched
  7  refused to protect production or the secret
  9  the worst check is a warning; with --accept-warnings 0
`

// options are the flags.
type options struct {
	*caller.Options

	negative                  *[]ripio.Deviation
	report, junit             string
	acceptWarnings, allowMore bool
}

// NewCommand returns the command readiness.
func NewCommand(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "readiness [flags]", Short: "check that an integration is ready",
		Long: introduction, Example: examples, Annotations: console.Notes(notes), Args: console.NoArguments,
	}
	o := &options{Options: caller.Define(cmd, c, "each request, and of fetching the secret"), negative: caller.NegativeTests(cmd, ripio.DeviationWrongSecret)}
	f := cmd.Flags()
	f.BoolVar(&o.allowMore, "allow-production-tests", false, "send more than one request to production")
	f.BoolVar(&o.acceptWarnings, "accept-warnings", false, "end with 0 when the worst check is a warning")
	f.StringVar(&o.report, "report", "", "`file` for a report in Markdown")
	f.StringVar(&o.junit, "junit", "", "`file` for a report in JUnit XML")
	console.JSONFlag(cmd, "print one JSON object")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.Check(); err != nil {
			return err
		}
		if o.allowMore && o.Environment != ripio.Production {
			return console.Usage("--allow-production-tests needs --env production")
		}
		return run(cmd.Context(), c, o)
	}
	return cmd
}

func run(ctx context.Context, c *console.Console, o *options) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	began := c.Now()
	call, err := caller.Prepare(ctx, c, o.Options)
	if err != nil {
		return err
	}
	defer call.Close()
	lines := readiness.Run(ctx, readiness.Plan{
		Environment: call.Environment, Request: call.Request, Negative: *o.negative, AllowProduction: o.allowMore,
	}, readiness.Tools{Send: call.Send, Pause: c.Sleep, Report: func(line checklist.Line) {
		if c.IsTerminal(c.Err) { // so that a person sees that it goes on
			c.Say("%s: %s", line.Name, line.Verdict)
		}
	}})
	report := report{call: call, began: began, lines: lines}
	failed := console.ChecksFailed(lines, o.acceptWarnings)
	if err := print(c, report, failed); err != nil {
		return err
	}
	return failed.After(o.writeFiles(c, report))
}

// report is what is shown of a run.
type report struct {
	call  *caller.Caller
	began time.Time
	lines []checklist.Line
}

func print(c *console.Console, r report, failed *console.Error) error {
	return c.Show(console.Object{
		{"failure", failed},
		{"environment", r.call.Environment.Name}, {"host", r.call.Environment.Host()}, {"profile", console.Optional(r.call.Profile.Name)},
		{"external_ref", r.call.ShownRef()}, {"address", r.call.ShownAddress()}, {"began_at", console.Instant(r.began)},
		{"verdict", checklist.Worst(r.lines)}, {"summary", checklist.Summary(r.lines)}, {"checks", console.ChecksObjects(r.lines)},
	}, fmt.Sprintf("%s  %s\n\n%s\n%s\n", r.call.Environment.Name.Label(), visible.Line(r.call.Environment.Host()),
		console.ChecksText(r.lines), checklist.Summary(r.lines)))
}
