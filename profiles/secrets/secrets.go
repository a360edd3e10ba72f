// Package secrets finds the secret that a reference means at the moment of a send,
// and keeps secrets in the places that this program writes to.
package secrets

import (
	"context"
	"fmt"
	"sync"

	"devtools/ripio-explorer/profiles/book"
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
	asked   *askedSecrets
	sources map[book.StoreKind]source
	vaults  map[book.StoreKind]vault
	sealed  *sealedVault
	slow    *slowNotice
	// OnUnlock is called after the encrypted file was opened, and returns what a person
	// should know of it, which Settled gives; nil for nothing.
	OnUnlock func() []book.Warning

	mutex sync.Mutex
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
	asked := &askedSecrets{secrets: map[book.SecretKey]redact.Secret{}}
	s := &Secrets{
		asked:   asked,
		slow:    &slowNotice{},
		deleted: map[deletedKey]redact.Secret{},
	}
	s.places = choosePlaces(options)
	s.sealed = newSealedVault(s.places.folder, s.places.workFactor)
	s.vaults = map[book.StoreKind]vault{
		book.KindKeyring: keyringVault{ring: s.slow.watch(s.places.keyring), folder: s.places.folder},
		book.KindSealed:  s.sealed,
		book.KindPlain:   newPlainVault(s.places.folder),
	}
	s.sources = map[book.StoreKind]source{
		book.KindVariable: variableSource(lookup),
		book.KindAsk:      asked,
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

// Remember keeps a secret that was asked for until the program ends. An empty
// secret is forgotten instead.
func (s *Secrets) Remember(key book.SecretKey, secret redact.Secret) { s.asked.remember(key, secret) }

// Forget drops what is in memory of a profile's secrets: the remembered ones
// and those that Restore could bring back.
func (s *Secrets) Forget(profile string) {
	s.asked.forget(profile)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for deleted := range s.deleted {
		if deleted.key.Profile == book.FoldName(profile) {
			delete(s.deleted, deleted)
		}
	}
}

// OnSlow sets what is called when the keyring takes longer than three seconds,
// for a sentence such as SlowKeyring; nil for nothing. It is called in the
// goroutine of the call that waits.
func (s *Secrets) OnSlow(call func()) { s.slow.set(call) }
