// Package token is the command token, which requests one token. It never asks and
// never sends twice.
package token

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/caller"
	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

const introduction = `Requests one token and prints it. It never asks and never sends twice.`

const examples = `  ripio-explorer token --env simulator --json
  ripio-explorer token --profile acme --external-ref 3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b --json
  ripio-explorer token --profile acme --dry-run
  ripio-explorer token --profile acme --print-curl --shell powershell
  ripio-explorer token --env simulator --negative-test wrong-secret --json
  pass show ripio | head -n 1 | ripio-explorer token --client-id ID --secret-stdin --address 0x...
  ripio-explorer token --base-url http://127.0.0.1:8787 --client-id ID --secret-env SECRET --address 0x...
  TOKEN=$(ripio-explorer token --profile acme --raw)`

const notes = `The secret comes from the profile's own reference, or from --secret-env or
--secret-stdin. There is no flag for the secret itself: other programs could read
it in the process list. The simulator needs no credentials.

With --json the output is one JSON object in ASCII, also when no token came or the
arguments are wrong. Messages go to the error stream.

Exit codes:
  0  a token came, or a dry run found nothing that stops the request
  1  a fault in this program, or its output could not be written
  2  the arguments are wrong
  3  a check stopped the request, or something it needs is missing
  4  the server rejected the request (401 or 403)
  5  no answer: DNS, connection, TLS, proxy or time-out
  6  a response came without a token, or with one that expired or cannot be used
  7  refused to protect production or the secret
`

// NewCommand returns the command token.
func NewCommand(c *console.Console) *cobra.Command {
	cmd := &cobra.Command{
		Use: "token [flags]", Short: "request a token",
		Long: introduction, Example: examples, Annotations: console.Notes(notes),
		Args: console.NoArguments,
	}
	opts := newOptions(cmd, c)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := opts.check(); err != nil {
			return err
		}
		a := &attempt{Console: c, opts: opts}
		return a.run(cmd.Context())
	}
	return cmd
}

// attempt is one request for a token, as far as it has come.
type attempt struct {
	*console.Console
	opts    *options
	call    *caller.Caller
	manager *profiles.Manager // nil until it is needed
	// hung is set once files did not answer in time; the manager is theirs then.
	hung bool
}

func (a *attempt) run(ctx context.Context) (err error) {
	ctx, stop := a.opts.Limit(ctx)
	defer stop()
	a.call, err = caller.Prepare(ctx, a.Console, a.opts.Options)
	defer a.call.Close()
	if err != nil {
		return a.report(ctx, a.call.Unsent(), err)
	}
	if a.call.StandIn && !a.opts.printCurl {
		a.Say("note: the client_secret was not read; --secret-env or --secret-stdin checks it too")
	}
	drift := a.findDrift()
	exchange := a.call.Send(ctx, a.call.Request)
	exchange.Findings = slices.Concat(drift, exchange.Findings)
	return a.report(ctx, exchange, nil)
}

// report shows how the attempt ended. err is why it was not sent, if it was not.
func (a *attempt) report(ctx context.Context, exchange ripio.Exchange, err error) error {
	ctx, stop := afterwards(ctx)
	defer stop()
	view := &sendview.View{Exchange: exchange}
	if !errors.As(err, &view.Failure) {
		causes, id := a.follow(ctx, exchange)
		view = sendview.New(exchange, causes)
		view.ID = id
		if a.call.PassphraseUnused {
			a.Say("note: the passphrase was not read: no secret of the encrypted file was needed")
		}
	}
	if view.Failure == nil && !exchange.DryRun {
		view.Failure = unusable(exchange)
	}
	err = a.print(view)
	a.record(ctx, exchange)
	if view.Failure == nil {
		return err
	}
	shown := *view.Failure
	shown.Shown = true
	if err != nil {
		a.Say("%s", err.Error())
		shown.Code = console.ExitInternal
	}
	outcome := "no token"
	if exchange.DryRun {
		outcome = "dry run"
	}
	a.Say("%s: %s", outcome, shown.Title)
	return &shown
}

// KindUnusable is the kind of a token that came and cannot be used. It is stable.
const KindUnusable = "unusable-token"

// unusable is the failure of a token that came and that a check says cannot be used,
// such as one that has expired; nil for any other.
func unusable(exchange ripio.Exchange) *console.Error {
	var failed []string
	for _, noted := range exchange.Findings {
		if noted.Field == finding.FieldToken && noted.Level == finding.LevelFailure {
			failed = append(failed, visible.Line(noted.Title))
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return &console.Error{
		Code: console.ExitNoToken, Kind: KindUnusable, Title: "the token cannot be used",
		Message: "A token came, but a check of it failed: " + strings.Join(failed, "; ") + ".",
		Hints:   []string{"--json shows the token and all checks of it.", "When a new request brings the same, ask Ripio."},
	}
}

// print writes the view in the form that was asked for. With --raw the output
// holds the token alone and with --print-curl the command, and what went wrong stands
// beside it.
func (a *attempt) print(view *sendview.View) error {
	if a.JSON {
		return a.PrintJSON(view.Document())
	}
	if a.opts.printCurl && view.Failure == nil {
		return a.printCurl(view.Exchange)
	}
	if a.opts.raw && view.Failure == nil {
		token := view.Exchange.Token.Raw
		if a.IsTerminal(a.Out) {
			token = visible.Line(token)
		}
		return a.Print(token + "\n")
	}
	s := &console.Sheet{}
	view.Write(s)
	if a.opts.raw || a.opts.printCurl {
		fmt.Fprint(a.Err, redact.Tokens(s.String())) // which build servers keep
		return nil
	}
	return a.Print(s.String())
}
