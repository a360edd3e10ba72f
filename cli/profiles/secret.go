package profiles

import (
	"errors"
	"slices"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/hygiene"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// secret returns the client_secret that is piped or typed, cleaned of what copying
// left around it.
func (m *manage) secret() (redact.Secret, error) {
	question := "client_secret"
	if m.cmd.Name() == "rotate" {
		question = "next client_secret"
	}
	secret, err := m.hidden(m.secretStdin, -1, question+" for "+string(m.environment), console.Missing(
		"The "+question+" is missing, and the input is not a terminal.",
		"Pipe it into the command with --secret-stdin, or name its place with --secret-ref."))
	if err != nil {
		return secret, err
	}
	var removed []hygiene.Removal
	if !m.asIs {
		secret, removed = hygiene.CleanSecret(secret)
	}
	m.sayCleaned("client_secret", secret.Reveal(), removed)
	switch {
	case secret.IsEmpty():
		return secret, console.Missing("The client_secret is empty.", "Give it with --secret-stdin, or type it when asked.")
	case len(secret.Reveal()) > profiles.MaxSecretLength:
		return secret, console.Missing(console.Sentence(profiles.ErrSecretTooLong))
	}
	return secret, nil
}

// passphrase returns the encrypted file's passphrase. A new one is asked for twice.
func (m *manage) passphrase(isNew bool) (redact.Secret, error) {
	question := "passphrase of the encrypted file"
	if isNew {
		question = "new passphrase for the encrypted file"
	}
	first, err := m.hidden(m.passphraseStdin, 0, question, console.Missing(
		"The encrypted file needs its passphrase, and the input is not a terminal.",
		"Pipe it into the command with --passphrase-stdin."))
	if err != nil || !isNew || m.passphraseStdin || first.IsEmpty() {
		return first, err
	}
	second, err := m.ReadSecret("the same passphrase again")
	if err == nil && first.Reveal() != second.Reveal() {
		err = console.Missing("The two passphrases differ.", "Run the command again.")
	}
	return first, err
}

// hidden returns a line of the input, the last one for -1, when a secret is piped.
// Otherwise it asks for the secret without an echo; missing is the error where nobody
// can be asked.
func (m *manage) hidden(piped bool, line int, question string, missing error) (redact.Secret, error) {
	switch {
	case !piped && !m.CanAsk():
		return redact.Secret{}, missing
	case !piped:
		return m.ReadSecret(question)
	case m.lines == nil:
		pipe := console.Pipe{Otherwise: ", or leave the flag out to be asked"}
		if m.passphraseStdin {
			pipe.Wanted = append(pipe.Wanted, "passphrase")
		}
		if m.secretStdin {
			pipe.Wanted = append(pipe.Wanted, "client_secret")
		}
		lines, _, err := m.ReadPipe(m.ctx(), pipe)
		if err != nil {
			return redact.Secret{}, err
		}
		m.lines = lines
	}
	if line < 0 {
		line += len(m.lines)
	}
	return m.lines[line], nil
}

// passphraseTries is how often a wrong passphrase may be typed.
const passphraseTries = 3

// unlockFor opens the encrypted file if one of the secrets is in it.
func (m *manage) unlockFor(references ...profiles.SecretReference) error {
	if !slices.Contains(references, profiles.InSealedFile) {
		return nil
	}
	return m.unlock(false)
}

// unlock opens the encrypted file. One that is not there is made if create is
// set, and is otherwise left alone: nothing is in it.
func (m *manage) unlock(create bool) error {
	err := m.tryPlace(profiles.InSealedFile)
	switch {
	case errors.Is(err, profiles.ErrNoSealedFile) && create:
		passphrase, err := m.passphrase(true)
		if err != nil {
			return err
		}
		if remark := sealed.Remark(passphrase); remark != "" {
			m.Say("warning: %s", remark)
		}
		return m.manager.Secrets.CreateSealed(passphrase)
	case errors.Is(err, profiles.ErrPassphraseNeeded):
		return m.typePassphrase()
	case errors.Is(err, profiles.ErrNoSealedFile):
		return nil
	}
	return err
}

// tryPlace returns why a place cannot be read.
func (m *manage) tryPlace(place profiles.SecretReference) error {
	_, err := m.manager.Secrets.Resolve(m.ctx(), profiles.SecretKey{Profile: "any", Environment: ripio.Sandbox}, place)
	if errors.Is(err, profiles.ErrNotStored) {
		return nil // it was read
	}
	return err
}

// typePassphrase opens the file that is there.
func (m *manage) typePassphrase() error {
	for try := 1; ; try++ {
		passphrase, err := m.passphrase(false)
		if err != nil {
			return err
		}
		err = m.manager.Secrets.UnlockSealed(passphrase)
		m.warn(m.manager.Secrets.Settled())
		if book, _, loadErr := m.manager.Store.Load(); err == nil && loadErr == nil && !slices.Equal(book.Profiles, m.book.Profiles) {
			return console.Settled()
		}
		if !errors.Is(err, secretfile.ErrWrongPassphrase) || m.passphraseStdin || try == passphraseTries {
			return err
		}
		m.Say("the passphrase does not open the encrypted file; type it again")
	}
}
