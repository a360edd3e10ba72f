package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile/faultpoint"
	"devtools/ripio-explorer/profiles/disk"
)

// Temporary files are recognisable, so that those which a killed process left
// can be removed. None is in use for longer than a moment.
const (
	temporaryPrefix = ".ripio-explorer-"
	temporarySuffix = ".tmp"
	temporaryAge    = 10 * time.Minute
)

// IsStray reports whether a file's name is that of a temporary file of Replace.
func IsStray(name string) bool {
	return strings.HasPrefix(name, temporaryPrefix) && strings.HasSuffix(name, temporarySuffix)
}

// RemoveStrays removes temporary files of more than ten minutes that a killed
// process left in the folder. It is tidying: what cannot be removed is left.
func RemoveStrays(folder string, now time.Time) {
	_, _ = sweep(folder, func(info os.FileInfo) bool { return now.Sub(info.ModTime()) > temporaryAge })
}

// RemoveAllStrays removes the temporary files of a folder whatever their age, and
// lists what was removed; the error says what could not be. The caller must hold
// every lock under which a file of the folder is replaced: then no process uses
// one of them.
func RemoveAllStrays(folder string) (removed []string, err error) {
	return sweep(folder, func(os.FileInfo) bool { return true })
}

func sweep(folder string, chosen func(os.FileInfo) bool) (removed []string, err error) {
	entries, err := disk.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	failures := []error{err}
	for _, entry := range entries {
		if !IsStray(entry.Name()) {
			continue
		}
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() || !chosen(info) {
			continue
		}
		path := filepath.Join(folder, entry.Name())
		faultpoint.Pass("unlink")
		switch err := disk.Remove(path); {
		case err == nil:
			removed = append(removed, path)
		case !errors.Is(err, fs.ErrNotExist):
			failures = append(failures, err)
		}
	}
	return removed, errors.Join(failures...)
}
