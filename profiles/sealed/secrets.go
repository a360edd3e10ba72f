package sealed

import (
	"errors"
	"fmt"
	"slices"

	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

// Get returns an account's secret as the file holds it now. Its errors are
// ErrPassphraseNeeded, secretfile.ErrNoSecret, and those of Unlock: with
// ErrWrongPassphrase another instance has changed the passphrase, and the file is
// locked again.
func (f *File) Get(account string) (redact.Secret, error) {
	secrets, err := f.read()
	if err != nil {
		return redact.Secret{}, err
	}
	return secrets.Find(account)
}

// Accounts lists the accounts in alphabetical order. Its errors are those of Get.
func (f *File) Accounts() ([]string, error) {
	secrets, err := f.read()
	if err != nil {
		return nil, err
	}
	return secrets.Accounts(), nil
}

// Set keeps an account's secret in place of the one that is there. Its errors are
// those of Update and secretfile.ErrSecretEmpty.
func (f *File) Set(account string, secret redact.Secret) error {
	if secret.IsEmpty() {
		return secretfile.ErrSecretEmpty
	}
	return f.Update(secretfile.Secrets{account: secret})
}

// Delete removes an account from the file and from its backup. Its errors are
// those of Update and secretfile.ErrNoSecret.
func (f *File) Delete(account string) error {
	if _, err := f.Get(account); err != nil {
		return err
	}
	return f.Update(secretfile.Secrets{account: redact.Secret{}})
}

// Update changes several accounts in one save, which renaming a profile needs; an
// empty secret removes its account. Its errors are those of Get for the file, of
// secretfile.Store.Update, and atomicfile.ErrLocked. The file is unchanged after
// each of them.
func (f *File) Update(changes secretfile.Secrets) error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if !f.Unlocked() {
		return ErrPassphraseNeeded
	}
	return f.checked(f.store.Update(changes))
}

// ChangePassphrase saves the secrets under a new passphrase, in the backup too,
// and leaves the file unlocked. Whether current is the right one is tried on the
// file. Its errors are those of Unlock and of Update; the file is unchanged after
// each of them. Copies of the file from before still open with the old one.
func (f *File) ChangePassphrase(current, next redact.Secret) error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if current.IsEmpty() || next.IsEmpty() {
		return ErrEmptyPassphrase
	}
	wasCurrent, wasNext := f.passphrase, f.next
	f.passphrase, f.next = current, next
	f.store.Forget() // what was read before does not prove that current is right
	if err := f.store.Rewrite(); err != nil {
		f.store.Forget()
		f.passphrase, f.next = wasCurrent, wasNext
		return err
	}
	f.passphrase = next
	f.unlocked.Store(true)
	return nil
}

func (f *File) read() (secretfile.Secrets, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if !f.Unlocked() {
		return nil, ErrPassphraseNeeded
	}
	secrets, err := f.store.Read()
	return secrets, f.checked(err)
}

// checked locks the file when its passphrase turns out to be another one now.
func (f *File) checked(err error) error {
	if errors.Is(err, ErrWrongPassphrase) {
		f.lock()
		return fmt.Errorf("%w; it may have been changed in another window", err)
	}
	return err
}

// PurgeCopies removes accounts from the backups and from the files that were set
// aside, and lists those that it changed and those that it could not open, as
// secretfile.Store.PurgeCopies does.
func (f *File) PurgeCopies(accounts []string) (cleaned, unread []string, err error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.Unlocked() {
		return f.store.PurgeCopies(accounts)
	}
	files, err := f.store.Files()
	return nil, slices.DeleteFunc(files, func(path string) bool { return path == f.Path() }), err
}
