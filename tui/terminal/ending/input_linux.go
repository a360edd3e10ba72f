package ending

import "golang.org/x/sys/unix"

// DropInput throws away what was typed and not read, also half a line.
func DropInput(fd uintptr) { _ = unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCIFLUSH) }
