package book

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// LockName is the name of the lock under which the profiles file changes.
const LockName = "profiles.lock"

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
	if bytes.Equal(before, after) && s.isClosed() && !d.forgetful {
		return s.give(written), nil
	}
	backup := before
	if written.strays < strays || d.forgetful {
		// What was just taken out of the file may be a secret, or is to be
		// forgotten. The backup must not keep it.
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
	if backup == nil {
		return atomicfile.ReplaceFirst(s.Path(), after, s.Now())
	}
	if !isBlank(backup) {
		if err := atomicfile.Replace(s.backupPath(), backup); err != nil {
			return err
		}
	}
	return atomicfile.Replace(s.Path(), after)
}

// isClosed reports whether no other user can read the file.
func (s *Store) isClosed() bool { return len(permissionWarnings(s.dir, s.Path())) == 0 }

// lock takes the lock that all instances share. The caller must hold the mutex:
// a second lock within one process is refused too.
func (s *Store) lock() (unlock func(), err error) {
	return atomicfile.LockFolder(filepath.Join(s.dir, LockName), s.LockLimit, s.Now(), s.Path())
}
