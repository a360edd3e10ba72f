package cli

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
)

// attempt is one request for a token, as far as it has come.
type attempt struct {
	*session
	flags   *tokenFlags
	profile profiles.Profile // the zero profile when none is used
	request ripio.Request
	// manager and fingerprint are nil and empty until they are needed.
	manager     *profiles.Manager
	fingerprint string
	// drift is what earlier uses of the user's external_ref say.
	drift []finding.Finding
	// newRef tells that the external_ref was made just now.
	newRef bool
	// passphraseRead tells that the input was read for it.
	passphraseRead bool
}

// runToken is the command token.
func runToken(ctx context.Context, s *session, args []string) int {
	flags := newTokenFlags()
	err := flags.parse(args)
	if errors.Is(err, pflag.ErrHelp) {
		return s.print(tokenHelp())
	}
	if err != nil {
		return s.wrongUsage("token", err)
	}
	a := &attempt{session: s, flags: flags}
	a.request.Deviation = flags.deviation
	ctx, stop := context.WithTimeoutCause(ctx, flags.timeout, &wholeLimitError{flags.timeout})
	defer stop()
	if flags.dryRun {
		return a.dryRun(ctx)
	}
	if refused := a.prepare(ctx); refused != nil {
		return a.report(a.unsent(), refused)
	}
	exchange, refused := a.send(ctx)
	return a.report(exchange, refused)
}

// wholeLimitError says that --timeout passed.
type wholeLimitError struct{ limit time.Duration }

// Error names the limit.
func (e *wholeLimitError) Error() string {
	return "the limit of " + e.limit.String() + " for the whole command passed"
}

// timedOut is the refusal after --timeout passed before the request was sent; nil
// when it did not.
func timedOut(ctx context.Context) *refusal {
	var limit *wholeLimitError
	if ctx.Err() == nil || !errors.As(context.Cause(ctx), &limit) {
		return nil
	}
	return &refusal{ExitNetwork, ripio.FailureTimeout, "time-out before the send",
		sentence(limit) + " Nothing was sent: it passed while the client_secret was fetched.",
		[]string{"See what the secret waits for: an unlock window, a command, the input.", "Give the command more time with --timeout."}}
}

func (s *session) wrongUsage(name string, err error) int {
	s.say("%s: %v", name, err)
	s.say("see %s %s --help", program, name)
	return ExitUsage
}

// prepare collects everything that the request needs. The guard comes before
// the secret is read.
func (a *attempt) prepare(ctx context.Context) *refusal {
	for _, step := range []func(context.Context) *refusal{
		a.chooseProfile, a.guardProduction, a.chooseUser, a.chooseClientID, a.chooseSecret,
	} {
		refused := step(ctx)
		if late := timedOut(ctx); late != nil {
			return late
		}
		if refused != nil {
			return refused
		}
	}
	a.drift = a.findDrift()
	return nil
}

// unsent is the story of a request that was refused before it became one.
func (a *attempt) unsent() ripio.Exchange {
	return ripio.Exchange{
		Environment: ripio.Environment{Name: a.flags.name},
		Profile:     a.profile.Name,
		DryRun:      a.flags.dryRun,
		Request:     ripio.SentRequest{ExternalRef: a.request.ExternalRef, Address: shownAddress(a.request.Address)},
	}
}

// send makes the call.
func (a *attempt) send(ctx context.Context) (ripio.Exchange, *refusal) {
	environment, refused, closeIt := a.open()
	if refused != nil {
		return a.unsent(), refused
	}
	defer closeIt()
	exchange := a.Authenticate(ctx, a.flags.timeout, environment, a.request)
	exchange.Profile = a.profile.Name
	exchange.Findings = slices.Concat(a.drift, exchange.Findings)
	return exchange, nil
}

// open returns the environment to send to, and starts it when it is the
// simulator.
func (a *attempt) open() (environment ripio.Environment, refused *refusal, closeIt func()) {
	if fixed, ok := ripio.EnvironmentFor(a.flags.name); ok {
		return fixed, nil, func() {}
	}
	server, err := a.StartSimulator(a.flags.scenario)
	if err != nil {
		return environment, simulatorFailed(err), nil
	}
	environment, err = ripio.SimulatorAt(server.URL())
	if err != nil {
		_ = server.Close()
		return environment, simulatorFailed(err), nil
	}
	a.say("simulator: an imitation made from the public documentation, scenario %s; its error answers are guesses", a.flags.scenario)
	return environment, nil, func() { _ = server.Close() }
}

func simulatorFailed(err error) *refusal {
	return &refusal{ExitInternal, kindSimulator, "the simulator did not start", visible.Line(err.Error()), nil}
}
