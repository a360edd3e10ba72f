package terminal

import "golang.org/x/sys/windows"

// writeTo writes to the console itself.
func writeTo(fd uintptr, text string) {
	_, _ = windows.Write(windows.Handle(fd), []byte(text))
}

// dropOutput does nothing: a console does not hold output back.
func dropOutput(uintptr) {}

// showsEarly tells whether the terminal obeys sequences before Bubble Tea has set
// it up.
const showsEarly = false
