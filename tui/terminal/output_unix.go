//go:build unix

package terminal

import "golang.org/x/sys/unix"

// writeTo writes to the descriptor itself: the file's own Write would wait for
// one that hangs.
func writeTo(fd uintptr, text string) {
	_, _ = unix.Write(int(fd), []byte(text))
}

// showsEarly tells whether the terminal obeys sequences before Bubble Tea has set
// it up.
const showsEarly = true
