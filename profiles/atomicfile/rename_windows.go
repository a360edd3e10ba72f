package atomicfile

import (
	"errors"
	"syscall"
	"time"

	"devtools/ripio-explorer/profiles/disk"
)

// What MoveFileEx answers while a virus scanner, an indexer or another reader
// has the file open. Source: Windows System Error Codes, 5, 32 and 33.
const (
	errorAccessDenied     = syscall.Errno(5)
	errorSharingViolation = syscall.Errno(32)
	errorLockViolation    = syscall.Errno(33)
)

const (
	renameTries = 10
	renamePause = 20 * time.Millisecond
)

// Rename puts the file from in the place of the file to. It tries for a moment
// when another program has one of them open.
func Rename(from, to string) (err error) {
	for try := range renameTries {
		if try > 0 {
			time.Sleep(renamePause)
		}
		err = disk.Rename(from, to)
		if !errors.Is(err, errorSharingViolation) && !errors.Is(err, errorLockViolation) &&
			!errors.Is(err, errorAccessDenied) {
			return err
		}
	}
	return err
}

// syncFolder does nothing: Windows cannot flush a folder.
func syncFolder(string) {}
