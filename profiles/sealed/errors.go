package sealed

import (
	"errors"

	"devtools/ripio-explorer/profiles/secretfile"
)

var (
	// ErrWrongPassphrase says that the passphrase does not open the file. One that
	// was altered in its first lines looks the same.
	ErrWrongPassphrase = errors.New("the passphrase does not open it; type it again")
	// ErrEmptyPassphrase says that there is no passphrase.
	ErrEmptyPassphrase = errors.New("passphrase is empty; type one")
	// ErrPassphraseNeeded says that the file is locked: call Unlock first.
	ErrPassphraseNeeded = errors.New("encrypted file is locked; type its passphrase")
	// ErrMissing says that there is no file: call Create, or UseBackup when the
	// *secretfile.MissingError names a backup.
	ErrMissing = secretfile.ErrMissing
	// ErrCorrupt says that the file is damaged: call UseBackup, or SetAside and
	// Create. The details are in the *secretfile.CorruptError.
	ErrCorrupt = secretfile.ErrCorrupt
)
