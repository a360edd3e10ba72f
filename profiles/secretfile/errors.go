package secretfile

import (
	"errors"
	"fmt"
)

var (
	// ErrNoSecret says that the file can be read, but holds no secret for the
	// account.
	ErrNoSecret = errors.New("no secret is stored there for this account; type it again")
	// ErrSecretEmpty says that there is no secret to keep.
	ErrSecretEmpty = errors.New("secret is empty; type it")
	// ErrSecretTooLong says that a secret has more than MaxSecret bytes.
	ErrSecretTooLong = fmt.Errorf("secret is longer than %d bytes; check that it is the secret and nothing else", MaxSecret)
	// ErrSecretNotText says that a secret is not UTF-8, which the file cannot hold.
	ErrSecretNotText = errors.New("secret is not valid UTF-8 text; copy it again")
	// ErrAccountName says that the file cannot hold an account of that name.
	ErrAccountName = fmt.Errorf("account name is empty, longer than %d bytes, not UTF-8 text, or holds a control character", MaxAccount)
	// ErrFull says that the file would grow over the limit for reading it.
	ErrFull = errors.New("the file would be larger than 1 MiB; remove secrets that are not used")
	// ErrWrongPassphrase says that the passphrase does not open the file. One that
	// was altered in its first lines looks the same.
	ErrWrongPassphrase = errors.New("the passphrase does not open it; type it again")
	// ErrEmptyPassphrase says that there is no passphrase.
	ErrEmptyPassphrase = errors.New("passphrase is empty; type one")
	// ErrPassphraseNeeded says that the file is locked: call Unlock first.
	ErrPassphraseNeeded = errors.New("encrypted file is locked; type its passphrase")
	// ErrExists says that there is a file already where a new one should begin.
	ErrExists = errors.New("there is such a file already; set it aside first")
	// ErrReadable says that the file needs no repair (any more).
	ErrReadable = errors.New("the file can be read; there is nothing to repair")
	// ErrNoBackup says that there is no backup to go back to.
	ErrNoBackup = errors.New("there is no backup; set the file aside and begin a new one")

	// ErrMissing is what errors.Is finds in a *MissingError.
	ErrMissing = errors.New("there is no such file")
	// ErrCorrupt is what errors.Is finds in a *CorruptError.
	ErrCorrupt = errors.New("the file cannot be understood")
	// ErrNewer is what errors.Is finds in a *NewerError.
	ErrNewer = errors.New("the file was made by a newer version of this program")
)

// MissingError says that there is no file yet, or no longer.
type MissingError struct {
	Path string
	// Backup is the path of a backup that is still there; empty when none is.
	Backup string
}

// Is makes errors.Is find ErrMissing.
func (e *MissingError) Is(target error) bool { return target == ErrMissing }

// Error names the file and says how to go on.
func (e *MissingError) Error() string {
	if e.Backup != "" {
		return fmt.Sprintf("there is no file %s, but its backup is there; go back to the backup, or begin a new file", e.Path)
	}
	return fmt.Sprintf("there is no file %s yet; begin one", e.Path)
}

// CorruptError says that the file cannot be understood. Nothing is saved over it.
// No text of it quotes the file.
type CorruptError struct {
	Path string
	// Line and Column say where, counted from 1; both are 0 when the whole file is
	// meant.
	Line, Column int
	// Reason says what is wrong there.
	Reason string
	// Backup is the path of a backup; empty when there is none.
	Backup string
}

// Is makes errors.Is find ErrCorrupt.
func (e *CorruptError) Is(target error) bool { return target == ErrCorrupt }

// Error says where and what, and how to go on.
func (e *CorruptError) Error() string {
	place := e.Path
	if e.Line > 0 {
		place += fmt.Sprintf(", line %d, column %d", e.Line, e.Column)
	}
	way := "Set it aside and begin a new one"
	if e.Backup != "" {
		way = "Go back to the backup, or set it aside and begin a new one"
	}
	return fmt.Sprintf("%s: %s; nothing is saved over this file. %s", place, e.Reason, way)
}

// NewerError says that a newer version of this program made the file, which is
// therefore not used and never changed.
type NewerError struct {
	Path string
	// Version is the file's own number; this program writes FormatVersion.
	Version int64
}

// Is makes errors.Is find ErrNewer.
func (e *NewerError) Is(target error) bool { return target == ErrNewer }

// Error says so, and that an update helps.
func (e *NewerError) Error() string {
	return fmt.Sprintf("%s was made by a newer version of this program (file version %d, this program knows %d), "+
		"so it is not changed; update this program", e.Path, e.Version, FormatVersion)
}
