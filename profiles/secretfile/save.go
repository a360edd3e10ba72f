package secretfile

import (
	"errors"
	"fmt"
	"io/fs"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/disk"
)

// begin makes a file without secrets, as Create does.
func (f *File) begin() error {
	err := f.underLock(func(target string) error {
		switch _, err := disk.Stat(target); {
		case err == nil:
			return ErrExists
		case !errors.Is(err, fs.ErrNotExist):
			return err
		}
		return f.beginAnew()
	})
	if err != nil {
		return f.failed("begin", err)
	}
	return nil
}

// edit changes the secrets under the lock. change reports whether anything is to
// be written.
func (f *File) edit(change func(Secrets) bool) error {
	err := f.underLock(func(string) error {
		secrets, err := f.read()
		if isMissing(err) && f.putEmptyBackupBack() {
			secrets, err = f.read()
		}
		if err != nil || !change(secrets) {
			return err
		}
		return f.write(secrets)
	})
	if err != nil {
		return f.failed("save", err)
	}
	return nil
}

// underLock works while no other instance saves, without the temporary files of killed
// ones. target is the file that the path
// means in the end.
func (f *File) underLock(work func(target string) error) error {
	unlock, err := atomicfile.LockFolder(f.path+LockSuffix, f.protection.Patience, f.now(), f.path)
	if err != nil {
		return err
	}
	defer unlock()
	target, err := atomicfile.Resolve(f.path)
	if err != nil {
		return err
	}
	return work(target)
}

// seal returns the bytes of a file that holds the secrets.
func (f *File) seal(secrets Secrets) ([]byte, error) {
	text, err := encode(secrets)
	if err != nil {
		return nil, err
	}
	data, err := f.protection.Seal(text, f.next)
	if err == nil && len(data) > atomicfile.MaxSize {
		return nil, ErrFull
	}
	return data, err
}

// beginAnew writes a file without secrets where there is none.
func (f *File) beginAnew() error {
	data, err := f.seal(Secrets{})
	if err != nil {
		return err
	}
	if err := atomicfile.ReplaceFirst(f.path, data, f.now()); err != nil {
		return err
	}
	f.remember(data, Secrets{})
	return nil
}

// write replaces the backup and then the file. In this order a removed secret
// never stays behind in the backup.
func (f *File) write(secrets Secrets) error {
	data, err := f.seal(secrets)
	if err != nil {
		return err
	}
	backup, noBackup := atomicfile.Read(f.backupPath(), atomicfile.MaxSize)
	err = atomicfile.Replace(f.backupPath(), data)
	if err == nil {
		err = atomicfile.Replace(f.path, data)
	}
	if err != nil {
		f.putBackupBack(backup, noBackup)
		return fmt.Errorf("%w; the secrets on disk are unchanged", err)
	}
	f.remember(data, secrets)
	return nil
}

// putBackupBack makes the backup what it was before a save that failed, as far as
// that can be done: the new one is a whole file as well.
func (f *File) putBackupBack(backup []byte, noBackup error) {
	switch {
	case noBackup == nil:
		_ = atomicfile.Replace(f.backupPath(), backup)
	case errors.Is(noBackup, fs.ErrNotExist):
		_ = disk.Remove(f.backupPath())
	}
}
