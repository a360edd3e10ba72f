package book

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/ripio/phrase"
)

var (
	// ErrNameTaken says that another profile has this name, ignoring letter case.
	ErrNameTaken = errors.New("profile name is taken by another profile; choose another name")
	// ErrNoProfile says that there is no profile of that name to change.
	ErrNoProfile = errors.New("no profile has that name; load the profiles again")
	// ErrNotText says that a field cannot be written because it is not UTF-8.
	ErrNotText = errors.New("profile field is not valid UTF-8 text; type it again")
	// ErrAssignment says that a client_id sets a variable, as a line of a .env file
	// does: a secret may stand in it.
	ErrAssignment = errors.New("client_id holds an assignment such as NAME=value, not the value alone; " +
		"enter the value, or import the .env lines as they are")
	// ErrAddressKey says that a private key, a seed or a recovery phrase stands for
	// an address.
	ErrAddressKey = errors.New("address is a private key, a seed or a recovery phrase, which is kept nowhere; enter the address")
	// ErrHoldsSecret says that a field that is shown and sent openly contains the
	// client_secret.
	ErrHoldsSecret = errors.New("client_id, external_ref or address contains the client_secret; take it out of there")
	// ErrLocked says that another instance held the lock for the whole wait.
	ErrLocked = atomicfile.ErrLocked
	// ErrTooLarge says that the file would grow over the limit for loading.
	ErrTooLarge = errors.New("profiles file would be larger than 1 MiB; shorten a field or delete a profile")
	// ErrNoBackup says that there is no readable backup to go back to.
	ErrNoBackup    = errors.New("there is no readable backup of the profiles file; correct the file by hand or set it aside")
	ErrNotReadBack = errors.New("what would be written does not read back the same; report this as a fault of the program")
	// ErrReadable says that the file needs no repair (any more).
	ErrReadable = errors.New("profiles file can be read; load it again")
)

// CorruptError says that the profiles file cannot be understood. No text of it
// quotes a value of the file, because a value may be a secret in the wrong
// place.
type CorruptError struct {
	Path string
	// Line and Column say where, in characters counted from 1. Both are 0 when
	// the whole file is meant.
	Line, Column int
	// Reason says what is wrong there, without the file's own words.
	Reason string
	// Excerpt is the line with its values masked, such as `client_id = …`; empty
	// when the whole file is meant.
	Excerpt string
	// Backup is the readable backup's path and BackupTime its age; empty and
	// zero when there is none.
	Backup     string
	BackupTime time.Time
}

// Error says where and what, and how to go on.
func (e *CorruptError) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "read profiles: %s", e.Path)
	if e.Line > 0 {
		fmt.Fprintf(&text, ", line %d, column %d", e.Line, e.Column)
	}
	fmt.Fprintf(&text, ": %s", e.Reason)
	if e.Excerpt != "" {
		fmt.Fprintf(&text, " (%s)", e.Excerpt)
	}
	text.WriteString("; nothing is saved over this file. Correct it by hand, ")
	if e.Backup != "" {
		fmt.Fprintf(&text, "go back to the backup of %s, ", phrase.ToTheMinute(e.BackupTime))
	}
	text.WriteString("or set it aside and start with no profiles")
	return text.String()
}

// NewerVersionError says that a newer version of this program made the file,
// which is therefore read but never changed.
type NewerVersionError struct {
	Path string
	// Version is the file's own number; this program writes FormatVersion, or
	// StateVersion in the state folder.
	Version int64

	Known int    // FormatVersion when it is 0
	Step  string // "save profiles" when it is empty
}

// Error says so, and that an update helps.
func (e *NewerVersionError) Error() string {
	return cmp.Or(e.Step, "save profiles") + ": " + e.explanation()
}

func (e *NewerVersionError) explanation() string {
	return fmt.Sprintf("%s was made by a newer version of this program (file version %d, this program knows %d), "+
		"so it is read but not changed; update this program", e.Path, e.Version, cmp.Or(e.Known, FormatVersion))
}

// ConflictError says that another instance changed the same profile since it
// was last read here. Nothing was saved. Load takes the other change over;
// Store.Overwrite saves this one in spite of it.
type ConflictError struct {
	// Name is the profile's name before both changes.
	Name string
	// Mine is what was to be saved here; nil when it was to be deleted.
	Mine *Profile
	// Theirs is what the file holds now; nil when it was deleted there.
	Theirs *Profile
}

// Error names the profile.
func (e *ConflictError) Error() string {
	what := "changed"
	if e.Theirs == nil {
		what = "deleted"
	}
	return fmt.Sprintf("save profiles: %q was %s in another window meanwhile; "+
		"keep that change, or save yours over it", e.Name, what)
}
