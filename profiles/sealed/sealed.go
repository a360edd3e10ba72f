// Package sealed keeps secrets in a file that a passphrase protects. The file is
// in the age format (https://age-encryption.org/v1) with its scrypt recipient, so
// that `age -d secrets.age` opens it too. Decrypted secrets and the passphrase
// are in memory only, from Unlock to Lock.
package sealed

import (
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

// FileName is the file's name in the configuration folder.
const FileName = "secrets.age"

// patience is longer than for other files: another instance's save computes for
// about a second while it has the lock.
const patience = 10 * time.Second

// File is the encrypted file. Several, in this program or in others, may work on
// one file: each save takes a lock, reads the file again and changes only the
// accounts that it is about. All methods are safe for concurrent use. Those that
// take a passphrase, and those that find the file changed by another instance,
// compute for about a second.
type File struct {
	mutex sync.Mutex
	store *secretfile.Store
	// passphrase opens the file; next is what a save protects it with, the same
	// but for the moment of a change.
	passphrase, next redact.Secret
	workFactor       int
	unlocked         atomic.Bool
}

// Open prepares the file secrets.age in a folder. Nothing is read or created.
func Open(dir string) *File {
	file := &File{workFactor: WorkFactor}
	file.store = secretfile.New(filepath.Join(dir, FileName), secretfile.Protection{
		Name: "encrypted file",
		Open: func(data []byte) ([]byte, error) {
			defer file.giveMemoryBack()
			return decrypt(data, file.passphrase)
		},
		Seal: func(text []byte) ([]byte, error) {
			defer file.giveMemoryBack()
			return encrypt(text, file.next, file.workFactor)
		},
		Patience: patience,
	})
	return file
}

// UseWorkFactor changes how long what is saved from now on takes to open, as the
// logarithm of scrypt's cost. Below WorkFactor it protects less.
func (f *File) UseWorkFactor(factor int) { f.workFactor = factor }

// giveMemoryBack returns the 256 MiB that scrypt computed in to the system at once.
// The rest of the program needs a few.
func (f *File) giveMemoryBack() {
	if f.workFactor == WorkFactor {
		debug.FreeOSMemory()
	}
}

// Path is the file's path.
func (f *File) Path() string { return f.store.Path() }

// Files lists the files on disk that belong to this one: itself, its backups, and
// those that were set aside.
func (f *File) Files() ([]string, error) { return f.store.Files() }

// Unlocked reports whether the passphrase is known. It answers at once.
func (f *File) Unlocked() bool { return f.unlocked.Load() }

// Unlock reads and authenticates the whole file with the passphrase, which is
// kept in memory until Lock. Its errors are ErrMissing, ErrEmptyPassphrase,
// ErrWrongPassphrase, ErrCorrupt, secretfile.ErrNewer and those of the disk; the
// file is locked after each of them.
func (f *File) Unlock(passphrase redact.Secret) error {
	return f.become(passphrase, func() error {
		_, err := f.store.Read()
		return err
	})
}

// Create begins a file without secrets under a new passphrase, and unlocks it. It
// gives secretfile.ErrExists when there is one. A backup without its file is kept
// under a name with the time.
func (f *File) Create(passphrase redact.Secret) error {
	return f.become(passphrase, f.store.Begin)
}

// UseBackup puts the backup in the place of a file that is missing, damaged, or
// not opened by the passphrase, and unlocks it; the damaged file is set aside.
// Its errors are secretfile.ErrReadable, secretfile.ErrNoBackup and those of
// Unlock for the backup.
func (f *File) UseBackup(passphrase redact.Secret) error {
	return f.become(passphrase, f.store.UseBackup)
}

// become works with another passphrase and keeps it if that went well.
func (f *File) become(passphrase redact.Secret, work func() error) error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.lock()
	if passphrase.IsEmpty() {
		return ErrEmptyPassphrase
	}
	f.passphrase, f.next = passphrase, passphrase
	err := work()
	if err != nil {
		f.lock()
		return err
	}
	f.unlocked.Store(true)
	return nil
}

// SetAside renames the file so that a new one can be created, and gives its new
// path: the way on for a lost passphrase or a damaged file.
func (f *File) SetAside() (path string, err error) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	path, err = f.store.SetAside()
	if err == nil {
		f.lock()
	}
	return path, err
}

// Lock drops the passphrase and the secrets from memory.
func (f *File) Lock() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.lock()
}

func (f *File) lock() {
	f.unlocked.Store(false)
	f.passphrase, f.next = redact.Secret{}, redact.Secret{}
	f.store.Forget()
}
