// Package token is the command token, which requests one token. It never asks and
// never sends twice.
package token

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

const kindSimulator = "simulator-not-started"

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
		return run(cmd.Context(), c, opts)
	}
	return cmd
}

// attempt is one request for a token, as far as it has come.
type attempt struct {
	*console.Console
	opts    *options
	profile profiles.Profile // the zero profile when none is used
	request ripio.Request
	manager *profiles.Manager // nil until it is needed
	// drift is what earlier uses of the user's external_ref say.
	drift []finding.Finding
	// newRef means that the external_ref was made just now.
	newRef bool
	// standIn means that a dry run put something in the place of the secret.
	standIn bool
	// passphraseRead means that the input was read for it.
	passphraseRead bool
}

func run(ctx context.Context, c *console.Console, opts *options) error {
	a := &attempt{Console: c, opts: opts}
	a.request.Deviation = opts.deviation
	ctx, stop := context.WithTimeoutCause(ctx, opts.timeout, &wholeLimitError{opts.timeout})
	defer stop()
	prepare, send := a.prepare, a.send
	if opts.dryRun {
		prepare, send = a.prepareDryRun, a.dryRun
	}
	err := prepare(ctx)
	if late := timedOut(ctx); late != nil {
		err = late
	}
	exchange := a.unsent()
	if err == nil {
		exchange, err = send(ctx)
	}
	return a.report(exchange, err)
}

// wholeLimitError says that --timeout passed.
type wholeLimitError struct{ limit time.Duration }

// Error names the limit.
func (e *wholeLimitError) Error() string {
	return "the limit of " + e.limit.String() + " for the whole command passed"
}

// timedOut is the error after --timeout passed before the request was sent; nil
// when it did not.
func timedOut(ctx context.Context) error {
	var limit *wholeLimitError
	if ctx.Err() == nil || !errors.As(context.Cause(ctx), &limit) {
		return nil
	}
	return &console.Error{
		Code: console.ExitNetwork, Kind: string(ripio.FailureTimeout), Title: "time-out before the send",
		Message: console.Sentence(limit) + " Nothing was sent: it passed while the client_secret was fetched.",
		Hints:   []string{"See what the secret waits for: an unlock window, a command, the input.", "Give the command more time with --timeout."},
	}
}

// prepare collects everything that the request needs. The guard comes before
// the secret is read.
func (a *attempt) prepare(ctx context.Context) error {
	for _, step := range []func() error{a.chooseProfile, a.guardProduction, a.chooseUser, a.chooseClientID} {
		if err := step(); err != nil {
			return err
		}
	}
	if err := a.chooseSecret(ctx); err != nil {
		return err
	}
	a.drift = a.findDrift()
	return nil
}

// unsent is the story of a request that was refused before it became one.
func (a *attempt) unsent() ripio.Exchange {
	masked := redact.NewScrubber(a.request.Secret)
	return ripio.Exchange{
		Environment: ripio.Environment{Name: a.opts.environment},
		Profile:     a.profile.Name,
		DryRun:      a.opts.dryRun,
		Request: ripio.SentRequest{
			ExternalRef: masked.Scrub(a.request.ExternalRef), Address: masked.Scrub(sendview.ShownAddress(a.request.Address)),
		},
	}
}

// send makes the call.
func (a *attempt) send(ctx context.Context) (ripio.Exchange, error) {
	environment, closeIt, err := a.open()
	if err != nil {
		return a.unsent(), err
	}
	defer closeIt()
	exchange := a.Authenticate(ctx, a.opts.timeout, environment, a.request)
	exchange.Profile = a.profile.Name
	exchange.Findings = slices.Concat(a.drift, exchange.Findings)
	return exchange, nil
}

// open returns the environment to send to, and starts it when it is the
// simulator.
func (a *attempt) open() (environment ripio.Environment, closeIt func(), err error) {
	if fixed, ok := ripio.EnvironmentFor(a.opts.environment); ok {
		return fixed, func() {}, nil
	}
	server, err := a.StartSimulator(a.opts.scenario)
	if err != nil {
		return environment, nil, simulatorFailed(err)
	}
	environment, err = ripio.SimulatorAt(server.URL())
	if err != nil {
		_ = server.Close()
		return environment, nil, simulatorFailed(err)
	}
	a.Say("simulator: an imitation made from the public documentation, scenario %s; its error answers are guesses", a.opts.scenario)
	return environment, func() { _ = server.Close() }, nil
}

func simulatorFailed(err error) error {
	return &console.Error{
		Code: console.ExitInternal, Kind: kindSimulator, Title: "the simulator did not start", Message: visible.Line(err.Error()),
	}
}

// report shows how the attempt ended. err is why it was not sent, if it was not.
func (a *attempt) report(exchange ripio.Exchange, err error) error {
	var view *sendview.View
	code := console.ExitOK
	var refused *console.Error
	if errors.As(err, &refused) {
		view, code = sendview.Refused(exchange, refused), refused.Code
	} else {
		causes, id := a.follow(exchange)
		view = sendview.New(exchange, causes)
		view.ID = id
		if view.Failure != nil {
			code = exitCode(ripio.FailureKind(view.Failure.Kind))
		}
		if a.opts.passphraseStdin && !a.passphraseRead {
			a.Say("note: the passphrase was not read: no secret of the encrypted file was needed")
		}
	}
	if err := a.print(view); err != nil && view.Failure == nil {
		return err
	} else if err != nil {
		a.Say("%s", err.Error())
		code = console.ExitInternal
	}
	if view.Failure == nil {
		return nil
	}
	outcome := "no token"
	if exchange.DryRun {
		outcome = "dry run"
	}
	a.Say("%s: %s", outcome, view.Failure.Title)
	return &console.Error{Code: code, Shown: true}
}

// print writes the view in the form that was asked for. With --raw the output
// holds the token alone, and what went wrong stands beside it.
func (a *attempt) print(view *sendview.View) error {
	switch {
	case a.opts.json:
		return a.PrintJSON(view.Document())
	case !a.opts.raw:
		return a.Print(view.Text())
	case view.Failure != nil:
		fmt.Fprint(a.Err, view.Text())
		return nil
	}
	token := view.Exchange.Token.Raw
	if a.IsTerminal(a.Out) {
		token = visible.Line(token)
	}
	return a.Print(token + "\n")
}

// exitCode returns the code for a way in which a send fails; an unknown one is
// ExitInternal.
func exitCode(kind ripio.FailureKind) int {
	switch kind {
	case ripio.FailureBlocked:
		return console.ExitBlocked
	case ripio.FailureRefusedHost, ripio.FailureRefusedHTTP, ripio.FailureRefusedTest, ripio.FailureRefusedPair, ripio.FailureProxySetting:
		return console.ExitRefused
	case ripio.FailureRejected:
		return console.ExitRejected
	case ripio.FailureDNS, ripio.FailureConnection, ripio.FailureUnreachable, ripio.FailureTimeout,
		ripio.FailureReset, ripio.FailureClosed, ripio.FailureProxy,
		ripio.FailureTLSName, ripio.FailureTLSIssuer, ripio.FailureTLSExpired, ripio.FailureTLS:
		return console.ExitNetwork
	case ripio.FailureMalformedHTTP, ripio.FailureHeadersTooLarge, ripio.FailureTruncated, ripio.FailureTooLarge,
		ripio.FailureRedirect, ripio.FailureRateLimited, ripio.FailureServer, ripio.FailureHTML,
		ripio.FailureStatus, ripio.FailureNotJSON, ripio.FailureNotSucceeded, ripio.FailureNoToken,
		ripio.FailureTokenType:
		return console.ExitNoToken
	}
	return console.ExitInternal
}
