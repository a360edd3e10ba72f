package token

import (
	"context"
	"slices"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// prepare collects everything that the request needs. The guard comes before
// the secret is read.
func (a *attempt) prepare(ctx context.Context) error {
	a.request.Deviation = a.opts.deviation
	guard := a.guardProduction
	if a.opts.dryRun {
		guard = func() error { return nil }
	}
	profile, secret := func() error { return a.chooseProfile(ctx) }, func() error { return a.chooseSecret(ctx) }
	owner := func() error { return a.findOwner(ctx) }
	for _, step := range []func() error{a.chooseHost, profile, guard, a.chooseUser, a.chooseClientID, secret, owner} {
		if err := step(); err != nil {
			return err
		}
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

// send makes the call; a dry run composes the request and sends nothing. After an
// error the exchange is what it was.
func (a *attempt) send(ctx context.Context, exchange *ripio.Exchange) error {
	environment, closeIt, err := a.open()
	if err != nil {
		return &console.Error{
			Code: console.ExitInternal, Kind: "simulator-not-started", Title: "the simulator did not start", Message: visible.Line(err.Error()),
		}
	}
	defer closeIt()
	if a.opts.dryRun {
		*exchange = a.preview(environment)
	} else {
		authenticate := a.Authenticate
		if a.authorities != nil {
			authenticate = a.Trusting(a.authorities)
		}
		*exchange = authenticate(ctx, a.opts.timeout, environment, a.request)
	}
	exchange.Profile = a.profile.Name
	exchange.Findings = slices.Concat(a.drift, exchange.Findings)
	return nil
}

// portlessSimulator stands for a simulator that is not started: its port is
// chosen when it starts.
const portlessSimulator = "127.0.0.1:0"

// open returns the environment to send to, and starts it when it is the
// simulator and something is sent.
func (a *attempt) open() (environment ripio.Environment, closeIt func(), err error) {
	closeIt = func() {}
	if a.opts.environment == ripio.Custom {
		a.Say("CUSTOM: %s is not Ripio's; what it answers says nothing about Ripio", visible.Line(a.custom.Host()))
		return a.custom, closeIt, nil
	}
	if fixed, ok := ripio.EnvironmentFor(a.opts.environment); ok {
		return fixed, closeIt, nil
	}
	url := "http://" + portlessSimulator
	if a.opts.dryRun {
		a.Say("the simulator was not started; PORT stands for the port that it will choose")
	} else {
		server, err := a.StartSimulator(a.opts.scenario)
		if err != nil {
			return environment, closeIt, err
		}
		a.Say("simulator: an imitation made from the public documentation, scenario %s; its error responses and its 10 hours are guesses", a.opts.scenario)
		url, closeIt = server.URL(), func() { _ = server.Close() }
	}
	environment, err = ripio.SimulatorAt(url)
	return environment, closeIt, err
}

// preview composes the request that would be sent.
func (a *attempt) preview(environment ripio.Environment) ripio.Exchange {
	exchange := a.Preview(environment, a.request)
	if a.standIn {
		exchange.Findings = slices.DeleteFunc(exchange.Findings, func(item finding.Finding) bool { return item.Field == finding.FieldSecret })
	}
	if a.opts.environment == ripio.Simulator {
		const port = "127.0.0.1:PORT"
		exchange.Environment.AuthURL = strings.Replace(exchange.Environment.AuthURL, portlessSimulator, port, 1)
		exchange.Request.URL = exchange.Environment.AuthURL
		exchange.Request.Header.Set("Host", port)
	}
	if a.guardProduction() != nil {
		a.Say("note: sending this needs --confirm-production as well")
	}
	return exchange
}
