package secrets

import (
	"errors"
	"fmt"
	"strings"

	"devtools/ripio-explorer/profiles/book"
)

var (
	// ErrSecretNeeded says that the person has to be asked for the secret first.
	ErrSecretNeeded = errors.New("secret is needed; type it")
	// ErrNoReference says that the account does not tell where its secret is.
	ErrNoReference = errors.New("secret has no place yet; choose in the profile where it is to be found")
	// ErrInvalidReference says that the profiles file holds no reference where
	// one is expected.
	ErrInvalidReference = errors.New("secret reference in the profiles file is not a known one; " +
		"choose in the profile where the secret is to be found")
	// ErrPassphraseNeeded says that the encrypted file is locked: call
	// UnlockSealed first.
	ErrPassphraseNeeded = errors.New("the encrypted file is locked; type its passphrase")
	// ErrNoSealedFile says that there is no encrypted file yet: call
	// CreateSealed first.
	ErrNoSealedFile = errors.New("there is no encrypted file yet; choose a passphrase to make one")
	// ErrNotStored says that the place works, but holds no secret for this
	// profile and environment.
	ErrNotStored = errors.New("no secret is stored there for this profile and environment; type it again")
	// ErrNotKept says that a place reported success but does not give back what
	// was written.
	ErrNotKept = errors.New("what was written does not read back the same")
	// ErrNotKeeping says that this program cannot write to the place: an
	// environment variable or a command.
	ErrNotKeeping = errors.New("this program cannot write a secret there")
	// ErrSecretEmpty says that there is no secret to store.
	ErrSecretEmpty = errors.New("secret is empty; type it")
	// ErrSecretTooLong says that a secret has more than MaxSecretLength bytes.
	ErrSecretTooLong = fmt.Errorf("secret is longer than %d bytes; check that it is the secret and nothing else", MaxSecretLength)
	// ErrNothingDeleted says that Restore has no secret to bring back.
	ErrNothingDeleted = errors.New("no secret was deleted there since the program started")
)

// MaxSecretLength is how many bytes a stored secret may have; every system's
// keyring takes as much.
const MaxSecretLength = 2048

// SlowKeyring is the sentence for a keyring that has not answered for three
// seconds.
const SlowKeyring = "waiting for your keyring; an unlock window may be open, esc to stop"

// VariableError says that an environment variable holds no secret.
type VariableError struct {
	// Name is the variable's name.
	Name string
	// Empty is true when the variable is set, but to an empty text.
	Empty bool
}

// Error names the variable and says what to do.
func (e *VariableError) Error() string {
	state := "is not set"
	if e.Empty {
		state = "is empty"
	}
	return fmt.Sprintf("secret: the environment variable %s %s; set it and start the program again, "+
		"or %s", e.Name, state, book.OtherPlaces(book.KindVariable))
}

// PlaceError says that the place of a secret did not do what it was asked for.
// It wraps ErrPassphraseNeeded, ErrNoSealedFile, ErrNotStored, ErrNotKept,
// ErrNotKeeping, or an error of the packages keyring, secretfile and
// command.
type PlaceError struct {
	// Kind is the place.
	Kind book.StoreKind
	// Err is what went wrong. It holds no secret.
	Err error
}

// Error says what went wrong and which other places could be chosen.
func (e *PlaceError) Error() string {
	const choose = "choose another place for the secret"
	text := strings.TrimSuffix(e.Err.Error(), choose)
	if text != e.Err.Error() {
		return text + book.OtherPlaces(e.Kind)
	}
	return text + "; or " + book.OtherPlaces(e.Kind)
}

// Unwrap returns what went wrong.
func (e *PlaceError) Unwrap() error { return e.Err }

// InPlace wraps an error of a place; nil stays nil.
func InPlace(kind book.StoreKind, err error) error {
	var already *PlaceError
	if err == nil || errors.As(err, &already) {
		return err
	}
	return &PlaceError{Kind: kind, Err: err}
}

// IsAbsent reports whether an error says that the place works, as far as it is
// there, but holds no such secret.
func IsAbsent(err error) bool {
	return errors.Is(err, ErrNotStored) || errors.Is(err, ErrSecretNeeded) || errors.Is(err, ErrNoSealedFile)
}
