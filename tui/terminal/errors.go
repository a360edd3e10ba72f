package terminal

import (
	"fmt"
	"os"
	"runtime/debug"
	"syscall"

	"devtools/ripio-explorer/ripio/visible"
)

// SignalError says that a signal ended the program. A terminal that was closed
// counts as SIGHUP, whether or not that signal came.
type SignalError struct{ Signal os.Signal }

// hangUp is the error for a terminal that was closed.
var hangUp = &SignalError{Signal: syscall.SIGHUP}

// Error names the signal.
func (e *SignalError) Error() string { return "ended by signal: " + e.Signal.String() }

// ExitCode is what a shell expects of a program that a signal ended: 128 plus
// the signal's number.
func (e *SignalError) ExitCode() int {
	if number, ok := e.Signal.(syscall.Signal); ok {
		return 128 + int(number)
	}
	return 1
}

// PanicError says that the program panicked. Its texts went through
// Options.Scrub and hold no control characters.
type PanicError struct {
	// Value is the panic's value as text.
	Value string
	// Stack is the stack of the goroutine that panicked.
	Stack string
	// Log is the file that holds both; empty when none was written.
	Log string
	// LogError says why the log could not be written.
	LogError error
}

// newPanic keeps a recovered panic. Call it on the goroutine that panicked.
func newPanic(value any) *PanicError {
	return &PanicError{Value: fmt.Sprint(value), Stack: string(debug.Stack())}
}

// Error says what happened and where the details are.
func (e *PanicError) Error() string {
	text := "this is a fault in the program itself: " + e.Value
	switch {
	case e.LogError != nil:
		return fmt.Sprintf("%s (the details could not be kept: %v)", text, e.LogError)
	case e.Log != "":
		return text + "\nthe details are in " + e.Log
	}
	return text
}

// report cleans the texts and writes the log, if one is wanted.
func (e *PanicError) report(scrub func(string) string, log string) {
	if scrub != nil {
		e.Value, e.Stack = scrub(e.Value), scrub(e.Stack)
	}
	e.Value, e.Stack = visible.Line(e.Value), visible.Text(e.Stack)
	if log == "" {
		return
	}
	if e.LogError = writeCrashLog(log, e); e.LogError == nil {
		e.Log = log
	}
}
