package cli

import (
	"context"
	"errors"

	"github.com/spf13/pflag"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
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
	if flags.dryRun {
		return a.dryRun(ctx)
	}
	if refused := a.prepare(ctx); refused != nil {
		return a.report(a.unsent(), refused)
	}
	exchange, refused := a.send(ctx)
	return a.report(exchange, refused)
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
		if refused := step(ctx); refused != nil {
			return refused
		}
	}
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
	return exchange, nil
}

// open gives the environment to send to, and starts it when it is the
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
