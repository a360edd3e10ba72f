package profiles

import (
	"context"
	"errors"
	"slices"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio"
)

// passphraseTries is how often a wrong passphrase may be typed.
const passphraseTries = 3

// unlockFor opens the encrypted file if the profile keeps a secret in it.
func (m *manage) unlockFor(ctx context.Context, profile profiles.Profile) error {
	if profile.Sandbox.Secret != profiles.InSealedFile && profile.Production.Secret != profiles.InSealedFile {
		return nil
	}
	return m.unlock(ctx, false)
}

// unlock opens the encrypted file. One that is not there is made if create is
// set, and is otherwise left alone: nothing is in it.
func (m *manage) unlock(ctx context.Context, create bool) error {
	anyKey := profiles.SecretKey{Profile: "any", Environment: ripio.Sandbox}
	_, err := m.manager.Secrets.Resolve(ctx, anyKey, profiles.InSealedFile)
	switch {
	case errors.Is(err, profiles.ErrNoSealedFile) && create:
		passphrase, refused := m.passphrase(true)
		if refused != nil {
			return refused
		}
		if remark := sealed.Remark(passphrase); remark != "" {
			m.Say("warning: %s", remark)
		}
		return m.manager.Secrets.CreateSealed(passphrase)
	case errors.Is(err, profiles.ErrPassphraseNeeded):
		return m.typePassphrase()
	case err == nil, errors.Is(err, profiles.ErrNotStored), errors.Is(err, profiles.ErrNoSealedFile):
		return nil
	}
	return err
}

// typePassphrase opens the file that is there.
func (m *manage) typePassphrase() error {
	for try := 1; ; try++ {
		passphrase, refused := m.passphrase(false)
		if refused != nil {
			return refused
		}
		err := m.manager.Secrets.UnlockSealed(passphrase)
		if book, _, loadErr := m.manager.Store.Load(); err == nil && loadErr == nil && !slices.Equal(book.Profiles, m.book.Profiles) {
			return console.Settled()
		}
		again := errors.Is(err, secretfile.ErrWrongPassphrase) && !m.passphraseStdin && try < passphraseTries
		if !again {
			return err
		}
		m.Say("the passphrase does not open the encrypted file; type it again")
	}
}
