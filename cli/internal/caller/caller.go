package caller

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/cli/internal/sendview"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

// Caller is ready to send.
type Caller struct {
	Environment ripio.Environment
	// Profile is the zero profile when none is used.
	Profile profiles.Profile
	Request ripio.Request

	console *console.Console
	options *Options
	close   func()
}

// Prepare finds everything that a request needs. What is missing or refused is an
// *console.Error, and nothing was sent. Production is guarded before the secret is read.
// Close ends the simulator, if it was started.
func Prepare(ctx context.Context, c *console.Console, o *Options) (*Caller, error) {
	limited, stop := context.WithTimeout(ctx, o.Timeout)
	defer stop()
	call := &Caller{console: c, options: o, close: func() {}}
	for _, step := range []func(context.Context) error{call.chooseProfile, call.guardProduction, call.chooseUser, call.chooseClient, call.chooseSecret} {
		err := step(limited)
		if limited.Err() != nil && ctx.Err() == nil {
			return nil, &console.Error{
				Code: console.ExitNetwork, Kind: string(ripio.FailureTimeout), Title: "time-out before the send",
				Message: fmt.Sprintf("The limit of %s passed while the client_secret was fetched. Nothing was sent.", o.Timeout),
				Hints:   []string{"See what the secret waits for: an unlock window, a command, the input.", "Give the command more time with --timeout."},
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return call, call.open()
}

// Send makes one call.
func (c *Caller) Send(ctx context.Context, request ripio.Request) ripio.Exchange {
	exchange := c.console.Authenticate(ctx, c.options.Timeout, c.Environment, request)
	exchange.Profile = c.Profile.Name
	return exchange
}

// Close ends the simulator.
func (c *Caller) Close() { c.close() }

// open finds the environment, and starts it when it is the simulator.
func (c *Caller) open() (err error) {
	if fixed, ok := ripio.EnvironmentFor(c.options.Environment); ok {
		c.Environment = fixed
		return nil
	}
	server, err := c.console.StartSimulator(c.options.scenario)
	if err != nil {
		return &console.Error{
			Code: console.ExitInternal, Kind: "simulator-not-started", Title: "the simulator did not start", Message: visible.Line(err.Error()),
		}
	}
	c.close = func() { _ = server.Close() }
	c.console.Say("simulator: an imitation made from the public documentation, scenario %s; its error responses and its 10 hours are guesses",
		visible.Line(c.options.scenario))
	c.Environment, err = ripio.SimulatorAt(server.URL())
	return err
}

func (c *Caller) chooseProfile(ctx context.Context) error {
	if !c.options.given("profile") {
		return nil
	}
	book, warnings, err := c.console.LoadProfiles(ctx, c.options.ConfigDir)
	if err != nil {
		return console.Failed(err)
	}
	c.console.SayWarnings(warnings)
	profile, ok := book.Find(c.options.profile)
	if !ok {
		// The name is not repeated: -p stands for a password elsewhere.
		return console.UnknownProfile("No profile has that name.", book, "Make the profile with ripio-explorer profiles add.")
	}
	c.Profile = profile
	return nil
}

// guardProduction lets a script reach production only when it names what it uses there.
func (c *Caller) guardProduction(context.Context) error {
	wanted, what := c.Profile.Name, "the profile's name"
	if wanted == "" {
		wanted, what = c.options.clientID, "the client_id"
	}
	if c.options.Environment != ripio.Production || wanted != "" && strings.EqualFold(c.options.confirmProfile, wanted) {
		return nil
	}
	return &console.Error{
		Code: console.ExitRefused, Kind: "production-not-confirmed", Title: "production is not confirmed",
		Message: "A request to production must be confirmed with --confirm-production and " + what + ".",
		Hints:   []string{"Add --confirm-production with " + what + " if you mean production."},
	}
}

// account is what the profile holds for the environment. The simulator has no account of
// its own and borrows the sandbox user.
func (c *Caller) account() profiles.Account {
	if c.options.Environment == ripio.Simulator {
		return profiles.Account{ClientID: simulator.ExampleClientID, User: c.Profile.Sandbox.User}
	}
	return c.Profile.Account(c.options.Environment)
}

// chooseUser finds external_ref and address: what was typed, even when empty, comes
// before what the profile holds.
func (c *Caller) chooseUser(context.Context) error {
	o, user := c.options, c.account().User
	c.Request.ExternalRef, c.Request.Address = user.ExternalRef, user.Address
	if o.given("external-ref") {
		c.Request.ExternalRef = o.externalRef
	} else if c.Request.ExternalRef == "" {
		c.Request.ExternalRef = c.console.NewExternalRef()
		c.console.Say("external_ref was not given; a new one was made: %s", visible.Line(c.Request.ExternalRef))
	}
	switch {
	case o.given("address"):
		c.Request.Address = o.address
	case c.Request.Address != "":
	case o.Environment == ripio.Simulator:
		c.Request.Address = simulator.ExampleAddress
		c.console.Say("address was not given; the documentation's example is used: %s", c.Request.Address)
	default:
		return console.Missing("The address is missing.", "Give it with --address, or fill it in as the default user of a profile.")
	}
	if field.NeedsConfirmation(c.Request.Address) {
		if !o.acceptAddress {
			return sendview.UnconfirmedAddress(c.Request.Address, "it is sent to Ripio then")
		}
		c.Request.ConfirmedAddress = c.Request.Address
	}
	return nil
}

func (c *Caller) chooseClient(context.Context) error {
	c.Request.ClientID, c.Request.CredentialsFor = c.account().ClientID, c.options.Environment
	if c.options.given("client-id") {
		c.Request.ClientID = c.options.clientID
	} else if c.Request.ClientID == "" {
		return console.Missing("The client_id is missing.", "Name a profile with --profile, or give --client-id.")
	}
	return nil
}

const otherSources = "Use --secret-env NAME or --secret-stdin."

// chooseSecret reads the secret from the one place that was chosen.
func (c *Caller) chooseSecret(ctx context.Context) (err error) {
	switch o := c.options; {
	case o.secretStdin:
		var lines []redact.Secret
		if lines, _, err = c.console.ReadPipe(ctx, console.Pipe{Wanted: []string{"secret"}, Otherwise: ", or use --secret-env NAME"}); err == nil {
			c.Request.Secret = lines[0]
		}
	case o.given("secret-env"):
		value, _ := c.console.LookupEnv(o.secretEnv)
		if value == "" { // its name is not quoted: it may be the secret
			return console.Missing("The environment variable that --secret-env names is empty or not set.",
				"Give the variable's name, not the secret, and export the variable.")
		}
		c.Request.Secret = redact.NewSecret(value)
	case o.Environment == ripio.Simulator:
		c.Request.Secret = redact.NewSecret(simulator.ExampleSecret)
	default:
		c.Request.Secret, err = c.secretOfProfile(ctx)
	}
	return err
}

// secretOfProfile follows the profile's reference.
func (c *Caller) secretOfProfile(ctx context.Context) (redact.Secret, error) {
	if c.Profile.Name == "" {
		return redact.Secret{}, console.Missing("The client_secret is missing.", "Name a profile with --profile, or use --secret-env NAME or --secret-stdin.")
	}
	secrets := c.console.NewSecrets(c.options.ConfigDir)
	secrets.OnSlow(func() { c.console.Say("waiting for the keyring; an unlock window may be open") })
	reference := c.account().Secret
	if c.options.passphraseStdin && reference.Kind() == profiles.KindSealed {
		if err := c.unlock(ctx, secrets); err != nil {
			return redact.Secret{}, err
		}
	}
	secret, err := secrets.Resolve(ctx, profiles.SecretKey{Profile: c.Profile.Name, Environment: c.options.Environment}, reference)
	switch {
	case errors.Is(err, profiles.ErrSecretNeeded):
		return secret, console.Missing("The profile asks for its secret in each session, and a script cannot be asked.", otherSources)
	case errors.Is(err, profiles.ErrPassphraseNeeded):
		return secret, console.Missing("The profile keeps its secret in an encrypted file, and a script cannot be asked for the passphrase.",
			"Use --passphrase-stdin, --secret-env NAME or --secret-stdin.")
	case err != nil:
		return secret, console.Missing(console.Sentence(err), otherSources)
	}
	return secret, nil
}

// unlock opens the encrypted file with the passphrase on the input. A change of the
// profile that was killed midway is settled then: the profile must still be what the
// request was made of.
func (c *Caller) unlock(ctx context.Context, secrets *profiles.Secrets) error {
	lines, _, err := c.console.ReadPipe(ctx, console.Pipe{Wanted: []string{"passphrase"}})
	if err != nil {
		return err
	}
	err = secrets.UnlockSealed(lines[0])
	switch {
	case errors.Is(err, secretfile.ErrWrongPassphrase):
		return console.Missing("The passphrase does not open the encrypted file.", "Pipe the passphrase that was chosen for it into the command.")
	case err != nil:
		return console.Missing(console.Sentence(err), otherSources)
	}
	book, _, err := c.console.LoadProfiles(ctx, c.options.ConfigDir)
	if now, ok := book.Find(c.Profile.Name); err != nil || !ok || now != c.Profile {
		return console.Settled()
	}
	return nil
}

// ShownRef is the external_ref without the secret, should it stand there.
func (c *Caller) ShownRef() string {
	return redact.NewScrubber(c.Request.Secret).Scrub(c.Request.ExternalRef)
}

// ShownAddress is the address without the secret and without what may be a key.
func (c *Caller) ShownAddress() string {
	return redact.NewScrubber(c.Request.Secret).Scrub(sendview.ShownAddress(c.Request.Address))
}
