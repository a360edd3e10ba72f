package console

import (
	"context"
	"fmt"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/visible"
)

// The exit codes. They are stable: scripts may rely on them.
const (
	ExitOK          = 0 // a token came, or was read
	ExitInternal    = 1 // a fault in this program, an output that cannot be written, or a send given up
	ExitUsage       = 2 // the arguments are wrong
	ExitBlocked     = 3 // a check stopped the request, or something it needs is missing
	ExitRejected    = 4 // the server rejected the request: 401 or 403; explain: it may fail; webhook: not accepted
	ExitNetwork     = 5 // no response: DNS, connection, TLS, proxy, time-out
	ExitNoToken     = 6 // a response came, but without a usable token
	ExitRefused     = 7 // this program refused, to protect the secret or production
	ExitNotReadable = 8 // decode, explain, webhook: there is nothing to read, or it cannot be read
	ExitWarning     = 9 // the worst line of a list of checks is a warning
)

// VerdictCode is the exit code for the worst line of a list of checks.
func VerdictCode(worst checklist.Verdict) int {
	switch worst {
	case checklist.Failure:
		return ExitBlocked
	case checklist.Warning:
		return ExitWarning
	}
	return ExitOK
}

// The kinds of Error. They are stable: scripts may rely on them.
const (
	KindUsage        = "usage"
	KindMissing      = "missing-input"
	KindProfiles     = "profiles-file"
	KindNotConfirmed = "not-confirmed"
	KindDisk         = "disk"
	KindOutput       = "output"
	KindNotReadable  = "not-readable"
)

// Error ends a command. What it says is safe to print.
type Error struct {
	Code int
	Kind string
	// Title is a few words, Message a sentence.
	Title, Message string
	Hints          []string
	// Printed means that the output is written, Shown that the message is, too.
	Printed, Shown bool
}

// Error is the message.
func (e *Error) Error() string { return e.Message }

// Usage is the error of arguments that are wrong. The message must not repeat
// them: any may hold a secret.
func Usage(message string) error {
	return &Error{Code: ExitUsage, Kind: KindUsage, Title: "the arguments are wrong", Message: message}
}

// Missing is the error of an input that is not there.
func Missing(message string, hints ...string) *Error {
	return &Error{Code: ExitBlocked, Kind: KindMissing, Title: "input is missing", Message: message, Hints: hints}
}

// NotReadable is the error of a text that cannot be read.
func NotReadable(message string) *Error {
	return &Error{Code: ExitNotReadable, Kind: KindNotReadable, Title: "not readable", Message: message}
}

// After ends a command that has written its output: with the error of writing it, or else
// with what failed; nil for neither.
func (e *Error) After(printed error) error {
	if printed != nil || e == nil {
		return printed
	}
	e.Printed = true
	return e
}

// Settled is the error of a command that began with a profile whose interrupted
// change was settled since, because its secret could be read only then.
func Settled() *Error {
	return Missing("An interrupted change of a profile was settled just now, so its client_id may be another one. Nothing else was done.",
		"Look at it with ripio-explorer profiles show, and run the command again.")
}

// UnknownProfile says which profiles there are, below a message. What helps when
// there is none is the command's own.
func UnknownProfile(message string, book profiles.Book, whenNone string) *Error {
	hint := whenNone
	if len(book.Profiles) > 0 {
		var known []string
		for _, profile := range book.Profiles {
			known = append(known, visible.Line(profile.Name))
		}
		hint = "Use one of the known profiles: " + strings.Join(known, ", ") + "."
	}
	return Missing(message, hint)
}

// Profile finds the profile of a name in a folder, or says which ones there are.
func (c *Console) Profile(ctx context.Context, dir, name, whenNone string) (profiles.Profile, error) {
	book, warnings, err := c.LoadProfiles(ctx, dir)
	if err != nil {
		return profiles.Profile{}, Failed(err)
	}
	c.SayWarnings(warnings)
	profile, ok := book.Find(name)
	if !ok {
		return profile, UnknownProfile("No profile has that name.", book, whenNone)
	}
	return profile, nil
}

// outputFailed is the error of an output that cannot be written.
func outputFailed(err error) error {
	return &Error{Code: ExitInternal, Kind: KindOutput, Title: "the output cannot be written", Message: fmt.Sprintf("write the output: %v", err)}
}

// Sentence returns an error's text on one line, with a full stop.
func Sentence(err error) string {
	return strings.TrimSuffix(visible.Line(strings.ReplaceAll(err.Error(), "\n", "; ")), ".") + "."
}

// Object is what every JSON object shows of an error. Its keys are stable.
func (e *Error) Object() Object {
	return Object{{"kind", e.Kind}, {"title", e.Title}, {"message", e.Message}, {"advice", append([]string{}, e.Hints...)}}
}

// MarshalJSON writes the Object.
func (e *Error) MarshalJSON() ([]byte, error) { return e.Object().MarshalJSON() }
