package atomicfile

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Temporary files are recognisable, so that those which a killed process left
// can be removed. None is in use for longer than a moment.
const (
	temporaryPrefix = ".ripio-explorer-"
	temporarySuffix = ".tmp"
	temporaryAge    = 10 * time.Minute
)

// IsStray tells whether a file's name is that of a temporary file of Replace.
func IsStray(name string) bool {
	return strings.HasPrefix(name, temporaryPrefix) && strings.HasSuffix(name, temporarySuffix)
}

// RemoveStrays removes temporary files of more than ten minutes that a killed
// process left in the folder. It is tidying: what cannot be removed is left.
func RemoveStrays(folder string, now time.Time) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if !IsStray(entry.Name()) {
			continue
		}
		info, err := entry.Info()
		if err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > temporaryAge {
			_ = os.Remove(filepath.Join(folder, entry.Name()))
		}
	}
}
