package caller

import (
	"context"
	"crypto/rand"
	"errors"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

// chooseSecret reads the secret from the one place that was chosen: where a flag says it
// is, or where none is needed or everybody knows it, or the profile's. A dry run does not
// follow the profile's reference, which may wait for a keyring or run a command: a
// stand-in takes its place, which no output shows.
func (c *Caller) chooseSecret(ctx context.Context) (err error) {
	switch o := c.options; {
	case o.secretStdin:
		c.Request.Secret, err = c.secretFromInput(ctx)
	case o.given("secret-env"):
		c.Request.Secret, err = c.console.SecretFromVariable("secret-env", o.secretEnv)
	case !c.needs(finding.FieldSecret):
	case o.Environment == ripio.Simulator:
		c.Request.Secret = redact.NewSecret(simulator.ExampleSecret)
	case o.DryRun:
		c.Request.Secret, c.StandIn = redact.NewSecret(rand.Text()), true
	default:
		c.Request.Secret, err = c.secretOfProfile(ctx)
	}
	return err
}

func (c *Caller) secretFromInput(ctx context.Context) (redact.Secret, error) {
	lines, trimmed, err := c.console.ReadPipe(ctx, console.Pipe{Wanted: []string{"secret"}, Otherwise: ", or use --secret-env NAME"})
	if err != nil {
		return redact.Secret{}, err
	}
	if trimmed {
		c.console.Say("note: the line break around the secret was left out")
	}
	return lines[0], nil
}

const otherSources = "Use --secret-env NAME or --secret-stdin."

// secretOfProfile follows the profile's reference.
func (c *Caller) secretOfProfile(ctx context.Context) (redact.Secret, error) {
	if c.Profile.Name == "" {
		return redact.Secret{}, console.Missing("The client_secret is missing.",
			"Name a profile with --profile, or use --secret-env NAME or --secret-stdin.")
	}
	secrets := c.console.NewSecrets(c.options.ConfigDir)
	secrets.OnSlow(func() { c.console.Say("waiting for the keyring; an unlock window may be open") })
	reference := c.account().Secret
	if c.options.passphraseStdin && reference.Kind() == profiles.KindSealed {
		if err := c.unlock(ctx, secrets); err != nil {
			return redact.Secret{}, err
		}
	}
	environment := c.options.Environment
	if environment == ripio.Custom {
		environment = ripio.Sandbox // whose account it borrows
	}
	secret, err := secrets.Resolve(ctx, profiles.SecretKey{Profile: c.Profile.Name, Environment: environment}, reference)
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
	c.PassphraseUnused = false
	lines, _, err := c.console.ReadPipe(ctx, console.Pipe{Wanted: []string{"passphrase"}})
	if err != nil {
		return err
	}
	err = secrets.UnlockSealed(lines[0])
	c.console.SayWarnings(secrets.Settled())
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
