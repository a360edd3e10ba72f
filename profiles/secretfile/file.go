// Package secretfile keeps the secrets of accounts in one file. It reads the whole
// file before it uses any of it, saves it in one piece under a lock on top of what
// other instances wrote, and never writes over a file that it cannot read. How the
// bytes of the file protect the secrets is for Protection to say: package sealed
// has the one with a passphrase, OpenPlain the one with none.
//
// Beside the file lies a backup with the same content, which a deleted secret
// leaves at the same time as the file: it is there for a file that was damaged,
// not for going back in time.
package secretfile

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/ripio/redact"
)

// LockSuffix follows the file's name in that of its lock.
const LockSuffix = ".lock"

// Protection turns the text that holds the secrets into the bytes of the file,
// and back.
type Protection struct {
	// Name stands in the texts of errors, such as "encrypted file".
	Name string
	// Passphrase tells that a passphrase opens the file. It then has to be created,
	// and unlocked before it is used. A file without one is begun by the first
	// secret that it has to keep.
	Passphrase bool
	// Open gives the text from the whole file. An error that is a *CorruptError
	// gets the file's path; every other one is passed on.
	Open func(file []byte, passphrase redact.Secret) (text []byte, err error)
	// Seal gives the file from the text.
	Seal func(text []byte, passphrase redact.Secret) (file []byte, err error)
	// Check gives an error for a file that must not be used; nil for none.
	Check func(path string) error
	// Patience is how long a save waits for another instance's save.
	Patience time.Duration
}

// File is a file of secrets. Several, in this program or in others, may work on one
// file: each save takes a lock, reads the file again and changes only the accounts
// that it is about. All methods are safe for concurrent use. Where a passphrase
// protects the file, the methods that take it, and those that find the file changed
// by another instance, compute for about a second.
type File struct {
	path       string
	protection Protection
	now        func() time.Time

	mutex sync.Mutex
	// passphrase opens the file; next is what a save protects it with, the same
	// but for the moment of a change.
	passphrase, next redact.Secret
	unlocked         atomic.Bool
	// seen are the bytes of the file that secrets were read from, so that they are
	// opened again only when another instance wrote.
	seen    []byte
	secrets Secrets
}

// New prepares a file; nothing is read or created yet.
func New(path string, protection Protection) *File {
	return &File{path: path, protection: protection, now: time.Now}
}

// Path is the file's path.
func (f *File) Path() string { return f.path }

// Unlocked reports whether the file can be used without asking for a passphrase. It
// answers at once.
func (f *File) Unlocked() bool { return !f.protection.Passphrase || f.unlocked.Load() }

// Unlock reads and authenticates the whole file with the passphrase, which is kept
// in memory until the program ends. Its errors are *MissingError,
// ErrEmptyPassphrase, ErrWrongPassphrase, *CorruptError, *NewerError and those of
// the disk; the file is locked after each of them.
func (f *File) Unlock(passphrase redact.Secret) error {
	return f.become(passphrase, func() error {
		_, err := f.open()
		return err
	})
}

// Create begins a file without secrets under a new passphrase, none where the
// protection has none, and unlocks it; ErrExists when there is one, readable or
// not. A backup whose file is gone is kept under a name with the time.
func (f *File) Create(passphrase redact.Secret) error { return f.become(passphrase, f.begin) }

// UseBackup puts the backup in the place of a file that is missing, damaged, or
// not opened by the passphrase, and unlocks it; that file is set aside. Its errors
// are ErrReadable when the file can be opened, ErrNoBackup, and those of Unlock for
// the backup.
func (f *File) UseBackup(passphrase redact.Secret) error {
	return f.become(passphrase, f.putBackup)
}

// become works with another passphrase and keeps it if that went well.
func (f *File) become(passphrase redact.Secret, work func() error) error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.lock()
	if f.protection.Passphrase && passphrase.IsEmpty() {
		return ErrEmptyPassphrase
	}
	f.passphrase, f.next = passphrase, passphrase
	if err := work(); err != nil {
		f.lock()
		return err
	}
	f.unlocked.Store(true)
	return nil
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
	f.forget() // what was read before does not prove that current is right
	if err := f.edit(func(Secrets) bool { return true }); err != nil {
		f.forget()
		f.passphrase, f.next = wasCurrent, wasNext
		return err
	}
	f.passphrase = next
	f.unlocked.Store(true)
	return nil
}

// SetAside renames the file, damaged or not, so that a new one can begin: to its
// name with ".set-aside-" and the time in UTC, such as 20261124-034151; its backup
// gets a name with the time too. It gives the new path: that of the backup when
// only the backup was left. It is the way on for a lost passphrase too.
func (f *File) SetAside() (path string, err error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if path, err = f.moveAway(); err == nil {
		f.lock()
	}
	return path, err
}

// Get returns an account's secret as the file holds it now. Its errors are
// ErrPassphraseNeeded, ErrNoSecret, *LooseError, and those of Unlock: with
// ErrWrongPassphrase another instance has changed the passphrase, and the file is
// locked again.
func (f *File) Get(account string) (redact.Secret, error) {
	secrets, err := f.Read()
	if err != nil {
		return redact.Secret{}, err
	}
	return secrets.Find(account)
}

// Accounts lists the accounts in alphabetical order. Its errors are those of Get.
func (f *File) Accounts() ([]string, error) {
	secrets, err := f.Read()
	return secrets.Accounts(), err
}

// Read returns all secrets that the file holds now; none for a file without a
// passphrase that was not begun yet. Its errors are those of Get.
func (f *File) Read() (Secrets, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if err := f.usable(); err != nil {
		return nil, err
	}
	secrets, err := f.open()
	if f.notBegun(err) {
		return Secrets{}, nil
	}
	return secrets, f.checked(err)
}

// Set keeps an account's secret in place of the one that is there. Its errors are
// those of Update and ErrSecretEmpty.
func (f *File) Set(account string, secret redact.Secret) error {
	if secret.IsEmpty() {
		return ErrSecretEmpty
	}
	return f.Update(Secrets{account: secret})
}

// Delete removes an account from the file and from its backup. Its errors are
// those of Update and ErrNoSecret.
func (f *File) Delete(account string) error {
	if _, err := f.Get(account); err != nil {
		return err
	}
	return f.Update(Secrets{account: redact.Secret{}})
}

// Update sets the secret of each account in changes, all in one save, on top of
// what the file holds at that moment; an empty secret removes its account. Its
// errors are ErrAccountName, ErrSecretTooLong, ErrSecretNotText, ErrFull,
// atomicfile.ErrLocked and those of Get for the file, which is unchanged after each
// of them.
func (f *File) Update(changes Secrets) error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if err := f.usable(); err != nil {
		return err
	}
	if err := changes.check(); err != nil {
		return f.failed("save", err)
	}
	apply := func(secrets Secrets) bool { return secrets.apply(changes) }
	err := f.edit(apply)
	if f.notBegun(err) {
		if err := f.begin(); err != nil && !errors.Is(err, ErrExists) {
			return err
		}
		err = f.edit(apply)
	}
	return f.checked(err)
}

// PurgeCopies removes accounts from the backups and from the files that were set
// aside, whatever the file itself holds: a save that was killed can leave a secret in
// a backup alone. It lists those that it changed, and those that it could not open,
// which may hold the accounts too. Its errors are those of the disk and
// atomicfile.ErrLocked.
func (f *File) PurgeCopies(accounts []string) (cleaned, unread []string, err error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.purgeCopies(accounts)
}

// usable gives the error of a file that is locked or must not be used.
func (f *File) usable() error {
	if !f.Unlocked() {
		return ErrPassphraseNeeded
	}
	if f.protection.Check != nil {
		return f.protection.Check(f.path)
	}
	return nil
}

// notBegun reports whether an error says that there is no file, and no trace of an
// earlier one, where none has to be created first.
func (f *File) notBegun(err error) bool {
	var missing *MissingError
	return !f.protection.Passphrase && errors.As(err, &missing) && missing.Backup == ""
}

// checked locks the file when its passphrase turns out to be another one now.
func (f *File) checked(err error) error {
	if errors.Is(err, ErrWrongPassphrase) {
		f.lock()
		return fmt.Errorf("%w; it may have been changed in another window", err)
	}
	return err
}

// lock drops the passphrase and the secrets from memory.
func (f *File) lock() {
	f.unlocked.Store(false)
	f.passphrase, f.next = redact.Secret{}, redact.Secret{}
	f.forget()
}

// forget drops what was read from memory.
func (f *File) forget() { f.seen, f.secrets = nil, nil }

func (f *File) backupPath() string { return f.path + atomicfile.BackupSuffix }

func (f *File) failed(step string, err error) error {
	return fmt.Errorf("%s %s: %w", step, f.protection.Name, err)
}
