package command

import (
	"fmt"
	"strings"
	"time"
)

// Reason is why a command gave no secret.
type Reason string

// The reasons.
const (
	NotFound   Reason = "not found"   // there is no such program
	NotStarted Reason = "not started" // the system does not run it
	Failed     Reason = "failed"      // it ended with an exit code other than 0, or by a signal
	TimedOut   Reason = "timed out"
	Cancelled  Reason = "cancelled" // the caller's context ended
	TooMuch    Reason = "too much"  // it printed more than MaxOutput bytes
	HeldOpen   Reason = "held open" // it ended, but something that it started kept its output open
	Empty      Reason = "empty"     // its first line is empty
	UTF16      Reason = "UTF-16"    // it printed text of two bytes a character
	TooLarge   Reason = "too large" // its first line has more than MaxSecret bytes
)

// Error says why a command gave no secret. It holds nothing of what the command
// printed on its standard output.
type Error struct {
	// Command is the command as Show gives it, cut to a readable length.
	Command string
	Reason  Reason
	// ExitCode is the command's own; 0 unless it Failed, and -1 when a signal ended
	// it.
	ExitCode int
	// Stderr is the last line that it wrote there, safe to print and cut; empty
	// when there is none, or when it repeats what the command printed.
	Stderr string
	// detail completes some reasons: a limit, a signal, or the system's
	// words.
	detail string
	cause  error
}

// Error names the command, says what happened and what to do.
func (e *Error) Error() string {
	text := fmt.Sprintf("secret command %s: %s", e.Command, e.what())
	if e.Stderr != "" {
		text += fmt.Sprintf(" (%s)", e.Stderr)
	}
	if advice := stories[e.Reason].advice; advice != "" {
		text += "; " + advice
	}
	return text
}

// stories say what happened, with … in place of the detail, and what to do.
var stories = map[Reason]struct{ what, advice string }{
	NotFound:   {"there is no such program", "install it, or write its full path"},
	NotStarted: {"it could not be started: …", inTerminal},
	Failed:     {"it was ended by a signal (…)", inTerminal},
	TimedOut: {"it gave no secret within … and was stopped",
		"if it has to ask you something, run it once in a terminal, for example to sign in or to unlock"},
	Cancelled: {"it was stopped before it ended", ""},
	TooMuch:   {fmt.Sprintf("it printed more than %d KiB and was stopped", MaxOutput>>10), firstLine},
	HeldOpen: {"it ended without a line break, and something that it started kept its output open, so the secret may not be whole",
		inTerminal},
	Empty:    {"the first line that it printed is empty", firstLine},
	UTF16:    {"it printed UTF-16, as PowerShell and other programs of Windows may", "let it print UTF-8"},
	TooLarge: {fmt.Sprintf("the first line that it printed is longer than %d bytes", MaxSecret), firstLine},
}

const (
	inTerminal = "run it in a terminal to see more"
	firstLine  = "run it in a terminal; its first line must be the secret"
)

func (e *Error) what() string {
	if e.Reason == Failed && e.ExitCode >= 0 {
		return fmt.Sprintf("it ended with exit code %d", e.ExitCode)
	}
	return strings.Replace(stories[e.Reason].what, "…", e.detail, 1)
}

// Unwrap returns the context's error after a cancellation, exec.ErrNotFound for a
// missing program, and the *exec.ExitError of a failed one.
func (e *Error) Unwrap() error { return e.cause }

// seconds writes a limit, such as "30 s".
func seconds(limit time.Duration) string {
	if limit < time.Second || limit%time.Second != 0 {
		return limit.String()
	}
	return fmt.Sprintf("%d s", limit/time.Second)
}
