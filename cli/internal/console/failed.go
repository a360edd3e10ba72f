package console

import (
	"context"
	"errors"
	"slices"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/checks"
)

// Failed turns an error of package profiles into one with an exit code. nil stays
// nil, and an *Error stays as it is.
func Failed(err error) error {
	if err == nil || isA[*Error](err) {
		return err
	}
	failed := &Error{Code: ExitInternal, Kind: KindDisk, Title: "it could not be done", Message: Sentence(err)}
	blocked := func(kind, title string) { failed.Code, failed.Kind, failed.Title = ExitBlocked, kind, title }
	is := func(any ...error) bool {
		return slices.ContainsFunc(any, func(known error) bool { return errors.Is(err, known) })
	}
	switch conflict, conflicts := errors.AsType[*profiles.ConflictError](err); {
	case is(context.Canceled, context.DeadlineExceeded):
		return stopped(err)
	case conflicts:
		blocked("conflict", "another window changed the profile")
		failed.Message = Sentence(conflict)
		failed.Hints = []string{"Look at the profile and run the command again."}
	case isA[*profiles.CorruptError](err), isA[*profiles.NewerVersionError](err), isA[*profiles.StateError](err):
		blocked(KindProfiles, "the profiles cannot be read or changed")
	case is(profiles.ErrLocked, profiles.ErrTooLarge):
		blocked(KindProfiles, "the profiles cannot be changed")
	case is(profiles.ErrNameTaken, profiles.ErrNameEmpty, profiles.ErrNameTooLong, profiles.ErrNameSpace,
		profiles.ErrNameControl, profiles.ErrNameNotText):
		blocked("profile-name", "the name cannot be used")
	case is(profiles.ErrNoProfile, profiles.ErrNotText):
		blocked(KindMissing, "input is missing")
	case isA[*profiles.PlaceError](err), isA[*profiles.VariableError](err),
		is(profiles.ErrSecretNeeded, profiles.ErrPassphraseNeeded, profiles.ErrNoReference, profiles.ErrInvalidReference,
			profiles.ErrReferenceForm, profiles.ErrSecretEmpty, profiles.ErrSecretTooLong, profiles.ErrNotKeeping):
		blocked("secret-place", "the secret's place did not do it")
	}
	if hint := checks.RepairHint(err); hint != "" {
		failed.Hints = append(failed.Hints, hint)
	}
	return failed
}

// stopped is the error of what was given up while it waited.
func stopped(err error) error {
	return &Error{Code: ExitInternal, Kind: "stopped", Title: "it was stopped", Message: Sentence(err)}
}

// isA reports whether an error is or wraps one of a type.
func isA[E error](err error) bool {
	_, is := errors.AsType[E](err)
	return is
}
