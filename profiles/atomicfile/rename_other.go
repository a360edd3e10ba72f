//go:build !windows

package atomicfile

import (
	"os"

	"devtools/ripio-explorer/profiles/atomicfile/faultpoint"
	"devtools/ripio-explorer/profiles/disk"
)

// Rename puts the file from in the place of the file to.
func Rename(from, to string) error {
	faultpoint.Pass("rename")
	return disk.Rename(from, to)
}

// syncFolder makes a rename last through a power failure, on file systems that
// can do so.
func syncFolder(folder string) {
	faultpoint.Pass("fsync folder")
	handle, err := os.Open(folder) //nolint:gosec // the folder is the user's choice
	if err != nil {
		return
	}
	defer handle.Close() //nolint:errcheck // nothing was written
	_ = handle.Sync()
}
