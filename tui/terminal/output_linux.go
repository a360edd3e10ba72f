package terminal

import "golang.org/x/sys/unix"

// dropOutput throws away what the terminal has not taken, and frees a write
// that waits for room. The system wakes that write not when the output is
// dropped but when it is started again, hence the stop before.
func dropOutput(fd uintptr) {
	_ = unix.IoctlSetInt(int(fd), unix.TCXONC, unix.TCOOFF)
	_ = unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCOFLUSH)
	_ = unix.IoctlSetInt(int(fd), unix.TCXONC, unix.TCOON)
}
