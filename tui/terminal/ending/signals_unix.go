//go:build unix

package ending

import (
	"os"
	"syscall"
)

// Signals are the signals that end a Go program that does nothing about them, as far
// as they are sent from outside: a program that gets one of them must give its
// terminal back. A fault of the program itself is a panic in Go, even where these
// signals are caught. SIGKILL cannot be caught; SIGUSR1, SIGALRM and their like
// end no Go program.
var Signals = []os.Signal{
	syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT,
	syscall.SIGABRT, syscall.SIGSEGV, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGILL, syscall.SIGTRAP, syscall.SIGSYS,
}

// Stopping are the signals that stop a program until it is continued.
var Stopping = []os.Signal{syscall.SIGTSTP}

// Stop stops this process until it is continued. It is for a program that has
// caught a signal of Stopping.
func Stop() { _ = syscall.Kill(os.Getpid(), syscall.SIGSTOP) }
