// Package caller gathers what a command sends requests with: environment, profile, user
// and secret, and sends them.
package caller

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

// Options are the flags that say what is sent, and where to.
type Options struct {
	*Host

	Environment ripio.EnvironmentName
	ConfigDir   string
	// Timeout limits each request and fetching the secret, or the whole of a command that
	// keeps to Limit.
	Timeout time.Duration
	// Deviation makes the request wrong on purpose. DryRun composes it and sends nothing,
	// so it needs no secret. Both are the command's to set.
	Deviation ripio.Deviation
	DryRun    bool
	// Kept ends the sentence on what happens to an address that may be a key.
	Kept string

	flags                                *pflag.FlagSet
	profile, clientID, secretEnv         string
	externalRef, address, confirmProfile string
	scenario                             string
	secretStdin, passphraseStdin         bool
	acceptAddress                        bool
}

// EnvironmentUsage explains --env.
const EnvironmentUsage = "`environment`: sandbox, production or simulator, or a prefix (default sandbox)"

// Define gives a command the flags; limits says what --timeout limits.
func Define(cmd *cobra.Command, c *console.Console, limits string) *Options {
	f := cmd.Flags()
	o := &Options{flags: f, scenario: simulator.Default, Environment: ripio.Sandbox}
	f.SortFlags = false
	console.EnvironmentFlag(cmd, &o.Environment, EnvironmentUsage)
	o.Host = DefineHost(cmd)
	c.ProfileFlag(cmd, &o.profile, "`name` of the profile to take credentials and user from")
	f.StringVar(&o.clientID, "client-id", "", "`client_id` to use in place of the profile's")
	f.StringVar(&o.secretEnv, "secret-env", "", "`name` of the environment variable that holds the client_secret")
	f.BoolVar(&o.secretStdin, "secret-stdin", false, "read the client_secret from the input, as one line")
	f.BoolVar(&o.passphraseStdin, "passphrase-stdin", false, "read the passphrase of the profile's encrypted file from the input, as one line")
	f.StringVar(&o.externalRef, "external-ref", "", "`external_ref` of the user (default the profile's, or a new UUID v4)")
	f.StringVar(&o.address, "address", "", "`address` of the user (default the profile's)")
	f.BoolVar(&o.acceptAddress, "accept-address", false, "send the address although it has the form of a private key or a seed")
	f.Func("scenario", "`name` of the simulator's scenario, or a sequence such as ok,rejected (default ok)", func(text string) error {
		o.scenario = text
		if _, err := simulator.Handler(text); err != nil {
			return console.Usage(err.Error())
		}
		return nil
	})
	f.StringVar(&o.confirmProfile, "confirm-production", "", "with --env production: `name` of the profile, or the client_id without one")
	f.StringVar(&o.ConfigDir, "config-dir", "", "`folder` of the profiles file")
	f.DurationVar(&o.Timeout, "timeout", 20*time.Second, "`time` limit of "+limits)
	console.Excludes(cmd, "", "secret-stdin", "secret-env")
	console.Excludes(cmd, "--passphrase-stdin and --secret-stdin both read the input; use one of them: "+
		"with --secret-stdin the encrypted file is not opened", "passphrase-stdin", "secret-stdin")
	console.Excludes(cmd, "--passphrase-stdin and --secret-env exclude each other: with --secret-env the encrypted file is not opened",
		"passphrase-stdin", "secret-env")
	o.Replaces("env", "scenario", "confirm-production")
	console.Complete(cmd, map[string]cobra.CompletionFunc{
		"confirm-production": c.CompleteProfiles(),
		"scenario":           CompleteScenarios, "secret-env": cobra.NoFileCompletions,
	})
	return o
}

// CompleteScenarios offers the scenarios of the simulator.
var CompleteScenarios = console.Offer(func(*cobra.Command) (names []string) {
	for _, scenario := range simulator.Scenarios() {
		names = append(names, scenario.Name)
	}
	return names
})

// given reports whether a flag was typed, even with an empty value.
func (o *Options) given(name string) bool { return o.flags.Changed(name) }

// Check judges how the flags go together, and chooses the environment.
func (o *Options) Check() error {
	if err := o.Host.Check(); err != nil {
		return err
	}
	switch {
	case o.passphraseStdin && o.profile == "":
		return console.Usage("--passphrase-stdin needs --profile: the encrypted file holds the secrets of profiles")
	case o.given("scenario") && o.Environment != ripio.Simulator:
		return console.Usage("--scenario needs --env simulator")
	case o.Timeout <= 0:
		return console.Usage("--timeout must be greater than 0")
	case o.Given():
		o.Environment = ripio.Custom
	}
	return nil
}

// passedError is the cause of a context that ended with the limit.
type passedError struct{ limit time.Duration }

func (e *passedError) Error() string { return fmt.Sprintf("the limit of %s passed", e.limit) }

// Limit ends a context with --timeout. A command whose whole run is limited makes its
// context with it before it calls Prepare.
func (o *Options) Limit(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, o.Timeout, &passedError{limit: o.Timeout})
}
