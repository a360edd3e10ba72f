package book

import (
	"errors"
	"fmt"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// UseBackup puts the backup in the place of a corrupt file, which is kept
// beside it under the name that SetAside gives, and loads it. It gives
// ErrNoBackup when the backup cannot be read either, and ErrReadable when the
// file is no longer corrupt.
func (s *Store) UseBackup() (Book, []Warning, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	err := s.repair("use the backup", func(target string) error {
		if path, _ := s.findBackup(); path == "" {
			return ErrNoBackup
		}
		backup, err := atomicfile.Read(s.backupPath(), atomicfile.MaxSize)
		if err != nil {
			return err
		}
		return atomicfile.ReplaceAside(target, atomicfile.CorruptMark, backup, s.Now())
	})
	if err != nil {
		return Book{}, nil, err
	}
	return s.load()
}

// SetAside renames a corrupt file to "profiles.toml.corrupt-" and the time in
// UTC, such as 20261124-034151, and gives its new path. The store then is empty
// and saves again. It gives ErrReadable when the file is no longer corrupt.
func (s *Store) SetAside() (path string, err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	err = s.repair("set the file aside", func(target string) error {
		path, err = atomicfile.SetAside(target, atomicfile.CorruptMark, s.Now())
		return err
	})
	if err != nil {
		return "", err
	}
	s.corrupt, s.seen = nil, []Profile{}
	return path, nil
}

// repair works on the file under the lock, if it still is corrupt. step begins
// the error's text.
func (s *Store) repair(step string, work func(target string) error) error {
	unlock, err := s.lock()
	if err != nil {
		return fmt.Errorf("%s: %w", step, err)
	}
	defer unlock()
	var fault *CorruptError
	if _, _, err := s.read(); err == nil {
		return fmt.Errorf("%s: %w", step, ErrReadable)
	} else if !errors.As(err, &fault) {
		return fmt.Errorf("%s: %w", step, err)
	}
	target, err := atomicfile.Resolve(s.Path())
	if err == nil {
		err = work(target)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", step, err)
	}
	return nil
}
