// Package simulate is the command simulate, which runs the simulator as a server for an
// integrator's own tests, until it is interrupted.
package simulate

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"devtools/ripio-explorer/cli/internal/caller"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

const introduction = `Runs the simulator as a server for your own tests: an imitation of Ripio's
authentication call, made from the public documentation. Its error responses and the
lifetime of its tokens are guesses: the documentation shows neither.

The first line of the output is its URL; it is written when requests are answered.
SIGINT (ctrl+c) or SIGTERM ends it with exit code 0.`

const examples = `  ripio-explorer simulate
  ripio-explorer simulate --listen 127.0.0.1:0 --scenario unauthorized,ok
  ripio-explorer simulate --listen 127.0.0.1:0 --scenario ok*9,rate-limited,repeat --log json
  ripio-explorer simulate --listen 127.0.0.1:0 --ttl 30s --tls --ca-out ca.pem
  ripio-explorer simulate --listen 127.0.0.1:0 --client-id ID --secret-stdin < secret.txt
  ripio-explorer simulate --list`

const notes = `In a sequence each scenario is played for one right request, or for N with NAME*N; the
last one stays, or "repeat" at the end begins again. A single request chooses its own
scenario with the header ` + simulator.ScenarioHeader + `, or with a client_id such
as ` + simulator.ScenarioPrefix + `rejected. Neither counts in a sequence.

Requests are logged on the error stream, without secrets, addresses and tokens.

Exit codes:
  0  it was interrupted and has ended
  1  a fault in this program, or its output or the file of --ca-out could not be written
  2  the arguments are wrong
  3  the address cannot be listened at, or an input is missing
`

// options are the flags.
type options struct {
	flags                       *pflag.FlagSet
	listen, scenario, log       string
	clientID, secretEnv, caFile string
	secretStdin, tls, list      bool
	lifetime                    time.Duration
}

// NewCommand returns the command simulate.
func NewCommand(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "simulate [flags]", Short: "run the simulator as a server for your own tests",
		Long: introduction, Example: examples, Annotations: console.Notes(notes), Args: console.NoArguments,
	}
	f := cmd.Flags()
	f.SortFlags = false
	o := &options{flags: f}
	f.StringVar(&o.listen, "listen", "127.0.0.1:8787", "`host:port` to listen at; port 0 takes a free one")
	f.StringVar(&o.scenario, "scenario", simulator.Default, "`name` of a scenario, or several in sequence")
	f.DurationVar(&o.lifetime, "ttl", 10*time.Hour, "`lifetime` of ordinary tokens")
	f.StringVar(&o.clientID, "client-id", "", "accept this `client_id` only (default any)")
	f.StringVar(&o.secretEnv, "secret-env", "", "`name` of the environment variable that holds the client_secret to accept")
	f.BoolVar(&o.secretStdin, "secret-stdin", false, "read the client_secret to accept from the input, as one line")
	f.BoolVar(&o.tls, "tls", false, "speak https, with a certificate made for this run; needs --ca-out")
	f.StringVar(&o.caFile, "ca-out", "", "`file` to write the certificate's authority to, for your client to trust")
	f.StringVar(&o.log, "log", logText, "`form` of the access log: text, json or none")
	f.BoolVar(&o.list, "list", false, "list the scenarios and end")
	console.JSONFlag(cmd, "print one JSON object in place of the URL or the list")
	console.Excludes(cmd, "", "secret-stdin", "secret-env")
	console.CompleteWords(cmd, "log", logText, logJSON, logNone)
	console.Complete(cmd, map[string]cobra.CompletionFunc{
		"scenario": caller.CompleteScenarios, "secret-env": cobra.NoFileCompletions, "listen": cobra.NoFileCompletions,
	})
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := o.check(c.JSON); err != nil {
			return err
		}
		if o.list {
			return list(c)
		}
		return serve(cmd.Context(), c, o)
	}
	return cmd
}

// check judges the flags. No message quotes a value but that of --scenario.
func (o *options) check(json bool) error {
	_, wrongScenario := simulator.Handler(o.scenario)
	secret := o.secretStdin || o.flags.Changed("secret-env")
	switch {
	case o.list && o.flags.NFlag() > 1 && (o.flags.NFlag() > 2 || !json):
		return console.Usage("--list shows the scenarios and ends; only --json goes with it")
	case errors.Is(wrongScenario, simulator.ErrSequence):
		return console.Usage(visible.Line(wrongScenario.Error()) + "; write NAME, NAME*N, or several with commas, and maybe repeat as the last word")
	case wrongScenario != nil:
		return console.Usage(wrongScenario.Error())
	case o.lifetime < time.Second:
		return console.Usage("--ttl must be 1s or more: a token's expiry has whole seconds; the scenario expired-token is for expired ones")
	case o.log != logText && o.log != logJSON && o.log != logNone:
		return console.Usage("--log must be text, json or none")
	case o.tls != (o.caFile != ""):
		return console.Usage("--tls and --ca-out go together: without the authority no client can trust the certificate")
	case secret != (o.clientID != ""):
		return console.Usage("--client-id goes with --secret-stdin or --secret-env; without them any credentials are accepted")
	case strings.Contains(o.clientID, ":"):
		return console.Usage("a client_id with a colon is never sent: the colon ends it in the username")
	}
	return nil
}

// list prints the scenarios.
func list(c *console.Console) error {
	rows := [][]string{{"SCENARIO", "ALSO", "WHAT IT DOES", "WHAT TO EXPECT"}}
	all := []console.Object{}
	for _, each := range simulator.Scenarios() {
		also := simulator.Aliases(each.Name)
		rows = append(rows, []string{each.Name, strings.Join(also, ", "), each.Summary, each.Expect})
		all = append(all, console.Object{{"name", each.Name}, {"aliases", also}, {"summary", each.Summary}, {"expect", each.Expect}})
	}
	c.Schema += "-list"
	return c.Show(console.Object{
		{"header", simulator.ScenarioHeader}, {"client_id_prefix", simulator.ScenarioPrefix}, {"scenarios", all},
	}, console.Table(rows))
}
