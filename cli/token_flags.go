package cli

import (
	"errors"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

const defaultTimeout = 20 * time.Second

// tokenFlags are the flags of the command token.
type tokenFlags struct {
	set *pflag.FlagSet

	environment, profile, configDir     string
	externalRef, address, clientID      string
	acceptAddress                       bool
	secretEnv, scenario, confirmProfile string
	negativeTest                        string
	secretStdin, passphraseStdin, json  bool
	dryRun, history                     bool
	timeout                             time.Duration

	// name is the environment's, and deviation the negative test's, read from
	// their flags.
	name      ripio.EnvironmentName
	deviation ripio.Deviation
}

func newTokenFlags() *tokenFlags {
	f := &tokenFlags{set: newFlags("token")}
	f.set.StringVar(&f.environment, "env", string(ripio.Sandbox), "`environment`: sandbox, production or simulator")
	f.set.StringVar(&f.profile, "profile", "", "`name` of the profile to take credentials and user from")
	f.set.StringVar(&f.clientID, "client-id", "", "`client_id` to use in place of the profile's")
	f.set.StringVar(&f.secretEnv, "secret-env", "", "`name` of the environment variable that holds the client_secret")
	f.set.BoolVar(&f.secretStdin, "secret-stdin", false, "read the client_secret from the input, as one line")
	f.set.BoolVar(&f.passphraseStdin, "passphrase-stdin", false,
		"read the passphrase of the profile's encrypted file from the input, as one line")
	f.set.StringVar(&f.externalRef, "external-ref", "", "`external_ref` of the user (default the profile's, or a new UUID v4)")
	f.set.StringVar(&f.address, "address", "", "`address` of the user (default the profile's)")
	f.set.BoolVar(&f.acceptAddress, "accept-address", false,
		"send the address although it has the form of a private key or a seed")
	f.set.StringVar(&f.scenario, "scenario", simulator.Default, "`name` of the simulator's scenario; an unknown one lists all")
	f.set.StringVar(&f.confirmProfile, "confirm-production", "",
		"with --env production: `name` of the profile, or the client_id without one")
	f.set.StringVar(&f.configDir, "config-dir", "", "`folder` of the profiles file")
	f.set.BoolVar(&f.dryRun, "dry-run", false, "show the request and send nothing; needs no secret")
	f.set.StringVar(&f.negativeTest, "negative-test", "",
		"`name` of a mistake to make on purpose; an unknown one lists all")
	f.set.BoolVar(&f.history, "history", false, "keep the send in the history, without its token")
	f.set.DurationVar(&f.timeout, "timeout", defaultTimeout, "`time` limit of the whole command, fetching the secret included")
	f.set.BoolVar(&f.json, "json", false, "print one JSON object")
	return f
}

// parse reads the arguments and what can be judged without the outside world.
func (f *tokenFlags) parse(args []string) error {
	if err := parseFlags(f.set, args); err != nil {
		return err
	}
	name, err := ripio.ParseEnvironmentName(f.environment)
	if err != nil {
		return err
	}
	f.name = name
	if f.deviation, err = f.parseNegativeTest(); err != nil {
		return err
	}
	switch {
	case f.set.NArg() > 0:
		return errors.New("token takes flags only, and there is another argument")
	case f.secretStdin && f.secretEnv != "":
		return errors.New("--secret-stdin and --secret-env exclude each other")
	case f.passphraseStdin && f.secretStdin:
		return errors.New("--passphrase-stdin and --secret-stdin both read the input; use one of them: " +
			"with --secret-stdin the encrypted file is not opened")
	case f.passphraseStdin && f.secretEnv != "":
		return errors.New("--passphrase-stdin and --secret-env exclude each other: with --secret-env the encrypted file is not opened")
	case f.passphraseStdin && f.profile == "":
		return errors.New("--passphrase-stdin needs --profile: the encrypted file holds the secrets of profiles")
	case f.dryRun && f.history:
		return errors.New("--dry-run and --history exclude each other: a request that is not sent is not kept")
	case f.given("scenario") && name != ripio.Simulator:
		return errors.New("--scenario needs --env simulator")
	case !isScenario(f.scenario):
		return &simulator.UnknownScenarioError{Name: f.scenario}
	case f.timeout <= 0:
		return errors.New("--timeout must be longer than nothing")
	}
	return nil
}

// given reports whether a flag was typed, even with an empty value.
func (f *tokenFlags) given(name string) bool { return f.set.Changed(name) }

func isScenario(name string) bool {
	return slices.ContainsFunc(simulator.Scenarios(), func(s simulator.Scenario) bool { return s.Name == name })
}
