package atomicfile

import (
	"errors"
	"os"
	"runtime"
	"strconv"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile/faultpoint"
	"devtools/ripio-explorer/profiles/disk"
)

const (
	// FileMode and FolderMode are closed to other users.
	FileMode   os.FileMode = 0o600
	FolderMode os.FileMode = 0o700
	// loose are the permissions that neither may give to others.
	loose os.FileMode = 0o077
)

// EnsureFolder makes the folder and closes it to others. A folder with the sticky
// bit, such as /tmp, is shared on purpose and is left as it is.
func EnsureFolder(dir string) error {
	faultpoint.Pass("mkdir")
	if err := disk.MkdirAll(dir, FolderMode); err != nil {
		return err
	}
	info, err := disk.Stat(dir)
	if err != nil {
		return err
	}
	if info.Mode().Perm()&loose != 0 && info.Mode()&os.ModeSticky == 0 {
		// Some file systems have no permissions. Refusing to save there would help
		// nobody.
		_ = os.Chmod(dir, FolderMode)
	}
	return nil
}

// TryFolder makes a file in a folder and removes it, and gives the error of that:
// permissions alone do not tell of a full disk, or of one that is mounted for reading only.
func TryFolder(dir string) error {
	if disk.InMemory(dir) {
		return nil
	}
	file, err := os.CreateTemp(dir, temporaryPrefix+"*"+temporarySuffix)
	if err != nil {
		return err
	}
	_, err = file.WriteString("\n")
	return errors.Join(err, file.Close(), disk.Remove(file.Name()))
}

// IsLoose reports whether a file's or a folder's permissions let other users in.
// Windows shows no such bits, so nothing is loose there.
func IsLoose(info os.FileInfo) bool {
	return runtime.GOOS != "windows" && info.Mode().Perm()&loose != 0
}

// FreeName adds the time in UTC to a path, such as 20261124-034151, so that no
// file has that name yet. A lock must keep other instances from taking it.
func FreeName(prefix string, now time.Time) string {
	dated := prefix + now.UTC().Format("20060102-150405")
	name := dated
	for number := 2; ; number++ {
		if _, err := disk.Lstat(name); err != nil {
			return name
		}
		name = dated + "-" + strconv.Itoa(number)
	}
}
