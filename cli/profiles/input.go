package profiles

import (
	"context"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// secretInput reads the passphrase and the secret: from a terminal without an
// echo, or from the lines of an input that is none.
type secretInput struct {
	*console.Console

	// passphraseStdin and secretStdin say what is piped, asIs that a secret is kept as
	// it was given.
	passphraseStdin, secretStdin, asIs bool

	lines []redact.Secret // nil until the input was read
}

// secret returns the client_secret, cleaned of what copying left around it.
func (i *secretInput) secret(environment ripio.EnvironmentName) (redact.Secret, error) {
	secret, refused := i.rawSecret(environment)
	if refused != nil {
		return secret, refused
	}
	if !i.asIs {
		var removed []hygiene.Removal
		secret, removed = hygiene.CleanSecret(secret)
		if len(removed) > 0 {
			i.Say("note: %s; --as-is keeps the client_secret as it was given", hygiene.Summary(removed))
		}
	}
	for _, warning := range hygiene.Warnings(secret.Reveal()) {
		i.Say("warning: client_secret: %s", visible.Line(warning))
	}
	switch {
	case secret.IsEmpty():
		return secret, console.Missing("The client_secret is empty.", "Give it with --secret-stdin, or type it when asked.")
	case len(secret.Reveal()) > profiles.MaxSecretLength:
		return secret, console.Missing(console.Sentence(profiles.ErrSecretTooLong))
	}
	return secret, nil
}

func (i *secretInput) rawSecret(environment ripio.EnvironmentName) (redact.Secret, error) {
	if i.secretStdin {
		line := 0
		if i.passphraseStdin {
			line = 1
		}
		return i.line(context.Background(), line)
	}
	if !i.CanAsk() {
		return redact.Secret{}, console.Missing("The client_secret is missing, and the input is no terminal to ask on.",
			"Pipe it into the command with --secret-stdin, or name its place with --secret-ref.")
	}
	return i.ReadSecret("client_secret for " + string(environment))
}

// passphrase returns the encrypted file's passphrase. A new one is asked for twice.
func (i *secretInput) passphrase(isNew bool) (redact.Secret, error) {
	if i.passphraseStdin {
		return i.line(context.Background(), 0)
	}
	if !i.CanAsk() {
		return redact.Secret{}, console.Missing("The encrypted file needs its passphrase, and the input is no terminal to ask on.",
			"Pipe it into the command with --passphrase-stdin.")
	}
	if !isNew {
		return i.ReadSecret("passphrase of the encrypted file")
	}
	first, refused := i.ReadSecret("new passphrase for the encrypted file")
	if refused != nil || first.IsEmpty() {
		return first, refused
	}
	second, refused := i.ReadSecret("the same passphrase again")
	if refused == nil && first.Reveal() != second.Reveal() {
		refused = console.Missing("The two passphrases differ.", "Run the command again.")
	}
	return first, refused
}

// line returns a line of the input: the passphrase first, if both are piped.
func (i *secretInput) line(ctx context.Context, number int) (redact.Secret, error) {
	if i.lines == nil {
		pipe := console.Pipe{Otherwise: ", or leave the flag out to be asked"}
		if i.passphraseStdin {
			pipe.Wanted = append(pipe.Wanted, "passphrase")
		}
		if i.secretStdin {
			pipe.Wanted = append(pipe.Wanted, "client_secret")
		}
		lines, _, err := i.ReadPipe(ctx, pipe)
		if err != nil {
			return redact.Secret{}, err
		}
		i.lines = lines
	}
	return i.lines[number], nil
}
