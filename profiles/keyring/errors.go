package keyring

import (
	"errors"
	"fmt"

	"devtools/ripio-explorer/ripio/visible"
)

// MaxSecret is the largest secret, in bytes, that every system's keyring keeps:
// Windows takes 2560, and a command line of macOS's security tool 4096 once the
// secret is encoded.
const MaxSecret = 2048

// kind is a way in which an operation fails, and what to do about it.
type kind struct{ text, advice string }

// Error says what happened, without the step and the advice.
func (k *kind) Error() string { return k.text }

const elsewhere = "choose another place for the secret"

// The ways in which an operation fails. Each comes wrapped in an *Error.
var (
	// ErrNoKeyring says that nothing here keeps secrets: there is no session bus,
	// or no Secret Service on it.
	ErrNoKeyring error = &kind{"no keyring is available",
		"start one, such as GNOME Keyring, KWallet or KeePassXC, or " + elsewhere}
	// ErrLocked says that the keyring stayed locked: nobody unlocked it, there is
	// no display to ask on, or it was never set up.
	ErrLocked error = &kind{"the keyring is locked, or was never set up",
		"unlock it and try again, or " + elsewhere}
	// ErrNotFound says that the keyring holds no secret for the account.
	ErrNotFound error = &kind{"the keyring holds no such secret", "type the secret again, or " + elsewhere}
	// ErrTimeout says that the keyring did not answer within the limit.
	ErrTimeout error = &kind{"the keyring did not answer in time",
		"look for an unlock window, try again, or " + elsewhere}
	// ErrStopped says that the caller's context was cancelled; the context's error
	// is wrapped too.
	ErrStopped error = &kind{"stopped before the keyring answered", "try again, or " + elsewhere}
	// ErrCrashed says that the keyring, the bus to it or the child process ended
	// before there was an answer.
	ErrCrashed error = &kind{"the keyring, or the process that asked it, ended without an answer",
		"try again, or " + elsewhere}
	// ErrRefused says that the keyring answered with an error of its own.
	ErrRefused error = &kind{"the keyring refused", "try again, or " + elsewhere}
	// ErrTooLarge says that a secret has more than MaxSecret bytes.
	ErrTooLarge error = &kind{fmt.Sprintf("the secret is larger than %d bytes", MaxSecret),
		"check that it is the secret and nothing else, or " + elsewhere}
	// ErrEmpty says that there is no secret to save.
	ErrEmpty error = &kind{"the secret is empty", "type it first"}
	// ErrAccount says that a keyring cannot file a secret under this name.
	ErrAccount error = &kind{"the account name cannot be used", "rename the profile, or " + elsewhere}
	// ErrNotDone says that the keyring reported success, but does not give back what
	// was saved, or still gives what was deleted.
	ErrNotDone error = &kind{"the keyring reported success, but did not do it", "try again, or " + elsewhere}
	// ErrUnknownOutcome says that a write was cut short; it may be done, or be done
	// later. What cut it short is wrapped too.
	ErrUnknownOutcome error = &kind{"it is not known whether the keyring did it", "try again, or " + elsewhere}
	// ErrCannotList says that this system has no list of a program's secrets.
	ErrCannotList error = &kind{"this system's keyring offers no list",
		"look for ripio-explorer in the system's own keyring program"}
	// ErrHelper says that the child process could not be started, so the keyring
	// was not asked.
	ErrHelper error = &kind{"the process that asks the keyring did not start",
		"start this program again, or " + elsewhere}
)

// Error is how an operation failed.
type Error struct {
	// Step is what was tried.
	Step string
	// Kind is one of the errors of this package.
	Kind error
	// Reason says more, in words that are safe to print; it may be empty.
	Reason string
	// Cause is what cut the operation short: the context's error, or the *Error
	// of a write whose outcome is unknown. It may be nil.
	Cause error
}

// Error returns the step, what happened, why, and what to do.
func (e *Error) Error() string {
	text := e.Step + ": " + e.Kind.Error()
	if e.Reason != "" {
		text += " (" + e.Reason + ")"
	}
	var known *kind
	if errors.As(e.Kind, &known) {
		text += "; " + known.advice
	}
	return text
}

// Unwrap returns the kind and the cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

// reasonWidth is how much of a text from outside a person may want to read, in
// terminal cells.
const reasonWidth = 200

// printable makes a text from outside fit to be shown.
func printable(text string) string { return visible.Cut(visible.Line(text), reasonWidth) }
