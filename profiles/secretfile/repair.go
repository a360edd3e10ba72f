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
		// A copy, so that there is a file at every moment.
		aside := atomicfile.FreeName(target+asideMark, s.now())
		kept, err := atomicfile.KeepCopy(target, aside)
		if err != nil {
			return err
		}
		if err := atomicfile.Replace(target, backup); err != nil {
			if kept {
				_ = os.Remove(aside)
			}
			return err
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
// name with ".set-aside-" and the time in UTC, such as 20261124-034151; its backup
// gets a name with the time too. It gives the new path: that of the backup when
// only the backup was left. It is the way on for a lost passphrase too.
func (s *Store) SetAside() (path string, err error) {
	err = s.underLock(func(target string) error {
		if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) && s.findBackup() == "" {
			return &MissingError{Path: s.path}
		}
		// First, so that a kill between the two leaves a file and not only a backup.
		if path, err = s.moveBackupAside(); err != nil {
			return err
		}
		aside, err := s.moveAside(target)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // only the backup was left
		}
		path = aside
		return err
	})
	if err != nil {
		return "", s.failed("set aside the", err)
	}
	s.Forget()
	return path, nil
}

// moveBackupAside returns the backup a name with the time: it belongs to the file that
// is set aside, and a new file must not begin with it.
func (s *Store) moveBackupAside() (string, error) {
	if s.findBackup() == "" {
		return "", nil
	}
	aside := atomicfile.FreeName(s.backupPath()+"-", s.now())
	return aside, atomicfile.Rename(s.backupPath(), aside)
}

func (s *Store) moveAside(target string) (string, error) {
	aside := atomicfile.FreeName(target+asideMark, s.now())
	if err := atomicfile.Rename(target, aside); err != nil {
		return "", err
	}
	_ = os.Chmod(aside, atomicfile.FileMode)
	return aside, nil
}
