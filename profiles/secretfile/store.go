// Package secretfile keeps the secrets of accounts in one file: the common part
// of the encrypted and of the plain file. It reads the whole file before it uses
// any of it, saves it in one piece under a lock on top of what other instances
// wrote, and never writes over a file that it cannot read. How the bytes of the
// file protect the secrets is for Protection to say.
//
// Beside the file lies a backup with the same content, which a deleted secret
// leaves at the same time as the file: it is there for a file that was damaged,
// not for going back in time.
package secretfile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
)

const (
	maxFileSize  = 1 << 20
	backupSuffix = ".bak"
	// LockSuffix follows the file's name in that of its lock.
	LockSuffix = ".lock"
	asideMark  = ".set-aside-"
)

// Protection turns the text that holds the secrets into the bytes of the file,
// and back.
type Protection struct {
	// Name stands in the texts of errors, such as "encrypted file".
	Name string
	// Open gives the text from the whole file. An error that is a *CorruptError
	// gets the file's path; every other one is passed on.
	Open func(file []byte) (text []byte, err error)
	// Seal gives the file from the text.
	Seal func(text []byte) (file []byte, err error)
	// Patience is how long a save waits for another instance's save.
	Patience time.Duration
}

// Store reads and writes the file. It is not safe for concurrent use; other
// instances, in this program or in others, may work on the same file.
type Store struct {
	path       string
	protection Protection
	now        func() time.Time
	// seen are the bytes of the file that secrets were read from, so that they are
	// opened again only when another instance wrote.
	seen    []byte
	secrets Secrets
}

// New makes a store for the file; nothing is read or created yet.
func New(path string, protection Protection) *Store {
	return &Store{path: path, protection: protection, now: time.Now}
}

// Path is the file's path.
func (s *Store) Path() string { return s.path }

func (s *Store) backupPath() string { return s.path + backupSuffix }

// Forget drops what was read from memory.
func (s *Store) Forget() { s.seen, s.secrets = nil, nil }

// Read returns the secrets that the file holds now. Its errors are *MissingError,
// *CorruptError, *NewerError, those of Protection.Open, and those of the disk.
func (s *Store) Read() (Secrets, error) {
	secrets, err := s.read()
	if isMissing(err) && s.findBackup() != "" {
		mended := false
		if s.underLock(func(string) error { mended = s.putEmptyBackupBack(); return nil }) == nil && mended {
			secrets, err = s.read()
		}
	}
	if err != nil {
		return nil, s.failed("open", err)
	}
	return secrets, nil
}

func (s *Store) read() (Secrets, error) {
	data, err := atomicfile.Read(s.path, maxFileSize)
	if errors.Is(err, fs.ErrNotExist) {
		s.Forget()
		return nil, &MissingError{Path: s.path, Backup: s.findBackup()}
	}
	if err != nil {
		return nil, err
	}
	if s.secrets != nil && bytes.Equal(data, s.seen) {
		return maps.Clone(s.secrets), nil
	}
	s.Forget()
	secrets, err := s.open(data)
	var corrupt *CorruptError
	var newer *NewerError
	switch {
	case errors.As(err, &corrupt):
		corrupt.Path, corrupt.Backup = s.path, s.findBackup()
	case errors.As(err, &newer):
		newer.Path = s.path
	}
	if err != nil {
		return nil, err
	}
	s.remember(data, secrets)
	return secrets, nil
}

func isMissing(err error) bool { return errors.Is(err, ErrMissing) }

// putEmptyBackupBack mends what a kill in the first save of an earlier version left:
// a backup without its file that holds no secret. It becomes the file. A backup that
// holds secrets is for a person to decide about: somebody removed its file. The lock
// must be held.
func (s *Store) putEmptyBackupBack() (done bool) {
	if _, err := os.Lstat(s.path); err == nil {
		return true // another instance was quicker
	}
	data, err := atomicfile.Read(s.backupPath(), maxFileSize)
	if err != nil {
		return false
	}
	secrets, err := s.open(data)
	return err == nil && len(secrets) == 0 && atomicfile.Replace(s.path, data) == nil
}

func (s *Store) remember(data []byte, secrets Secrets) {
	s.seen, s.secrets = data, maps.Clone(secrets)
}

// open reads the secrets out of a whole file.
func (s *Store) open(data []byte) (Secrets, error) {
	if len(data) > maxFileSize {
		return nil, &CorruptError{Reason: "it is larger than 1 MiB"}
	}
	text, err := s.protection.Open(data)
	if err != nil {
		return nil, err
	}
	return decode(text)
}

// Files lists the files that belong to this one and exist: itself, its backups,
// and those that were set aside, which lie beside the file that a link means.
func (s *Store) Files() ([]string, error) {
	paths := []string{s.path}
	if target, err := atomicfile.Resolve(s.path); err == nil && target != s.path {
		paths = append(paths, target)
	}
	var files []string
	for _, path := range paths {
		beside, err := filesOf(path)
		if err != nil {
			return nil, s.failed("list the files of the", err)
		}
		files = append(files, beside...)
	}
	return files, nil
}

// filesOf lists a file and those beside it whose names say that they belong to it.
func filesOf(path string) ([]string, error) {
	folder, base := filepath.Split(path)
	entries, err := os.ReadDir(filepath.Clean(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var files []string
	for _, entry := range entries {
		rest, mine := strings.CutPrefix(entry.Name(), base)
		if mine && (rest == "" || strings.HasPrefix(rest, backupSuffix) || strings.HasPrefix(rest, asideMark)) {
			files = append(files, filepath.Join(folder, entry.Name()))
		}
	}
	return files, err
}

// findBackup returns the backup's path if it exists and is not empty.
func (s *Store) findBackup() string {
	if info, err := os.Stat(s.backupPath()); err != nil || info.Size() == 0 {
		return ""
	}
	return s.backupPath()
}

func (s *Store) failed(step string, err error) error {
	return fmt.Errorf("%s %s: %w", step, s.protection.Name, err)
}
