package secrets

import (
	"context"
	"errors"
	"os"
	"sync"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/disk"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

// The names of the files that hold secrets, in the configuration folder.
const (
	SealedName = sealed.FileName
	PlainName  = secretfile.PlainName
)

// fileVault keeps secrets in a file of the configuration folder, which it opens.
type fileVault func() (*secretfile.File, error)

func (open fileVault) get(_ context.Context, account string) (redact.Secret, error) {
	file, err := open()
	if err != nil {
		return redact.Secret{}, err
	}
	return file.Get(account)
}

func (open fileVault) set(_ context.Context, account string, secret redact.Secret) error {
	file, err := open()
	if err != nil {
		return err
	}
	return file.Set(account, secret)
}

func (open fileVault) remove(_ context.Context, account string) error {
	file, err := open()
	if err != nil {
		return err
	}
	return file.Delete(account)
}

func (open fileVault) list(context.Context) ([]string, error) {
	file, err := open()
	if err != nil {
		return nil, err
	}
	return file.Accounts()
}

// plainVault keeps secrets in the file that is not encrypted.
func plainVault(folder func() (string, error)) vault {
	return fileVault(sync.OnceValues(func() (*secretfile.File, error) {
		dir, err := folder()
		return secretfile.OpenPlain(dir), err
	}))
}

// sealedFile prepares the file that a passphrase protects.
func sealedFile(places secretPlaces) func() (*secretfile.File, error) {
	return sync.OnceValues(func() (*secretfile.File, error) {
		dir, err := places.folder()
		return sealed.Open(dir, places.workFactor), err
	})
}

// unlocked is the encrypted file when it can be used.
func (s *Secrets) unlocked() (*secretfile.File, error) {
	file, err := s.sealed()
	if err == nil {
		err = checkSealed(file)
	}
	if err == nil && !file.Unlocked() {
		err = ErrPassphraseNeeded
	}
	return file, err
}

// checkSealed reports whether there is an encrypted file, or its backup alone, whose
// passphrase can be asked for; ErrNoSealedFile otherwise.
func checkSealed(file *secretfile.File) error {
	if _, err := disk.Stat(file.Path()); !errors.Is(err, os.ErrNotExist) {
		return nil
	}
	// Whether a backup that is left alone holds anything is known once it is open.
	if atomicfile.Backup(file.Path()) != "" {
		return nil
	}
	return ErrNoSealedFile
}

// SealedFile returns the encrypted file, for what Secrets does not do: changing the
// passphrase, going back to the backup, setting a damaged file aside, locking.
func (s *Secrets) SealedFile() (*secretfile.File, error) {
	file, err := s.sealed()
	return file, InPlace(book.KindSealed, err)
}

// SealedFileExists reports whether there is an encrypted file, so that the person
// is asked for its passphrase and not for a new one.
func (s *Secrets) SealedFileExists() bool {
	file, err := s.sealed()
	return err == nil && checkSealed(file) == nil
}

// UnlockSealed opens the encrypted file; the passphrase stays in memory until
// the program ends. It computes for about a second. Its errors are *PlaceError
// and wrap those of secretfile.File.Unlock, such as secretfile.ErrWrongPassphrase.
func (s *Secrets) UnlockSealed(passphrase redact.Secret) error {
	file, err := s.sealed()
	if err == nil {
		err = file.Unlock(passphrase)
	}
	if err == nil && s.OnUnlock != nil {
		settled := s.OnUnlock()
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.settled = append(s.settled, settled...)
	}
	return InPlace(book.KindSealed, err)
}

// Settled says what was settled when the encrypted file was opened, once.
func (s *Secrets) Settled() []book.Warning {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	settled := s.settled
	s.settled = nil
	return settled
}

// CreateSealed makes the encrypted file under a new passphrase, and unlocks it.
// It computes for about a second. Its errors are *PlaceError and wrap those of
// secretfile.File.Create, such as secretfile.ErrExists. A file that another window made
// meanwhile is opened if the passphrase is its own.
func (s *Secrets) CreateSealed(passphrase redact.Secret) error {
	file, err := s.sealed()
	if err == nil {
		err = file.Create(passphrase)
	}
	if errors.Is(err, secretfile.ErrExists) && file.Unlock(passphrase) == nil {
		err = nil
	}
	return InPlace(book.KindSealed, err)
}
