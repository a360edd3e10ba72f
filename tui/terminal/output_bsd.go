//go:build unix && !linux

package terminal

import "golang.org/x/sys/unix"

// dropOutput throws away what the terminal has not taken, which also frees a
// write that hangs.
func dropOutput(fd uintptr) {
	const write = 2 // FWRITE of <sys/fcntl.h>
	_ = unix.IoctlSetPointerInt(int(fd), unix.TIOCFLUSH, write)
}
