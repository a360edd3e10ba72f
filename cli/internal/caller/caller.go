package caller

import (
	"context"
	"crypto/x509"
	"errors"
	"slices"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// Caller is ready to send.
type Caller struct {
	Environment ripio.Environment
	// Profile is the zero profile when none is used.
	Profile profiles.Profile
	Request ripio.Request
	// NewRef means that the external_ref was made just now, StandIn that a dry run put
	// something in the place of the secret, PassphraseUnused that one was offered on the
	// input and not read.
	NewRef, StandIn, PassphraseUnused bool

	console *console.Console
	options *Options
	// authorities are those of --cacert.
	authorities []*x509.Certificate
	close       func()
}

// Prepare finds everything that a request needs. What is missing or refused is an
// *console.Error, and nothing was sent; the caller then holds what was found before it.
// Production is guarded before the secret is read. Close ends the simulator, if it was
// started.
func Prepare(ctx context.Context, c *console.Console, o *Options) (*Caller, error) {
	limited, stop := o.Limit(ctx)
	defer stop()
	call := &Caller{
		console: c, options: o, close: func() {}, Environment: ripio.Environment{Name: o.Environment},
		Request: ripio.Request{Deviation: o.Deviation}, PassphraseUnused: o.passphraseStdin,
	}
	steps := []func(context.Context) error{
		call.chooseHost, call.chooseProfile, call.guardProduction, call.chooseUser, call.chooseClient, call.chooseSecret, call.findOwner,
	}
	for _, step := range steps {
		err := step(limited)
		if passed, is := errors.AsType[*passedError](context.Cause(limited)); is {
			err = &console.Error{
				Code: console.ExitNetwork, Kind: string(ripio.FailureTimeout), Title: "time-out before the send",
				Message: console.Sentence(passed) + " Nothing was sent: it passed while the client_secret was fetched.",
				Hints:   []string{"See what the secret waits for: an unlock window, a command, the input.", "Give the command more time with --timeout."},
			}
		}
		if err != nil {
			return call, err
		}
	}
	return call, call.open()
}

// Send makes one call; a dry run composes the request and sends nothing.
func (c *Caller) Send(ctx context.Context, request ripio.Request) ripio.Exchange {
	send := func() ripio.Exchange { return c.console.Authenticate(ctx, c.options.Timeout, c.Environment, request) }
	switch {
	case c.options.DryRun:
		send = func() ripio.Exchange { return c.preview(request) }
	case c.authorities != nil:
		send = func() ripio.Exchange {
			return c.console.Trusting(c.authorities)(ctx, c.options.Timeout, c.Environment, request)
		}
	}
	exchange := send()
	exchange.Profile = c.Profile.Name
	return exchange
}

// Unsent is the story of a request that was refused before it became one.
func (c *Caller) Unsent() ripio.Exchange {
	return ripio.Exchange{
		Environment: ripio.Environment{Name: c.options.Environment},
		Profile:     c.Profile.Name,
		DryRun:      c.options.DryRun,
		Request:     ripio.SentRequest{ExternalRef: c.ShownRef(), Address: c.ShownAddress()},
	}
}

// Close ends the simulator.
func (c *Caller) Close() { c.close() }

// portlessSimulator stands for a simulator that is not started: its port is chosen when
// it starts.
const portlessSimulator = "127.0.0.1:0"

// open finds the environment, and starts it when it is the simulator and something is
// sent.
func (c *Caller) open() (err error) {
	if c.options.Environment == ripio.Custom {
		SayCustom(c.console, c.Environment)
		return nil
	}
	if fixed, ok := ripio.EnvironmentFor(c.options.Environment); ok {
		c.Environment = fixed
		return nil
	}
	url := "http://" + portlessSimulator
	if c.options.DryRun {
		c.console.Say("the simulator was not started; PORT stands for the port that it will choose")
	} else {
		server, err := c.console.StartSimulator(c.options.scenario)
		if err != nil {
			return &console.Error{
				Code: console.ExitInternal, Kind: "simulator-not-started", Title: "the simulator did not start", Message: visible.Line(err.Error()),
			}
		}
		c.console.Say("simulator: an imitation made from the public documentation, scenario %s; its error responses and its 10 hours are guesses",
			visible.Line(c.options.scenario))
		url, c.close = server.URL(), func() { _ = server.Close() }
	}
	c.Environment, err = ripio.SimulatorAt(url)
	return err
}

// preview composes the request that would be sent.
func (c *Caller) preview(request ripio.Request) ripio.Exchange {
	exchange := c.console.Preview(c.Environment, request)
	if c.StandIn {
		exchange.Findings = slices.DeleteFunc(exchange.Findings, func(item finding.Finding) bool { return item.Field == finding.FieldSecret })
	}
	if c.Environment.Name == ripio.Simulator {
		const port = "127.0.0.1:PORT"
		exchange.Environment.AuthURL = strings.Replace(exchange.Environment.AuthURL, portlessSimulator, port, 1)
		exchange.Request.URL = exchange.Environment.AuthURL
		exchange.Request.Header.Set("Host", port)
	}
	if c.unconfirmed() != nil {
		c.console.Say("note: sending this needs --confirm-production as well")
	}
	return exchange
}

// ShownRef is the external_ref without the secret, should it stand there.
func (c *Caller) ShownRef() string {
	return redact.NewScrubber(c.Request.Secret).Scrub(c.Request.ExternalRef)
}

// ShownAddress is the address without the secret and without what may be a key.
func (c *Caller) ShownAddress() string {
	return redact.NewScrubber(c.Request.Secret).Scrub(sendview.ShownAddress(c.Request.Address))
}
