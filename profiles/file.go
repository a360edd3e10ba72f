package profiles

import (
	"errors"
	"fmt"
	"io"
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

// maxLinks is how many symbolic links in a row are followed, as Linux does.
const maxLinks = 40

// readFile reads a regular file, up to one byte more than a profiles file may
// have. A named pipe or a device is refused: it could block or never end.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	file, err := os.Open(path) //nolint:gosec // the folder is the user's choice
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	return io.ReadAll(io.LimitReader(file, maxFileSize+1))
}

// followLinks gives the file that a path means in the end, so that a dotfile
// manager's link stays a link. The file itself need not exist yet, but its
// folder must. A path that is no link is given back as it is.
func followLinks(path string) (string, error) {
	for range maxLinks {
		link, err := os.Readlink(path)
		if err != nil {
			return path, nil
		}
		if !filepath.IsAbs(link) {
			// Join would take ".." as text, which is wrong behind a linked folder.
			link = filepath.Dir(path) + string(filepath.Separator) + link
		}
		folder, name := filepath.Split(link)
		folder, err = filepath.EvalSymlinks(folder)
		if err != nil {
			return "", err
		}
		path = filepath.Join(folder, name)
	}
	return "", fmt.Errorf("%s: too many symbolic links", path)
}

// replaceFile puts data in the place of a file so that a crash at any moment
// leaves the old file or the new one. The new one is closed to other users.
func replaceFile(path string, data []byte) error {
	target, err := followLinks(path)
	if err != nil {
		return err
	}
	folder := filepath.Dir(target)
	temporary, err := os.CreateTemp(folder, temporaryPrefix+"*"+temporarySuffix) // O_EXCL, 0600
	if err != nil {
		return err
	}
	if err := errors.Join(fill(temporary, data), temporary.Close()); err != nil {
		_ = os.Remove(temporary.Name())
		return err
	}
	if err := rename(temporary.Name(), target); err != nil {
		_ = os.Remove(temporary.Name())
		return err
	}
	syncFolder(folder)
	return nil
}

func fill(file *os.File, data []byte) error {
	if _, err := file.Write(data); err != nil {
		return err
	}
	return file.Sync()
}

// removeStrayFiles removes temporary files that a killed process left in the
// folder. It is tidying: what cannot be removed is left.
func removeStrayFiles(folder string, now time.Time) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasPrefix(name, temporaryPrefix) || !strings.HasSuffix(name, temporarySuffix) {
			continue
		}
		info, err := entry.Info()
		if err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > temporaryAge {
			_ = os.Remove(filepath.Join(folder, name))
		}
	}
}
