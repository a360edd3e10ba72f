package profiles

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

const (
	lockName  = "profiles.lock"
	lockLimit = 2 * time.Second
	lockPause = 10 * time.Millisecond
)

// edit changes the document on disk: under the lock, on top of what the file
// holds at that moment.
func (s *Store) edit(change func(*document) error) (Book, error) {
	if s.corrupt != nil {
		return Book{}, s.corrupt
	}
	unlock, err := s.lock()
	if err != nil {
		return Book{}, fmt.Errorf("save profiles: %w", err)
	}
	defer unlock()
	d, before, err := s.read()
	if err != nil {
		errors.As(err, &s.corrupt)
		return Book{}, err
	}
	if d.version > FormatVersion {
		return Book{}, &NewerVersionError{Path: s.Path(), Version: d.version}
	}
	strays := d.strays
	if err := change(d); err != nil {
		return Book{}, err
	}
	after, written, err := d.render()
	if err != nil {
		return Book{}, fmt.Errorf("save profiles: %w", err)
	}
	if bytes.Equal(before, after) && s.isClosed() {
		return s.give(written), nil
	}
	backup := before
	if written.strays < strays {
		// A text that may be a secret was just taken out of the file. The
		// backup must not keep it.
		backup = after
	}
	if err := s.write(backup, after); err != nil {
		return Book{}, fmt.Errorf("save profiles: %w; the profiles on disk are unchanged", err)
	}
	return s.give(written), nil
}

// write replaces the backup, unless there is nothing to keep in it, and then
// the file.
func (s *Store) write(backup, after []byte) error {
	var err error
	switch {
	case backup == nil:
		err = s.keepBackup()
	case !isBlank(backup):
		err = replaceFile(s.backupPath(), backup)
	}
	if err != nil {
		return err
	}
	return replaceFile(s.Path(), after)
}

// isClosed tells whether no other user can read the file.
func (s *Store) isClosed() bool { return len(permissionWarnings(s.dir, s.Path())) == 0 }

// lock makes the folder ready and takes the lock that all instances share. The
// caller must hold the mutex: a second lock within one process is refused too.
func (s *Store) lock() (unlock func(), err error) {
	if err := ensureFolder(s.dir); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(s.dir, lockName))
	limit, cancel := context.WithTimeout(context.Background(), s.lockLimit)
	defer cancel()
	switch _, err := lock.TryLockContext(limit, lockPause); {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, ErrLocked
	case err != nil:
		return nil, fmt.Errorf("lock the folder: %w", err)
	}
	s.tidy()
	return func() { _ = lock.Unlock() }, nil
}

// tidy removes old temporary files from the folders that saves use.
func (s *Store) tidy() {
	removeStrayFiles(s.dir, s.now())
	if target, err := followLinks(s.Path()); err == nil && filepath.Dir(target) != filepath.Clean(s.dir) {
		removeStrayFiles(filepath.Dir(target), s.now())
	}
}
