// Package watch is the command watch, a canary: it looks at the server now and then and
// says what changed since the last good run.
package watch

import (
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/caller"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
)

const introduction = `Requests a token now and then, and says on the error stream what changed since the last
good run: whether a token comes, the contract, the lifetime, the certificate, a redirect,
and what the server says to a wrong secret. It is silent while nothing changes.

With --once it looks one time and ends, for cron, a systemd timer or continuous
integration. With --every it goes on until it gets SIGINT or SIGTERM, and ends with the exit
code of the worst run. The secret is fetched once, at the start.

Each run sends one ordinary request, and outside production one for each test of
--negative-tests.`

const examples = `  ripio-explorer watch --profile acme --once
  ripio-explorer watch --profile acme --every 15m
  ripio-explorer watch --env simulator --once --json
  ripio-explorer watch --profile acme --env production --confirm-production acme --once`

const notes = `The last good run is kept in the state folder: watched.json, without credentials and
tokens. A run is good when a token came that can be used; it is what the next run is
compared with, so a change is said once.

Exit codes, by the worst line:
  0  nothing changed, or a note, such as a renewed certificate
  1  a fault in this program, or the last good run could not be read or kept
  2  the arguments are wrong
  3  no token that can be used came, or something that a request needs is missing
  5  the time passed while the secret was fetched
  7  refused to protect production or the secret
  9  something changed, or is about to end
`

// shortest is the least time between two runs.
const shortest = time.Minute

// options are the flags.
type options struct {
	*caller.Options

	every  time.Duration
	once   bool
	probes []ripio.Deviation
}

// NewCommand returns the command watch.
func NewCommand(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "watch [flags]", Short: "say what changed since the last good run",
		Long: introduction, Example: examples, Annotations: console.Notes(notes), Args: console.NoArguments,
	}
	o := &options{Options: caller.Define(cmd, c, "each request, and of fetching the secret")}
	f := cmd.Flags()
	f.BoolVar(&o.once, "once", false, "look one time and end")
	f.DurationVar(&o.every, "every", 0, "`time` between two runs, at least 1m")
	const either = "give either --once or --every"
	console.Excludes(cmd, either, "once", "every")
	tests := caller.NegativeTests(cmd, ripio.DeviationWrongSecret)
	console.JSONFlag(cmd, "print one JSON object for each run")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.Check(); err != nil {
			return err
		}
		switch {
		case !o.once && o.every == 0:
			return console.Usage(either)
		case !o.once && o.every < shortest:
			return console.Usage("--every must be at least 1m")
		}
		if o.Environment != ripio.Production {
			o.probes = *tests
		}
		return run(cmd.Context(), c, o)
	}
	return cmd
}
