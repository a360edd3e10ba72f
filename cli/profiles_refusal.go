package cli

import (
	"context"
	"errors"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// The kinds of refusal that only the command profiles has.
const (
	kindSecretPlace  ripio.FailureKind = "secret-place"
	kindName         ripio.FailureKind = "profile-name"
	kindConflict     ripio.FailureKind = "conflict"
	kindNotConfirmed ripio.FailureKind = "not-confirmed"
	kindNotReached   ripio.FailureKind = "not-reached"
	kindStopped      ripio.FailureKind = "stopped"
	kindDisk         ripio.FailureKind = "disk"
)

// failed turns an error of the engine into a refusal; nil stays nil.
func failed(err error) *refusal {
	if err == nil {
		return nil
	}
	refused := &refusal{ExitInternal, kindDisk, "it could not be done", sentence(err), nil}
	var place *profiles.PlaceError
	var variable *profiles.VariableError
	var corrupt *profiles.CorruptError
	var newer *profiles.NewerVersionError
	var state *profiles.StateError
	var conflict *profiles.ConflictError
	as := func(code int, kind ripio.FailureKind, title string) {
		refused.code, refused.kind, refused.title = code, kind, title
	}
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, errPromptStopped):
		as(ExitInternal, kindStopped, "it was stopped")
	case errors.As(err, &conflict):
		as(ExitBlocked, kindConflict, "another window changed the profile")
		refused.message = sentence(conflict)
		refused.advice = []string{"Look at the profile and run the command again."}
	case errors.As(err, &corrupt), errors.As(err, &newer), errors.As(err, &state):
		as(ExitBlocked, kindProfiles, "the profiles cannot be read or changed")
	case errors.Is(err, profiles.ErrLocked), errors.Is(err, profiles.ErrTooLarge):
		as(ExitBlocked, kindProfiles, "the profiles cannot be changed")
	case errors.Is(err, profiles.ErrNameTaken), isNameError(err):
		as(ExitBlocked, kindName, "the name cannot be used")
	case errors.Is(err, profiles.ErrNoProfile), errors.Is(err, profiles.ErrNotText):
		as(ExitBlocked, kindMissing, "input is missing")
	case errors.As(err, &place), errors.As(err, &variable), isSecretError(err):
		as(ExitBlocked, kindSecretPlace, "the secret's place did not do it")
	}
	refused.advice = append(refused.advice, repairAdvice(err)...)
	return refused
}

func isNameError(err error) bool {
	return isAny(err,
		profiles.ErrNameEmpty, profiles.ErrNameTooLong, profiles.ErrNameSpace, profiles.ErrNameControl, profiles.ErrNameNotText)
}

func isSecretError(err error) bool {
	return isAny(err,
		profiles.ErrSecretNeeded, profiles.ErrPassphraseNeeded, profiles.ErrNoReference, profiles.ErrInvalidReference,
		profiles.ErrReferenceForm, profiles.ErrSecretEmpty, profiles.ErrSecretTooLong, profiles.ErrNotKeeping)
}

func isAny(err error, known ...error) bool {
	for _, one := range known {
		if errors.Is(err, one) {
			return true
		}
	}
	return false
}

// sentence returns an error's text on one line, with a full stop.
func sentence(err error) string {
	return strings.TrimSuffix(visible.Line(strings.ReplaceAll(err.Error(), "\n", "; ")), ".") + "."
}
