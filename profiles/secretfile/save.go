package secretfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// Begin makes a file without secrets; ErrExists when there is one, readable or
// not. A backup whose file is gone is kept under a name with the time.
func (s *Store) Begin() error {
	err := s.underLock(func(target string) error {
		switch _, err := os.Stat(target); {
		case err == nil:
			return ErrExists
		case !errors.Is(err, fs.ErrNotExist):
			return err
		}
		return s.beginAnew()
	})
	if err != nil {
		return s.failed("begin", err)
	}
	return nil
}

// Update sets the secret of each account in changes, all in one save, on top of
// what the file holds at that moment; an empty secret removes its account. Its
// errors are ErrAccountName, ErrSecretTooLong, ErrSecretNotText, ErrFull,
// atomicfile.ErrLocked and those of Read. The file is unchanged after each of
// them.
func (s *Store) Update(changes Secrets) error {
	if err := changes.check(); err != nil {
		return s.failed("save", err)
	}
	return s.edit(func(secrets Secrets) bool { return secrets.apply(changes) })
}

// Rewrite seals the same secrets anew.
func (s *Store) Rewrite() error {
	return s.edit(func(Secrets) bool { return true })
}

// edit changes the secrets under the lock. change reports whether anything is to
// be written.
func (s *Store) edit(change func(Secrets) bool) error {
	err := s.underLock(func(string) error {
		secrets, err := s.read()
		if isMissing(err) && s.putEmptyBackupBack() {
			secrets, err = s.read()
		}
		if err != nil || !change(secrets) {
			return err
		}
		return s.write(secrets)
	})
	if err != nil {
		return s.failed("save", err)
	}
	return nil
}

// underLock works while no other instance saves. target is the file that the path
// means in the end.
func (s *Store) underLock(work func(target string) error) error {
	unlock, err := s.lock()
	if err != nil {
		return err
	}
	defer unlock()
	target, err := atomicfile.Resolve(s.path)
	if err != nil {
		return err
	}
	return work(target)
}

// lock takes the lock that all instances share, and removes the temporary files
// of killed ones.
func (s *Store) lock() (unlock func(), err error) {
	unlock, err = atomicfile.Lock(s.path+LockSuffix, s.protection.Patience)
	if err != nil {
		return nil, err
	}
	atomicfile.RemoveStrays(filepath.Dir(s.path), s.now())
	if target, err := atomicfile.Resolve(s.path); err == nil && filepath.Dir(target) != filepath.Dir(s.path) {
		atomicfile.RemoveStrays(filepath.Dir(target), s.now())
	}
	return unlock, nil
}

// seal returns the bytes of a file that holds the secrets.
func (s *Store) seal(secrets Secrets) ([]byte, error) {
	text, err := encode(secrets)
	if err != nil {
		return nil, err
	}
	data, err := s.protection.Seal(text)
	if err == nil && len(data) > maxFileSize {
		return nil, ErrFull
	}
	return data, err
}

// beginAnew writes a file without secrets where there is none: in one step, as
// there is nothing to go back to. A backup whose file is gone is copied before and
// removed after, so that neither a failure nor a kill takes it away.
func (s *Store) beginAnew() error {
	data, err := s.seal(Secrets{})
	if err != nil {
		return err
	}
	copied := ""
	if s.findBackup() != "" {
		copied = atomicfile.FreeName(s.backupPath()+"-", s.now())
		if _, err := atomicfile.KeepCopy(s.backupPath(), copied); err != nil {
			return err
		}
	}
	if err := atomicfile.Replace(s.path, data); err != nil {
		if copied != "" {
			_ = os.Remove(copied)
		}
		return err
	}
	s.remember(data, Secrets{})
	return atomicfile.Remove(s.backupPath())
}

// write replaces the backup and then the file. In this order a removed secret
// never stays behind in the backup.
func (s *Store) write(secrets Secrets) error {
	data, err := s.seal(secrets)
	if err != nil {
		return err
	}
	backup, noBackup := atomicfile.Read(s.backupPath(), maxFileSize)
	err = atomicfile.Replace(s.backupPath(), data)
	if err == nil {
		err = atomicfile.Replace(s.path, data)
	}
	if err != nil {
		s.putBackupBack(backup, noBackup)
		return fmt.Errorf("%w; the secrets on disk are unchanged", err)
	}
	s.remember(data, secrets)
	return nil
}

// putBackupBack makes the backup what it was before a save that failed, as far as
// that can be done: the new one is a whole file as well.
func (s *Store) putBackupBack(backup []byte, noBackup error) {
	switch {
	case noBackup == nil:
		_ = atomicfile.Replace(s.backupPath(), backup)
	case errors.Is(noBackup, fs.ErrNotExist):
		_ = os.Remove(s.backupPath())
	}
}
