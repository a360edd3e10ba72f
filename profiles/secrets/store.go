package secrets

import (
	"context"
	"errors"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio/redact"
)

// Store writes a secret where the reference says, in place of the one that is
// there, and reads it back. A secret for Ask is only remembered. Nothing is ever
// written to another place instead.
//
// Its errors are ErrSecretEmpty, ErrSecretTooLong, ErrNoReference,
// ErrInvalidReference and *PlaceError, which wraps ErrNotKeeping for an
// environment variable or a command. After keyring.ErrUnknownOutcome it is not
// known whether the secret was written; after every other error it was not.
func (s *Secrets) Store(ctx context.Context, key book.SecretKey, ref book.SecretReference, secret redact.Secret) error {
	kind, _, err := checkReference(ctx, ref)
	if err != nil {
		return err
	}
	switch {
	case secret.IsEmpty():
		return ErrSecretEmpty
	case len(secret.Reveal()) > MaxSecretLength:
		return ErrSecretTooLong
	case kind == book.KindAsk:
		s.Remember(key, secret)
		return nil
	case !kind.Keeps():
		return InPlace(kind, ErrNotKeeping)
	}
	vault, account := s.vaults[kind], key.AccountName()
	if err := vault.set(ctx, account, secret); err != nil {
		return InPlace(kind, err)
	}
	if kind == book.KindKeyring {
		return nil // package keyring has read it back
	}
	if kept, err := vault.get(ctx, account); err != nil || kept.Reveal() != secret.Reveal() {
		return InPlace(kind, ErrNotKept)
	}
	return nil
}

// Delete removes a secret from where the reference says, and keeps it in memory
// until the program ends, so that Restore can bring it back. A secret that is
// not there is no error, and neither is a reference to a place that this program
// does not write to. Its errors are those of Resolve.
func (s *Secrets) Delete(ctx context.Context, key book.SecretKey, ref book.SecretReference) error {
	kind, _, err := checkReference(ctx, ref)
	if errors.Is(err, ErrNoReference) || errors.Is(err, ErrInvalidReference) {
		return nil
	}
	if err != nil {
		return err
	}
	if !kind.Keeps() && kind != book.KindAsk {
		return nil
	}
	secret, err := s.sources[kind].find(ctx, key, "")
	switch {
	case IsAbsent(err):
		return nil
	case err != nil:
		return err
	}
	// First, because it is not always known whether a failed removal was done.
	s.keepDeleted(deletedKey{key.Folded(), kind}, secret)
	if kind == book.KindAsk {
		s.Remember(key, redact.Secret{})
		return nil
	}
	if err := s.EraseStored(ctx, key, kind); !IsAbsent(err) {
		return InPlace(kind, err)
	}
	return nil
}

// Erase removes a secret from a place of that kind without keeping it in memory. One
// that is not there is no error, and neither is a place that this program does not
// write to.
func (s *Secrets) Erase(ctx context.Context, key book.SecretKey, kind book.StoreKind) error {
	if kind == book.KindAsk {
		s.Remember(key, redact.Secret{})
		return nil
	}
	if !kind.Keeps() {
		return nil
	}
	if err := s.EraseStored(ctx, key, kind); !IsAbsent(err) {
		return InPlace(kind, err)
	}
	return nil
}

// EraseStored removes a secret from a place that keeps secrets. The error is the
// place's own, and ErrNotStored when it holds none.
func (s *Secrets) EraseStored(ctx context.Context, key book.SecretKey, kind book.StoreKind) error {
	return notStored(s.vaults[kind].remove(ctx, key.AccountName()))
}

// Usable says why a place that keeps secrets is not there on this machine, such as
// the keyring where none runs: then the error is keyring.ErrNoKeyring. It returns nil
// where the place is there, locked or not.
func (s *Secrets) Usable(ctx context.Context, kind book.StoreKind) error {
	if _, err := s.vaults[kind].list(ctx); errors.Is(err, keyring.ErrNoKeyring) {
		return keyring.ErrNoKeyring
	}
	return nil
}

// Stored lists whose secrets a place holds that keeps secrets, as far as this
// program wrote them. The names of profiles are in one letter case.
func (s *Secrets) Stored(ctx context.Context, kind book.StoreKind) ([]book.SecretKey, error) {
	accounts, err := s.vaults[kind].list(ctx)
	var keys []book.SecretKey
	for _, account := range accounts {
		if key, ok := book.ParseAccountName(account); ok {
			keys = append(keys, key)
		}
	}
	return keys, err
}

func (s *Secrets) keepDeleted(which deletedKey, secret redact.Secret) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.deleted[which] = secret
}

// Restore writes a secret that Delete removed back to its place. It gives
// ErrNothingDeleted when none was removed since the program started, and else
// the errors of Store.
func (s *Secrets) Restore(ctx context.Context, key book.SecretKey, ref book.SecretReference) error {
	deleted := deletedKey{key.Folded(), ref.Kind()}
	s.mutex.Lock()
	secret, known := s.deleted[deleted]
	s.mutex.Unlock()
	if !known {
		return ErrNothingDeleted
	}
	if err := s.Store(ctx, key, ref, secret); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.deleted, deleted)
	return nil
}
