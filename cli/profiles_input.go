package cli

import (
	"fmt"
	"io"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// secretInput reads the passphrase and the secret: from a terminal without an
// echo, or from the lines of an input that is none.
type secretInput struct {
	*session
	flags *profilesFlags

	lines []string // nil until the input was read
}

// ask reads a line that is not shown.
func (i *secretInput) ask(question string) (redact.Secret, *refusal) {
	fmt.Fprint(i.Err, question+": ")
	text, err := i.ReadPassword(i.In)
	fmt.Fprintln(i.Err)
	if err != nil {
		return redact.Secret{}, failed(err)
	}
	return redact.NewSecret(text), nil
}

// secret returns the client_secret, cleaned of what copying left around it.
func (i *secretInput) secret(environment ripio.EnvironmentName) (redact.Secret, *refusal) {
	secret, refused := i.rawSecret(environment)
	if refused != nil {
		return secret, refused
	}
	if !i.flags.asIs {
		var removed []hygiene.Removal
		secret, removed = hygiene.CleanSecret(secret)
		if len(removed) > 0 {
			i.say("note: %s; --as-is keeps the client_secret as it was given", hygiene.Summary(removed))
		}
	}
	for _, warning := range hygiene.Warnings(secret.Reveal()) {
		i.say("warning: client_secret: %s", visible.Line(warning))
	}
	switch {
	case secret.IsEmpty():
		return secret, missing("The client_secret is empty.", "Give it with --secret-stdin, or type it when asked.")
	case len(secret.Reveal()) > profiles.MaxSecretLength:
		return secret, missing(sentence(profiles.ErrSecretTooLong))
	}
	return secret, nil
}

func (i *secretInput) rawSecret(environment ripio.EnvironmentName) (redact.Secret, *refusal) {
	if i.flags.secretStdin {
		line := 0
		if i.flags.passphraseStdin {
			line = 1
		}
		return i.line(line, "client_secret")
	}
	if !i.canAsk() {
		return redact.Secret{}, missing("The client_secret is missing, and the input is no terminal to ask on.",
			"Pipe it into the command with --secret-stdin, or name its place with --secret.")
	}
	return i.ask("client_secret for " + string(environment))
}

// passphrase returns the encrypted file's passphrase. A new one is asked for twice.
func (i *secretInput) passphrase(isNew bool) (redact.Secret, *refusal) {
	if i.flags.passphraseStdin {
		return i.line(0, "passphrase")
	}
	if !i.canAsk() {
		return redact.Secret{}, missing("The encrypted file needs its passphrase, and the input is no terminal to ask on.",
			"Pipe it into the command with --passphrase-stdin.")
	}
	if !isNew {
		return i.ask("passphrase of the encrypted file")
	}
	first, refused := i.ask("new passphrase for the encrypted file")
	if refused != nil || first.IsEmpty() {
		return first, refused
	}
	second, refused := i.ask("the same passphrase again")
	if refused == nil && first.Reveal() != second.Reveal() {
		refused = missing("The two passphrases differ.", "Run the command again.")
	}
	return first, refused
}

// line returns a line of the input.
func (i *secretInput) line(number int, what string) (redact.Secret, *refusal) {
	if refused := i.read(); refused != nil {
		return redact.Secret{}, refused
	}
	if number >= len(i.lines) || i.lines[number] == "" {
		return redact.Secret{}, missing("The input holds no "+what+".", "Pipe it into the command, "+i.wanted()+".")
	}
	return redact.NewSecret(i.lines[number]), nil
}

// wanted says what the input has to hold.
func (i *secretInput) wanted() string {
	switch {
	case i.flags.secretStdin && i.flags.passphraseStdin:
		return "the passphrase as the first line and the client_secret as the second"
	case i.flags.passphraseStdin:
		return "the passphrase as one line"
	}
	return "the client_secret as one line, for example through head -n 1"
}

// read splits the whole input into its lines, and refuses more than are wanted.
func (i *secretInput) read() *refusal {
	if i.lines != nil {
		return nil
	}
	if i.IsTerminal(i.In) {
		return missing("The input is a terminal, which would show what is typed.",
			"Pipe "+i.wanted()+" into the command, or leave the flag out to be asked.")
	}
	text, err := io.ReadAll(io.LimitReader(i.In, secretLimit+1))
	if err != nil {
		return missing("The input could not be read to its end.", "Run the command again.")
	}
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(string(text), "\r\n", "\n"), "\r\n"), "\n")
	most := 1
	if i.flags.secretStdin && i.flags.passphraseStdin {
		most = 2
	}
	switch {
	case pasted.LooksUTF16(text):
		return missing(inputIsUTF16, "Pipe "+i.wanted()+" into the command, as UTF-8.")
	case len(text) > secretLimit:
		return missing("The input is longer than any secret.", "Pipe only "+i.wanted()+" into the command.")
	case len(lines) > most:
		return missing("The input has too many lines.", "Pipe only "+i.wanted()+" into the command.")
	}
	i.lines = lines
	return nil
}
