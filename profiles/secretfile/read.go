package secretfile

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"strings"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/disk"
)

// open returns the secrets that the file holds now. Its errors are *MissingError,
// *CorruptError, *NewerError, those of Protection.Open, and those of the disk.
func (f *File) open() (Secrets, error) {
	secrets, err := f.read()
	if isMissing(err) && atomicfile.Backup(f.path) != "" {
		mended := false
		if f.underLock(func(string) error { mended = f.putEmptyBackupBack(); return nil }) == nil && mended {
			secrets, err = f.read()
		}
	}
	if err != nil {
		return nil, f.failed("open", err)
	}
	return secrets, nil
}

func (f *File) read() (Secrets, error) {
	data, err := atomicfile.Read(f.path, atomicfile.MaxSize)
	if errors.Is(err, fs.ErrNotExist) {
		f.forget()
		return nil, &MissingError{Path: f.path, Backup: atomicfile.Backup(f.path)}
	}
	if err != nil {
		return nil, err
	}
	if f.secrets != nil && bytes.Equal(data, f.seen) {
		return maps.Clone(f.secrets), nil
	}
	f.forget()
	secrets, err := f.unseal(data)
	var corrupt *CorruptError
	var newer *NewerError
	switch {
	case errors.As(err, &corrupt):
		corrupt.Path, corrupt.Backup = f.path, atomicfile.Backup(f.path)
	case errors.As(err, &newer):
		newer.Path = f.path
	}
	if err != nil {
		return nil, err
	}
	f.remember(data, secrets)
	return secrets, nil
}

func isMissing(err error) bool { return errors.Is(err, ErrMissing) }

// putEmptyBackupBack mends what a kill in the first save of an earlier version left:
// a backup without its file that holds no secret. It becomes the file. A backup that
// holds secrets is for a person to decide about: somebody removed its file. The lock
// must be held.
func (f *File) putEmptyBackupBack() (done bool) {
	if _, err := disk.Lstat(f.path); err == nil {
		return true // another instance was quicker
	}
	data, err := atomicfile.Read(f.backupPath(), atomicfile.MaxSize)
	if err != nil {
		return false
	}
	secrets, err := f.unseal(data)
	return err == nil && len(secrets) == 0 && atomicfile.Replace(f.path, data) == nil
}

func (f *File) remember(data []byte, secrets Secrets) {
	f.seen, f.secrets = data, maps.Clone(secrets)
}

// unseal reads the secrets out of the bytes of a whole file.
func (f *File) unseal(data []byte) (Secrets, error) {
	if len(data) > atomicfile.MaxSize {
		return nil, &CorruptError{Reason: "it is larger than 1 MiB"}
	}
	text, err := f.protection.Open(data, f.passphrase)
	if err != nil {
		return nil, err
	}
	return decode(text)
}

// Files lists the files that belong to this one and exist: itself, its backups,
// and those that were set aside, which lie beside the file that a link means.
func (f *File) Files() ([]string, error) {
	paths := []string{f.path}
	if target, err := atomicfile.Resolve(f.path); err == nil && target != f.path {
		paths = append(paths, target)
	}
	var files []string
	for _, path := range paths {
		beside, err := filesOf(path)
		if err != nil {
			return nil, f.failed("list the files of the", err)
		}
		files = append(files, beside...)
	}
	return files, nil
}

// filesOf lists a file and those beside it whose names say that they belong to it.
func filesOf(path string) ([]string, error) {
	folder, base := filepath.Split(path)
	entries, err := disk.ReadDir(filepath.Clean(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var files []string
	for _, entry := range entries {
		rest, mine := strings.CutPrefix(entry.Name(), base)
		if mine && (rest == "" || strings.HasPrefix(rest, atomicfile.BackupSuffix) || strings.HasPrefix(rest, atomicfile.AsideMark)) {
			files = append(files, filepath.Join(folder, entry.Name()))
		}
	}
	return files, err
}
