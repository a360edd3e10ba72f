package ending

import (
	"os"
	"syscall"
)

// Signals are the signals that end a program, as far as Windows has them.
var Signals = []os.Signal{os.Interrupt, syscall.SIGTERM}

// Stopping is empty: Windows stops no program.
var Stopping []os.Signal

// Stop does nothing.
func Stop() {}

// DropInput does nothing: a console keeps no half line for the next program.
func DropInput(uintptr) {}
