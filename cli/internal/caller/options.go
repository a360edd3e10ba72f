// Package caller gathers what a command sends requests with: environment, profile, user
// and secret. It is for commands that send several, such as readiness and watch.
package caller

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

// Options are the flags that say what is sent, and where to.
type Options struct {
	Environment ripio.EnvironmentName
	ConfigDir   string
	// Timeout limits each request, and fetching the secret.
	Timeout time.Duration

	flags                                *pflag.FlagSet
	profile, clientID, secretEnv         string
	externalRef, address, confirmProfile string
	scenario                             string
	secretStdin, passphraseStdin         bool
	acceptAddress                        bool
}

// Define gives a command the flags.
func Define(cmd *cobra.Command, c *console.Console) *Options {
	f := cmd.Flags()
	o := &Options{flags: f, Environment: ripio.Sandbox, scenario: simulator.Default}
	f.SortFlags = false
	f.FuncP("env", "e", "`environment`: sandbox, production or simulator, or a prefix (default sandbox)", func(text string) (err error) {
		o.Environment, err = console.Environment(text)
		return err
	})
	f.StringVarP(&o.profile, "profile", "p", "", "`name` of the profile to take credentials and user from")
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
	f.DurationVar(&o.Timeout, "timeout", 20*time.Second, "`time` limit of each request, and of fetching the secret")
	console.Complete(cmd, map[string]cobra.CompletionFunc{
		"env": console.CompleteEnvironments, "profile": c.CompleteProfiles(), "confirm-production": c.CompleteProfiles(),
		"scenario": console.Offer(func(*cobra.Command) (names []string) {
			for _, scenario := range simulator.Scenarios() {
				names = append(names, scenario.Name)
			}
			return names
		}),
		"secret-env": cobra.NoFileCompletions,
	})
	return o
}

// given reports whether a flag was typed, even with an empty value.
func (o *Options) given(name string) bool { return o.flags.Changed(name) }

// Check judges how the flags go together.
func (o *Options) Check() error {
	sources := 0
	for _, name := range []string{"secret-env", "secret-stdin", "passphrase-stdin"} {
		if o.given(name) {
			sources++
		}
	}
	switch {
	case sources > 1:
		return console.Usage("--secret-env, --secret-stdin and --passphrase-stdin exclude each other")
	case o.passphraseStdin && o.profile == "":
		return console.Usage("--passphrase-stdin needs --profile: the encrypted file holds the secrets of profiles")
	case o.given("scenario") && o.Environment != ripio.Simulator:
		return console.Usage("--scenario needs --env simulator")
	case o.Timeout <= 0:
		return console.Usage("--timeout must be greater than 0")
	}
	return nil
}
