// Package secrets finds the secret that a reference means at the moment of a send,
// and keeps secrets in the places that this program writes to.
package secrets

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

// source finds the secrets of one kind of reference; argument is what follows
// the reference's colon.
type source interface {
	find(ctx context.Context, key book.SecretKey, argument string) (redact.Secret, error)
}

// Secrets finds secrets at the moment of a send, and writes those that the
// program keeps. A reference is looked up in the one place that it names, and
// never in another; a write goes to that place or fails. All its methods are
// safe for concurrent use.
//
// A method that reaches the keyring may wait for an unlock window, and a
// command or an encrypted file takes its time: call none of them from a
// terminal's event loop.
type Secrets struct {
	places  secretPlaces
	sources map[book.StoreKind]source
	vaults  map[book.StoreKind]vault
	sealed  func() (*secretfile.File, error)
	slow    atomic.Pointer[func()]
	// OnUnlock is called after the encrypted file was opened, and returns what a person
	// should know of it, which Settled gives; nil for nothing.
	OnUnlock func() []book.Warning

	mutex sync.Mutex
	// asked are the secrets that a person typed.
	asked map[book.SecretKey]redact.Secret
	// deleted are the secrets that Delete removed here, for Restore.
	deleted map[deletedKey]redact.Secret
	settled []book.Warning
}

type deletedKey struct {
	key  book.SecretKey
	kind book.StoreKind
}

// NewSecrets makes a resolver that reads environment variables with lookup,
// which is os.LookupEnv outside tests. Without options it uses the default
// folder, the system's keyring and real commands; nothing of them is touched
// before a reference needs it. A program that uses the keyring must call
// keyring.Serve first thing in main.
func NewSecrets(lookup func(name string) (string, bool), options ...SecretsOption) *Secrets {
	s := &Secrets{
		places: choosePlaces(options),
		asked:  map[book.SecretKey]redact.Secret{}, deleted: map[deletedKey]redact.Secret{},
	}
	s.sealed = sealedFile(s.places)
	s.vaults = map[book.StoreKind]vault{
		book.KindKeyring: keyringVault{ring: s.watched(s.places.keyring), folder: s.places.folder},
		book.KindSealed:  fileVault(s.unlocked),
		book.KindPlain:   plainVault(s.places.folder),
	}
	s.sources = map[book.StoreKind]source{
		book.KindVariable: variableSource(lookup),
		book.KindAsk:      askedSource{s},
		book.KindCommand:  commandSource(s.places.command),
	}
	for kind, vault := range s.vaults {
		s.sources[kind] = vaultSource{kind: kind, vault: vault}
	}
	return s
}

// Resolve finds the secret. Its errors are ErrSecretNeeded when the person has
// to be asked for it first, ErrPassphraseNeeded when the encrypted file has to
// be unlocked first, ErrNoReference when the account has none,
// ErrInvalidReference when it is not a known one, *VariableError when the
// environment variable is unset or empty, *PlaceError for everything that goes
// wrong in a keyring, a file or a command, and the context's error.
func (s *Secrets) Resolve(ctx context.Context, key book.SecretKey, ref book.SecretReference) (redact.Secret, error) {
	kind, argument, err := checkReference(ctx, ref)
	if err != nil {
		return redact.Secret{}, err
	}
	return s.sources[kind].find(ctx, key, argument)
}

// checkReference returns a reference's kind and what follows its colon.
func checkReference(ctx context.Context, ref book.SecretReference) (kind book.StoreKind, argument string, err error) {
	if err := ctx.Err(); err != nil {
		return "", "", fmt.Errorf("secret: %w", err)
	}
	if ref == "" {
		return "", "", ErrNoReference
	}
	valid, err := book.ParseSecretReference(string(ref))
	if err != nil {
		return "", "", ErrInvalidReference
	}
	return valid.Kind(), valid.Argument(), nil
}

// OnSlow sets what is called when the keyring takes longer than three seconds,
// for a sentence such as SlowKeyring; nil for nothing. It is called in the
// goroutine of the call that waits.
func (s *Secrets) OnSlow(call func()) { s.slow.Store(&call) }
