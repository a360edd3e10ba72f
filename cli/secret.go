package cli

import (
	"context"
	"errors"
	"io"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// secretLimit is far above any secret.
const secretLimit = 64 << 10

const inputIsUTF16 = "The input is UTF-16, as PowerShell's > and Out-File write it."

// secretFromVariable reads the environment variable of --secret-env. No message
// quotes its name: people who mistake the flag type the secret there.
func (a *attempt) secretFromVariable() (redact.Secret, *refusal) {
	value, set := a.LookupEnv(a.flags.secretEnv)
	switch {
	case !set:
		return redact.Secret{}, missing("The environment variable that --secret-env names is not set.",
			"Give the variable's name, not the secret, and export the variable.")
	case value == "":
		return redact.Secret{}, missing("The environment variable that --secret-env names is empty.", "Put the secret in it.")
	}
	return redact.NewSecret(value), nil
}

// secretFromInput reads one line. Line breaks at its edges are no part of the
// secret: echo and editors add them.
func (a *attempt) secretFromInput(ctx context.Context) (redact.Secret, *refusal) {
	secret, trimmed, refused := a.inputLine(ctx, "secret", ", or use --secret-env NAME")
	if trimmed {
		a.say("note: the line break around the secret was left out")
	}
	return secret, refused
}

// inputLine reads the whole input as one line, and reports whether line breaks at
// its edges were left out. instead ends the advice for a terminal.
func (s *session) inputLine(ctx context.Context, what, instead string) (line redact.Secret, trimmed bool, refused *refusal) {
	no := func(message, advice string) (redact.Secret, bool, *refusal) {
		return redact.Secret{}, false, missing(message, advice)
	}
	pipe := "Pipe the " + what + " into the command"
	if s.IsTerminal(s.In) {
		return no("The input is a terminal, which would show the "+what+".", pipe+instead+".")
	}
	data, err := readInput(ctx, io.LimitReader(s.In, secretLimit+1))
	if err != nil {
		return no("The input could not be read to its end.", pipe+" again.")
	}
	text := strings.Trim(string(data), "\r\n")
	switch {
	case len(data) > secretLimit:
		return no("The input is longer than any "+what+".", "Pipe only the "+what+" into the command.")
	case pasted.LooksUTF16(data):
		return no(inputIsUTF16, pipe+" as UTF-8.")
	case text == "":
		return no("The input holds no "+what+".", pipe+".")
	case strings.ContainsAny(text, "\r\n"):
		return no("The input has more than one line.", "Pipe only the "+what+", for example through head -n 1.")
	}
	return redact.NewSecret(text), len(text) != len(data), nil
}

// readInput reads to the end of the input, or to that of the context: a pipe may
// never end.
func readInput(ctx context.Context, in io.Reader) ([]byte, error) {
	type read struct {
		data []byte
		err  error
	}
	done := make(chan read, 1)
	go func() {
		data, err := io.ReadAll(in)
		done <- read{data, err}
	}()
	select {
	case got := <-done:
		return got.data, got.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// secretOfProfile follows the profile's reference.
func (a *attempt) secretOfProfile(ctx context.Context) (redact.Secret, *refusal) {
	if a.profile.Name == "" {
		return redact.Secret{}, missing("The client_secret is missing.",
			"Name a profile with --profile, or use --secret-env NAME or --secret-stdin.")
	}
	secrets := a.NewSecrets(a.flags.configDir)
	secrets.OnSlow(func() { a.say("waiting for the keyring; an unlock window may be open") })
	key := profiles.SecretKey{Profile: a.profile.Name, Environment: a.flags.name}
	reference := a.account().Secret
	if refused := a.unlock(ctx, secrets, reference); refused != nil {
		return redact.Secret{}, refused
	}
	secret, err := secrets.Resolve(ctx, key, reference)
	if err != nil {
		return redact.Secret{}, missing(describeSecretError(err), adviceForSecret(err))
	}
	return secret, nil
}

// unlock opens the encrypted file with the passphrase on the input, if the
// profile keeps its secret there.
func (a *attempt) unlock(ctx context.Context, secrets *profiles.Secrets, reference profiles.SecretReference) *refusal {
	if !a.flags.passphraseStdin || reference != profiles.InSealedFile {
		return nil
	}
	a.passphraseRead = true
	passphrase, _, refused := a.inputLine(ctx, "passphrase", "")
	if refused != nil {
		return refused
	}
	err := secrets.UnlockSealed(passphrase)
	switch {
	case errors.Is(err, sealed.ErrWrongPassphrase):
		return missing("The passphrase does not open the encrypted file.", "Pipe the passphrase that was chosen for it into the command.")
	case err != nil:
		return missing(sentence(err), "Use --secret-env NAME or --secret-stdin.")
	}
	return nil
}

func adviceForSecret(err error) string {
	if errors.Is(err, profiles.ErrPassphraseNeeded) {
		return "Use --passphrase-stdin, --secret-env NAME or --secret-stdin."
	}
	return "Use --secret-env NAME or --secret-stdin."
}

// describeSecretError words what a person would be asked for differently:
// scripts are never asked.
func describeSecretError(err error) string {
	switch {
	case errors.Is(err, profiles.ErrSecretNeeded):
		return "The profile asks for its secret in each session, and a script cannot be asked."
	case errors.Is(err, profiles.ErrPassphraseNeeded):
		return "The profile keeps its secret in an encrypted file, and a script cannot be asked for the passphrase."
	}
	return visible.Line(err.Error()) + "."
}
