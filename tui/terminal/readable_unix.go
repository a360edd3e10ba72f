//go:build unix

package terminal

import (
	"errors"
	"time"

	"golang.org/x/sys/unix"
)

// readable waits until there is something to read, and reports whether there is. It
// uses select(2): on some systems poll(2) knows no terminals.
func readable(fd uintptr, patience time.Duration) bool {
	for end := time.Now().Add(patience); ; {
		var set unix.FdSet
		set.Set(int(fd))
		left := unix.NsecToTimeval(max(time.Until(end), 0).Nanoseconds())
		n, err := unix.Select(int(fd)+1, &set, nil, nil, &left)
		if !errors.Is(err, unix.EINTR) {
			return err == nil && n > 0
		}
	}
}
