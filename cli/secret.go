package cli

import (
	"context"
	"errors"
	"io"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// secretLimit is far above any secret.
const secretLimit = 64 << 10

// secretFromVariable reads the environment variable of --secret-env. No message
// quotes its name: people who mistake the flag type the secret there.
func (a *attempt) secretFromVariable() (ripio.Secret, *refusal) {
	value, set := a.LookupEnv(a.flags.secretEnv)
	switch {
	case !set:
		return ripio.Secret{}, missing("The environment variable that --secret-env names is not set.",
			"Give the variable's name, not the secret, and export the variable.")
	case value == "":
		return ripio.Secret{}, missing("The environment variable that --secret-env names is empty.", "Put the secret in it.")
	}
	return ripio.NewSecret(value), nil
}

// secretFromInput reads one line. Line breaks at its edges are no part of the
// secret: echo and editors add them.
func (a *attempt) secretFromInput() (ripio.Secret, *refusal) {
	if a.IsTerminal(a.In) {
		return ripio.Secret{}, missing("The input is a terminal, which would show the secret.",
			"Pipe the secret into the command, or use --secret-env NAME.")
	}
	text, err := io.ReadAll(io.LimitReader(a.In, secretLimit+1))
	if err != nil {
		return ripio.Secret{}, missing("The input could not be read to its end.", "Pipe the secret into the command again.")
	}
	secret := strings.Trim(string(text), "\r\n")
	switch {
	case len(text) > secretLimit:
		return ripio.Secret{}, missing("The input is longer than any secret.", "Pipe only the secret into the command.")
	case secret == "":
		return ripio.Secret{}, missing("The input holds no secret.", "Pipe the secret into the command.")
	case strings.ContainsAny(secret, "\r\n"):
		return ripio.Secret{}, missing("The input has more than one line.", "Pipe only the secret, for example through head -n 1.")
	}
	if len(secret) != len(text) {
		a.say("note: the line break around the secret was left out")
	}
	return ripio.NewSecret(secret), nil
}

// secretOfProfile follows the profile's reference.
func (a *attempt) secretOfProfile(ctx context.Context) (ripio.Secret, *refusal) {
	if a.profile.Name == "" {
		return ripio.Secret{}, missing("The client_secret is missing.",
			"Name a profile with --profile, or use --secret-env NAME or --secret-stdin.")
	}
	secrets := a.NewSecrets(a.flags.configDir)
	secrets.OnSlow(func() { a.say("waiting for the keyring; an unlock window may be open") })
	key := profiles.SecretKey{Profile: a.profile.Name, Environment: a.flags.name}
	secret, err := secrets.Resolve(ctx, key, a.account().Secret)
	if err != nil {
		return ripio.Secret{}, missing(describeSecretError(err), "Use --secret-env NAME or --secret-stdin.")
	}
	return secret, nil
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
