package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"devtools/ripio-explorer/profiles/atomicfile/faultpoint"
	"devtools/ripio-explorer/profiles/disk"
)

// mostCopied is how large a file is copied where file systems have no links.
const mostCopied = 64 << 20

// KeepCopy keeps what a file holds under a second name too, closed to other users.
// The file itself stays, so that a step that fails afterwards has moved nothing
// away; Replace puts another one in its place. kept is false when there is no file.
func KeepCopy(path, name string) (kept bool, err error) {
	if _, err := disk.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	faultpoint.Pass("link")
	if os.Link(path, name) == nil {
		_ = os.Chmod(name, FileMode)
		return true, nil
	}
	data, err := Read(path, mostCopied)
	if err == nil && len(data) > mostCopied {
		err = fmt.Errorf("%s is larger than 64 MiB; move it away", path)
	}
	if err == nil {
		err = Replace(name, data)
	}
	return err == nil, err
}

// Remove removes a file; one that is gone already is not an error.
func Remove(path string) error {
	faultpoint.Pass("unlink")
	if err := disk.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
