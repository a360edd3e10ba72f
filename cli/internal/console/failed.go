package console

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/secretfile"
)

// The kinds of Error that only errors of the stores have.
const (
	kindSecretPlace = "secret-place"
	kindName        = "profile-name"
	kindConflict    = "conflict"
	kindStopped     = "stopped"
)

// nameErrors and secretErrors are errors of package profiles about a name and
// about the place of a secret.
var (
	nameErrors = []error{
		profiles.ErrNameTaken, profiles.ErrNameEmpty, profiles.ErrNameTooLong, profiles.ErrNameSpace, profiles.ErrNameControl,
		profiles.ErrNameNotText,
	}
	secretErrors = []error{
		profiles.ErrSecretNeeded, profiles.ErrPassphraseNeeded, profiles.ErrNoReference, profiles.ErrInvalidReference,
		profiles.ErrReferenceForm, profiles.ErrSecretEmpty, profiles.ErrSecretTooLong, profiles.ErrNotKeeping,
	}
)

// Failed turns an error of package profiles into one with an exit code. nil stays
// nil, and an *Error stays as it is.
func Failed(err error) error {
	var done *Error
	if err == nil || errors.As(err, &done) {
		return err
	}
	failed := &Error{Code: ExitInternal, Kind: KindDisk, Title: "it could not be done", Message: Sentence(err)}
	var place *profiles.PlaceError
	var variable *profiles.VariableError
	var corrupt *profiles.CorruptError
	var newer *profiles.NewerVersionError
	var state *profiles.StateError
	var conflict *profiles.ConflictError
	blocked := func(kind, title string) { failed.Code, failed.Kind, failed.Title = ExitBlocked, kind, title }
	is := func(known error) bool { return errors.Is(err, known) }
	switch {
	case is(context.Canceled), is(context.DeadlineExceeded), is(ErrStopped):
		failed.Kind, failed.Title = kindStopped, "it was stopped"
	case errors.As(err, &conflict):
		blocked(kindConflict, "another window changed the profile")
		failed.Message = Sentence(conflict)
		failed.Hints = []string{"Look at the profile and run the command again."}
	case errors.As(err, &corrupt), errors.As(err, &newer), errors.As(err, &state):
		blocked(KindProfiles, "the profiles cannot be read or changed")
	case is(profiles.ErrLocked), is(profiles.ErrTooLarge):
		blocked(KindProfiles, "the profiles cannot be changed")
	case slices.ContainsFunc(nameErrors, is):
		blocked(kindName, "the name cannot be used")
	case is(profiles.ErrNoProfile), is(profiles.ErrNotText):
		blocked(KindMissing, "input is missing")
	case errors.As(err, &place), errors.As(err, &variable), slices.ContainsFunc(secretErrors, is):
		blocked(kindSecretPlace, "the secret's place did not do it")
	}
	if hint := repairHint(err); hint != "" {
		failed.Hints = append(failed.Hints, hint)
	}
	return failed
}

// repairHint names the command that mends what an error is about.
func repairHint(err error) string {
	var corrupt *profiles.CorruptError
	var damaged *secretfile.CorruptError
	var gone *secretfile.MissingError
	path, which := "", "sealed"
	switch {
	case errors.As(err, &corrupt):
		which = "profiles"
	case errors.As(err, &damaged):
		path = damaged.Path
	case errors.As(err, &gone) && gone.Backup != "":
		path = gone.Path
	case errors.Is(err, secretfile.ErrWrongPassphrase):
		return "Without the passphrase nobody can open the file; ripio-explorer profiles repair sealed --set-aside begins a new one."
	default:
		return ""
	}
	if strings.Contains(filepath.Base(path), secretfile.PlainName) {
		which = "plain"
	}
	return "ripio-explorer profiles repair " + which + " --use-backup goes back to the backup, --set-aside begins anew."
}
