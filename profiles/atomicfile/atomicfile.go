// Package atomicfile replaces files so that a crash, a full disk or a kill at any
// moment leaves the old file or the new one, never a part of one. It closes them
// to other users, follows symbolic links, and gives the lock that keeps several
// instances of the program apart. It does not know what the files hold.
package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"devtools/ripio-explorer/profiles/atomicfile/faultpoint"
	"devtools/ripio-explorer/profiles/disk"
)

// maxLinks is how many symbolic links in a row are followed, as Linux does.
const maxLinks = 40

// Read reads a regular file, up to one byte more than limit, so that the caller
// can tell a file that is too large. A named pipe or a device is refused: it
// could block or never end. A file that does not exist is fs.ErrNotExist.
func Read(path string, limit int64) ([]byte, error) {
	info, err := disk.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	file, err := disk.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	return io.ReadAll(io.LimitReader(file, limit+1))
}

// Resolve returns the file that a path means in the end, so that a dotfile
// manager's link stays a link. The file itself need not exist yet, but its
// folder must. A path that is not a link is given back as it is.
func Resolve(path string) (string, error) {
	for range maxLinks {
		link, err := os.Readlink(path)
		if err != nil {
			return path, nil //nolint:nilerr // it is not a link
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

// Replace puts data in the place of a file, or of the file that a link means. The
// new file has mode 0600 whatever the old one had. After an error the old file is
// as it was.
func Replace(path string, data []byte) error {
	if disk.InMemory(path) {
		return disk.Write(path, data)
	}
	target, err := Resolve(path)
	if err != nil {
		return err
	}
	folder := filepath.Dir(target)
	faultpoint.Pass("create")
	temporary, err := os.CreateTemp(folder, temporaryPrefix+"*"+temporarySuffix) // O_EXCL, 0600
	if err != nil {
		return err
	}
	if err := errors.Join(fill(temporary, data), temporary.Close()); err != nil {
		_ = os.Remove(temporary.Name())
		return err
	}
	if err := Rename(temporary.Name(), target); err != nil {
		_ = os.Remove(temporary.Name())
		return err
	}
	syncFolder(folder)
	return nil
}

func fill(file *os.File, data []byte) error {
	faultpoint.Pass("write")
	if _, err := file.Write(data); err != nil {
		return err
	}
	faultpoint.Pass("fsync")
	return file.Sync()
}
