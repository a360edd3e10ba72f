// Package plainfile keeps secrets in a file that is closed to other users and not
// encrypted. It is for callers whose user was told what that means and chose it.
// It does not use a file that other users can read.
package plainfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

// FileName is the file's name in the configuration folder.
const FileName = "secrets-plain.json"

const (
	name     = "plain file"
	patience = 2 * time.Second
)

// LooseError says that other users of the machine can read the file, or could
// until now. Its secrets are not used until Tighten, or chmod 600, has closed it.
type LooseError struct {
	Path string
	// Mode are the permissions, such as 0644.
	Mode fs.FileMode
}

// Error says so, and what to do.
func (e *LooseError) Error() string {
	return fmt.Sprintf("open %s: %s is open to other users of this machine (mode %04o), so it is not used; "+
		"close it with chmod 600, and treat its secrets as known to others", name, e.Path, e.Mode.Perm())
}

// File is the plain file. Several, in this program or in others, may work on one
// file: each save takes a lock, reads the file again and changes only the
// accounts that it is about. All methods are safe for concurrent use.
type File struct {
	mutex sync.Mutex
	store *secretfile.Store
}

// Open prepares the file secrets-plain.json in a folder. Nothing is read or
// created.
func Open(dir string) *File {
	same := func(data []byte) ([]byte, error) { return data, nil }
	return &File{store: secretfile.New(filepath.Join(dir, FileName), secretfile.Protection{
		Name: name, Open: same, Seal: same, Patience: patience,
	})}
}

// Path is the file's path.
func (f *File) Path() string { return f.store.Path() }

// Files lists the files on disk that belong to this one: itself, its backups, and
// those that were set aside. All of them may hold secrets.
func (f *File) Files() ([]string, error) { return f.store.Files() }

// Get returns an account's secret as the file holds it now. Its errors are
// secretfile.ErrNoSecret, *LooseError, secretfile.ErrMissing when the file is gone
// and its backup is there, secretfile.ErrCorrupt, secretfile.ErrNewer and those of
// the disk.
func (f *File) Get(account string) (redact.Secret, error) {
	secrets, err := f.read()
	if err != nil {
		return redact.Secret{}, err
	}
	return secrets.Find(account)
}

// Accounts lists the accounts in alphabetical order; none when there is no file.
// Its errors are those of Get.
func (f *File) Accounts() ([]string, error) {
	secrets, err := f.read()
	if err != nil {
		return nil, err
	}
	return secrets.Accounts(), nil
}

func (f *File) read() (secretfile.Secrets, error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if err := f.checkMode(); err != nil {
		return nil, err
	}
	secrets, err := f.store.Read()
	if isNew(err) {
		return secretfile.Secrets{}, nil
	}
	return secrets, err
}

// isNew tells that there is no file and no trace of an earlier one.
func isNew(err error) bool {
	var missing *secretfile.MissingError
	return errors.As(err, &missing) && missing.Backup == ""
}

// checkMode refuses a file that others can read.
func (f *File) checkMode() error {
	info, err := os.Stat(f.Path())
	if err == nil && atomicfile.IsLoose(info) {
		return &LooseError{Path: f.Path(), Mode: info.Mode()}
	}
	return nil // that it cannot be looked at is for reading it to say
}

// Tighten closes the file and its backups to other users, and lists those that
// were open to them.
func (f *File) Tighten() (closed []string, err error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	files, err := f.Files()
	if err != nil {
		return nil, err
	}
	for _, path := range files {
		info, err := os.Stat(path)
		if err != nil || !atomicfile.IsLoose(info) {
			continue
		}
		if err := os.Chmod(path, atomicfile.FileMode); err != nil {
			return closed, fmt.Errorf("close %s: %w", name, err)
		}
		closed = append(closed, path)
	}
	return closed, nil
}

// Set keeps an account's secret in place of the one that is there, and begins the
// file when there is none. Its errors are those of Update and
// secretfile.ErrSecretEmpty.
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
	if err := f.checkMode(); err != nil {
		return err
	}
	err := f.store.Update(changes)
	if !isNew(err) {
		return err
	}
	if err := f.store.Begin(); err != nil && !errors.Is(err, secretfile.ErrExists) {
		return err
	}
	return f.store.Update(changes)
}

// Create begins a file without secrets, although a backup of an earlier one is
// there; that backup is kept under a name with the time. It gives
// secretfile.ErrExists when there is a file.
func (f *File) Create() error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.store.Begin()
}

// UseBackup puts the backup in the place of a file that is missing or damaged; the
// damaged file is set aside. Its errors are secretfile.ErrReadable,
// secretfile.ErrNoBackup, secretfile.ErrCorrupt for the backup, and those of the
// disk.
func (f *File) UseBackup() error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.store.UseBackup()
}

// SetAside renames a damaged file so that a new one can begin, and gives its new
// path. It still holds its secrets.
func (f *File) SetAside() (path string, err error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.store.SetAside()
}

// PurgeCopies removes accounts from the backups and from the files that were set
// aside, and lists those that it changed and those that it could not open, as
// secretfile.Store.PurgeCopies does.
func (f *File) PurgeCopies(accounts []string) (cleaned, unread []string, err error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.store.PurgeCopies(accounts)
}
