package token

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/export"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

// options are the flags of the command token.
type options struct {
	flags *pflag.FlagSet

	environment                         ripio.EnvironmentName
	deviation                           ripio.Deviation
	profile, configDir                  string
	externalRef, address, clientID      string
	acceptAddress                       bool
	secretEnv, scenario, confirmProfile string
	secretStdin, passphraseStdin        bool
	json, raw, dryRun, history          bool
	baseURL, authorityFile              string
	allowRemote                         bool
	printCurl                           bool
	shell                               export.Shell
	timeout                             time.Duration
}

func newOptions(cmd *cobra.Command, c *console.Console) *options {
	f := cmd.Flags()
	o := &options{flags: f, environment: ripio.Sandbox, scenario: simulator.Default}
	f.SortFlags = false
	f.FuncP("env", "e", "`environment`: sandbox, production or simulator, or a prefix (default sandbox)", func(text string) (err error) {
		o.environment, err = console.Environment(text)
		return err
	})
	f.StringVar(&o.baseURL, "base-url", "", "base `URL` of your own mock on this machine, in place of an environment")
	f.BoolVar(&o.allowRemote, "allow-remote", false, "let --base-url be on another machine, over https")
	f.StringVar(&o.authorityFile, "cacert", "", "`file` of certificates in PEM form to trust beside this machine's authorities")
	f.StringVarP(&o.profile, "profile", "p", "", "`name` of the profile to take credentials and user from")
	f.StringVar(&o.clientID, "client-id", "", "`client_id` to use in place of the profile's")
	f.StringVar(&o.secretEnv, "secret-env", "", "`name` of the environment variable that holds the client_secret")
	f.BoolVar(&o.secretStdin, "secret-stdin", false, "read the client_secret from the input, as one line")
	f.BoolVar(&o.passphraseStdin, "passphrase-stdin", false,
		"read the passphrase of the profile's encrypted file from the input, as one line")
	f.StringVar(&o.externalRef, "external-ref", "", "`external_ref` of the user (default the profile's, or a new UUID v4)")
	f.StringVar(&o.address, "address", "", "`address` of the user (default the profile's)")
	f.BoolVar(&o.acceptAddress, "accept-address", false,
		"send the address although it has the form of a private key or a seed")
	f.Func("scenario", "`name` of the simulator's scenario; an unknown one lists all (default ok)", func(text string) error {
		o.scenario = text
		if _, err := simulator.Handler(text); err != nil {
			return console.Usage(err.Error())
		}
		return nil
	})
	f.StringVar(&o.confirmProfile, "confirm-production", "",
		"with --env production: `name` of the profile, or the client_id without one")
	f.StringVar(&o.configDir, "config-dir", "", "`folder` of the profiles file")
	f.BoolVar(&o.dryRun, "dry-run", false, "show the request and send nothing; needs no secret")
	f.BoolVar(&o.printCurl, "print-curl", false,
		"print the request as a curl command and send nothing; needs no secret")
	o.shell = export.POSIX
	f.Func("shell", "`shell` that --print-curl writes for: sh, powershell or cmd (default sh)", func(text string) (err error) {
		if o.shell, err = export.ParseShell(text); err != nil {
			return console.Usage(err.Error())
		}
		return nil
	})
	f.Func("negative-test", "`name` of a mistake to make on purpose; an unknown one lists all", func(text string) error {
		o.deviation = ripio.Deviation(text)
		if _, known := o.deviation.NegativeTest(); !known {
			return console.Usage(unknownTest(text))
		}
		return nil
	})
	f.BoolVar(&o.history, "history", false, "keep the send in the history, without its token")
	f.DurationVar(&o.timeout, "timeout", 20*time.Second, "`time` limit of the whole command, fetching the secret included")
	f.BoolVar(&o.raw, "raw", false, "print the token and nothing else")
	f.BoolVarP(&o.json, "json", "j", false, "print one JSON object")
	console.Complete(cmd, map[string]cobra.CompletionFunc{
		"env": console.CompleteEnvironments, "profile": c.CompleteProfiles(), "confirm-production": c.CompleteProfiles(),
		"scenario": console.Offer(func(*cobra.Command) (names []string) {
			for _, scenario := range simulator.Scenarios() {
				names = append(names, scenario.Name)
			}
			return names
		}),
		"negative-test": console.Offer(func(*cobra.Command) (names []ripio.Deviation) {
			for _, test := range ripio.NegativeTests() {
				names = append(names, test.Deviation)
			}
			return names
		}),
		"shell":      console.Offer(func(*cobra.Command) []export.Shell { return export.Shells }),
		"secret-env": cobra.NoFileCompletions,
	})
	return o
}

// unknownTest lists the negative tests that there are.
func unknownTest(name string) string {
	text := fmt.Sprintf("no negative test is called %q; the negative tests are:", visible.Cut(name, 40))
	for _, test := range ripio.NegativeTests() {
		text += fmt.Sprintf("\n  %-18s %s", test.Deviation, test.What)
	}
	return text
}

// given reports whether a flag was typed, even with an empty value.
func (o *options) given(name string) bool { return o.flags.Changed(name) }

// check judges how the flags go together.
func (o *options) check() error {
	switch {
	case o.secretStdin && o.secretEnv != "":
		return console.Usage("--secret-stdin and --secret-env exclude each other")
	case o.passphraseStdin && o.secretStdin:
		return console.Usage("--passphrase-stdin and --secret-stdin both read the input; use one of them: " +
			"with --secret-stdin the encrypted file is not opened")
	case o.passphraseStdin && o.secretEnv != "":
		return console.Usage("--passphrase-stdin and --secret-env exclude each other: with --secret-env the encrypted file is not opened")
	case o.passphraseStdin && o.profile == "":
		return console.Usage("--passphrase-stdin needs --profile: the encrypted file holds the secrets of profiles")
	case o.raw && (o.json || o.dryRun):
		return console.Usage("--raw prints the token alone; --json and --dry-run exclude it")
	case o.printCurl && (o.json || o.raw || o.dryRun || o.history):
		return console.Usage("--print-curl prints the command alone and sends nothing; --json, --raw, --dry-run and --history exclude it")
	case o.printCurl && (o.secretStdin || o.secretEnv != "" || o.passphraseStdin):
		return console.Usage("--print-curl needs no secret: the command takes it from the variable " + export.SecretVariable +
			"; leave out --secret-env, --secret-stdin and --passphrase-stdin")
	case o.printCurl && o.deviation != "":
		return console.Usage("--print-curl and --negative-test exclude each other: a command is the request as documented")
	case o.given("shell") && !o.printCurl:
		return console.Usage("--shell needs --print-curl")
	case o.given("base-url") && (o.given("env") || o.given("scenario") || o.given("confirm-production")):
		return console.Usage("--base-url takes the place of an environment; --env, --scenario and --confirm-production exclude it")
	case o.given("base-url") && o.history:
		return console.Usage("--base-url and --history exclude each other: what a custom host answers is not kept")
	case o.given("base-url") && o.printCurl:
		return console.Usage("--base-url and --print-curl exclude each other")
	case o.allowRemote && !o.given("base-url"):
		return console.Usage("--allow-remote needs --base-url")
	case o.dryRun && o.history:
		return console.Usage("--dry-run and --history exclude each other: a request that is not sent is not kept")
	case o.given("scenario") && o.environment != ripio.Simulator:
		return console.Usage("--scenario needs --env simulator")
	case o.timeout <= 0:
		return console.Usage("--timeout must be greater than 0")
	case o.deviation != "" && o.environment == ripio.Production:
		return console.Usage("--negative-test is for sandbox and simulator: " +
			"requests that are wrong on purpose are not sent to production")
	}
	return nil
}
