package secretfile

import (
	"errors"
	"io/fs"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/disk"
)

// putBackup puts the backup in the place of the file, as UseBackup does.
func (f *File) putBackup() error {
	err := f.underLock(func(target string) error {
		if _, err := f.read(); err == nil {
			return ErrReadable
		}
		backup, err := atomicfile.Read(f.backupPath(), atomicfile.MaxSize)
		if errors.Is(err, fs.ErrNotExist) {
			return ErrNoBackup
		}
		if err != nil {
			return err
		}
		secrets, err := f.unseal(backup)
		if err != nil {
			return inBackup(err, f.backupPath())
		}
		if err := atomicfile.ReplaceAside(target, atomicfile.AsideMark, backup, f.now()); err != nil {
			return err
		}
		f.remember(backup, secrets)
		return nil
	})
	if err != nil {
		return f.failed("use the backup of the", err)
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

// moveAway renames the file and its backup, as SetAside does.
func (f *File) moveAway() (path string, err error) {
	err = f.underLock(func(target string) error {
		if _, err := disk.Lstat(target); errors.Is(err, fs.ErrNotExist) && atomicfile.Backup(f.path) == "" {
			return &MissingError{Path: f.path}
		}
		// First, so that a kill between the two leaves a file and not only a backup.
		if path, err = f.moveBackupAside(); err != nil {
			return err
		}
		aside, err := atomicfile.SetAside(target, atomicfile.AsideMark, f.now())
		if errors.Is(err, fs.ErrNotExist) {
			return nil // only the backup was left
		}
		path = aside
		return err
	})
	if err != nil {
		return "", f.failed("set aside the", err)
	}
	return path, nil
}

// moveBackupAside returns the backup a name with the time: it belongs to the file that
// is set aside, and a new file must not begin with it.
func (f *File) moveBackupAside() (string, error) {
	if atomicfile.Backup(f.path) == "" {
		return "", nil
	}
	aside := atomicfile.FreeName(f.backupPath()+"-", f.now())
	return aside, atomicfile.Rename(f.backupPath(), aside)
}
