package token

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
	"devtools/ripio-explorer/ripio/visible"
)

// chooseSecret reads the secret from the one place that was chosen: where a flag
// says it is, or where none is needed or everybody knows it, or the profile's. A
// dry run does not follow the profile's reference, which may wait for a keyring or
// run a command: a stand-in takes its place, which no output shows.
func (a *attempt) chooseSecret(ctx context.Context) (err error) {
	switch {
	case a.opts.secretStdin:
		a.request.Secret, err = a.secretFromInput(ctx)
	case a.opts.given("secret-env"):
		a.request.Secret, err = a.SecretFromVariable("secret-env", a.opts.secretEnv)
	case !a.needs(finding.FieldSecret):
	case a.opts.environment == ripio.Simulator:
		a.request.Secret = redact.NewSecret(simulator.ExampleSecret)
	case a.opts.dryRun:
		if !a.opts.printCurl {
			a.Say("note: the client_secret was not read; --secret-env or --secret-stdin checks it too")
		}
		a.request.Secret, a.standIn = redact.NewSecret(rand.Text()), true
	default:
		a.request.Secret, err = a.secretOfProfile(ctx)
	}
	return err
}

func (a *attempt) secretFromInput(ctx context.Context) (redact.Secret, error) {
	lines, trimmed, err := a.ReadPipe(ctx, console.Pipe{Wanted: []string{"secret"}, Otherwise: ", or use --secret-env NAME"})
	if err != nil {
		return redact.Secret{}, err
	}
	if trimmed {
		a.Say("note: the line break around the secret was left out")
	}
	return lines[0], nil
}

const otherSources = "Use --secret-env NAME or --secret-stdin."

// secretOfProfile follows the profile's reference.
func (a *attempt) secretOfProfile(ctx context.Context) (redact.Secret, error) {
	if a.profile.Name == "" {
		return redact.Secret{}, console.Missing("The client_secret is missing.",
			"Name a profile with --profile, or use --secret-env NAME or --secret-stdin.")
	}
	secrets := a.NewSecrets(a.opts.configDir)
	secrets.OnSlow(func() { a.Say("waiting for the keyring; an unlock window may be open") })
	reference := a.account().Secret
	if err := a.unlock(ctx, secrets, reference); err != nil {
		return redact.Secret{}, err
	}
	environment := a.opts.environment
	if environment == ripio.Custom {
		environment = ripio.Sandbox // whose account it borrows
	}
	secret, err := secrets.Resolve(ctx, profiles.SecretKey{Profile: a.profile.Name, Environment: environment}, reference)
	switch {
	case errors.Is(err, profiles.ErrSecretNeeded):
		return secret, console.Missing("The profile asks for its secret in each session, and a script cannot be asked.", otherSources)
	case errors.Is(err, profiles.ErrPassphraseNeeded):
		return secret, console.Missing("The profile keeps its secret in an encrypted file, and a script cannot be asked for the passphrase.",
			"Use --passphrase-stdin, --secret-env NAME or --secret-stdin.")
	case err != nil:
		return secret, console.Missing(visible.Line(err.Error())+".", otherSources)
	}
	return secret, nil
}

// unlock opens the encrypted file with the passphrase on the input, if the
// profile keeps its secret there.
func (a *attempt) unlock(ctx context.Context, secrets *profiles.Secrets, reference profiles.SecretReference) error {
	if !a.opts.passphraseStdin || reference != profiles.InSealedFile {
		return nil
	}
	a.passphraseRead = true
	lines, _, err := a.ReadPipe(ctx, console.Pipe{Wanted: []string{"passphrase"}})
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
	// A change of the profile that was killed midway is settled once its secret can
	// be read: it must still be what the request was made of.
	book, _, err := a.LoadProfiles(ctx, a.opts.configDir)
	if now, ok := book.Find(a.profile.Name); err != nil || !ok || now != a.profile {
		return console.Settled()
	}
	return nil
}
