package secretfile

import (
	"errors"
	"io/fs"
	"os"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// UseBackup puts the backup in the place of a file that is missing or cannot be
// opened; that file is set aside first. Its errors are ErrReadable when the file
// can be opened, ErrNoBackup, and those of Read for the backup.
func (s *Store) UseBackup() error {
	err := s.underLock(func(target string) error {
		if _, err := s.read(); err == nil {
			return ErrReadable
		}
		backup, err := atomicfile.Read(s.backupPath(), maxFileSize)
		if errors.Is(err, fs.ErrNotExist) {
			return ErrNoBackup
		}
		if err != nil {
			return err
		}
		secrets, err := s.open(backup)
		if err != nil {
			return inBackup(err, s.backupPath())
		}
		if _, err := s.moveAside(target); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := atomicfile.Replace(target, backup); err != nil {
			return err // the backup is still there, and so is the file set aside
		}
		s.remember(backup, secrets)
		return nil
	})
	if err != nil {
		return s.failed("use the backup of the", err)
	}
	return nil
}

func inBackup(err error, path string) error {
	var corrupt *CorruptError
	var newer *NewerError
	switch {
	case errors.As(err, &corrupt):
		corrupt.Path = path
	case errors.As(err, &newer):
		newer.Path = path
	}
	return err
}

// SetAside renames the file, damaged or not, so that a new one can begin: to its
// name with ".set-aside-" and the time in UTC, such as 20261124-034151. It gives
// the new path. It is the way on for a lost passphrase too.
func (s *Store) SetAside() (path string, err error) {
	err = s.underLock(func(target string) error {
		path, err = s.moveAside(target)
		if errors.Is(err, fs.ErrNotExist) {
			return &MissingError{Path: s.path}
		}
		return err
	})
	if err != nil {
		return "", s.failed("set aside the", err)
	}
	s.Forget()
	return path, nil
}

func (s *Store) moveAside(target string) (string, error) {
	aside := atomicfile.FreeName(target+asideMark, s.now())
	if err := atomicfile.Rename(target, aside); err != nil {
		return "", err
	}
	_ = os.Chmod(aside, atomicfile.FileMode)
	return aside, nil
}
