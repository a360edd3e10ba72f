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

// secret returns the client_secret, cleaned of what copying left around it.
func (m *manage) secret(environment ripio.EnvironmentName) (redact.Secret, error) {
	secret, refused := m.rawSecret(environment)
	if refused != nil {
		return secret, refused
	}
	if !m.asIs {
		var removed []hygiene.Removal
		secret, removed = hygiene.CleanSecret(secret)
		if len(removed) > 0 {
			m.Say("note: %s; --as-is keeps the client_secret as it was given", hygiene.Summary(removed))
		}
	}
	for _, warning := range hygiene.Warnings(secret.Reveal()) {
		m.Say("warning: client_secret: %s", visible.Line(warning))
	}
	switch {
	case secret.IsEmpty():
		return secret, console.Missing("The client_secret is empty.", "Give it with --secret-stdin, or type it when asked.")
	case len(secret.Reveal()) > profiles.MaxSecretLength:
		return secret, console.Missing(console.Sentence(profiles.ErrSecretTooLong))
	}
	return secret, nil
}

// rawSecret reads it from the input, or asks for it on a terminal without an echo.
func (m *manage) rawSecret(environment ripio.EnvironmentName) (redact.Secret, error) {
	if m.secretStdin {
		line := 0
		if m.passphraseStdin {
			line = 1
		}
		return m.line(context.Background(), line)
	}
	if !m.CanAsk() {
		return redact.Secret{}, console.Missing("The client_secret is missing, and the input is no terminal to ask on.",
			"Pipe it into the command with --secret-stdin, or name its place with --secret-ref.")
	}
	return m.ReadSecret("client_secret for " + string(environment))
}

// passphrase returns the encrypted file's passphrase. A new one is asked for twice.
func (m *manage) passphrase(isNew bool) (redact.Secret, error) {
	if m.passphraseStdin {
		return m.line(context.Background(), 0)
	}
	if !m.CanAsk() {
		return redact.Secret{}, console.Missing("The encrypted file needs its passphrase, and the input is no terminal to ask on.",
			"Pipe it into the command with --passphrase-stdin.")
	}
	if !isNew {
		return m.ReadSecret("passphrase of the encrypted file")
	}
	first, refused := m.ReadSecret("new passphrase for the encrypted file")
	if refused != nil || first.IsEmpty() {
		return first, refused
	}
	second, refused := m.ReadSecret("the same passphrase again")
	if refused == nil && first.Reveal() != second.Reveal() {
		refused = console.Missing("The two passphrases differ.", "Run the command again.")
	}
	return first, refused
}

// line returns a line of the input: the passphrase first, if both are piped.
func (m *manage) line(ctx context.Context, number int) (redact.Secret, error) {
	if m.lines == nil {
		pipe := console.Pipe{Otherwise: ", or leave the flag out to be asked"}
		if m.passphraseStdin {
			pipe.Wanted = append(pipe.Wanted, "passphrase")
		}
		if m.secretStdin {
			pipe.Wanted = append(pipe.Wanted, "client_secret")
		}
		lines, _, err := m.ReadPipe(ctx, pipe)
		if err != nil {
			return redact.Secret{}, err
		}
		m.lines = lines
	}
	return m.lines[number], nil
}
