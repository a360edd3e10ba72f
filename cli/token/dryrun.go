package token

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// portlessSimulator stands for a simulator that is not started: its port is
// chosen when it starts.
const portlessSimulator = "127.0.0.1:0"

// prepareDryRun collects what a dry run needs. The profile's reference to its
// secret is not followed: that may wait for a keyring or run a command. A stand-in
// takes its place, which no output shows.
func (a *attempt) prepareDryRun(ctx context.Context) error {
	for _, step := range []func() error{a.chooseProfile, a.chooseUser, a.chooseClientID} {
		if err := step(); err != nil {
			return err
		}
	}
	known, err := a.secretAtHand(ctx)
	if err == nil && !known {
		a.Say("note: the client_secret was not read; --secret-env or --secret-stdin checks it too")
		a.request.Secret, a.standIn = redact.NewSecret(rand.Text()), true
	}
	return err
}

// dryRun composes the request that would be sent, and sends nothing.
func (a *attempt) dryRun(context.Context) (ripio.Exchange, error) {
	environment, err := a.dryEnvironment()
	if err != nil {
		return a.unsent(), err
	}
	exchange := a.Preview(environment, a.request)
	exchange.Profile = a.profile.Name
	if a.standIn {
		exchange.Findings = withoutSecretFindings(exchange.Findings)
	}
	exchange.Findings = slices.Concat(a.findDrift(), exchange.Findings)
	if a.opts.environment == ripio.Simulator {
		forgetPort(&exchange)
	}
	if a.guardProduction() != nil {
		a.Say("note: sending this needs --confirm-production as well")
	}
	return exchange, nil
}

// dryEnvironment is where the request would go. No simulator is started.
func (a *attempt) dryEnvironment() (ripio.Environment, error) {
	if fixed, ok := ripio.EnvironmentFor(a.opts.environment); ok {
		return fixed, nil
	}
	a.Say("the simulator was not started; PORT stands for the port that it will choose")
	environment, err := ripio.SimulatorAt("http://" + portlessSimulator)
	if err != nil {
		return environment, simulatorFailed(err)
	}
	return environment, nil
}

// withoutSecretFindings leaves out what was found about the secret's stand-in.
func withoutSecretFindings(findings []finding.Finding) []finding.Finding {
	return slices.DeleteFunc(findings, func(item finding.Finding) bool { return item.Field == finding.FieldSecret })
}

// forgetPort writes PORT where the simulator's port is not known.
func forgetPort(exchange *ripio.Exchange) {
	forget := func(text string) string { return strings.ReplaceAll(text, portlessSimulator, "127.0.0.1:PORT") }
	exchange.Environment.AuthURL = forget(exchange.Environment.AuthURL)
	exchange.Request.URL = forget(exchange.Request.URL)
	for _, values := range exchange.Request.Header {
		for i := range values {
			values[i] = forget(values[i])
		}
	}
}
