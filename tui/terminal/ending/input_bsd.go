//go:build unix && !linux

package ending

import "golang.org/x/sys/unix"

// DropInput throws away what was typed and not read, also half a line.
func DropInput(fd uintptr) {
	const read = 1 // FREAD of <sys/fcntl.h>
	_ = unix.IoctlSetPointerInt(int(fd), unix.TIOCFLUSH, read)
}
