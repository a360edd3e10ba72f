package profiles

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/secrets"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// The errors of a rotation.
var (
	ErrNoNextSecret     = errors.New("the profile holds no next secret; give it with --next-secret-stdin")
	ErrNoPreviousSecret = errors.New("the profile holds no previous secret to go back to")
	ErrNotRotatable     = errors.New("this program does not keep the profile's secret; rotate it where it is kept, or choose another reference")
)

// Rotation changes the secret of a profile in one environment for the next one. All
// three secrets stand in the place that the profile refers to. Each step writes one of
// them, and the one that is replaced stands elsewhere already: a kill at any moment
// loses none, and the same step again finishes what was begun.
type Rotation struct {
	manager *Manager
	key     SecretKey
	ref     SecretReference
}

// Rotation begins with the profile as it is saved. The error is ErrNotRotatable for a
// secret in a variable, a command or a session.
func (m *Manager) Rotation(profile Profile, environment ripio.EnvironmentName) (*Rotation, error) {
	ref := profile.Account(environment).Secret
	if !ref.Kind().Keeps() {
		return nil, ErrNotRotatable
	}
	return &Rotation{manager: m, key: SecretKey{Profile: profile.Name, Environment: environment}, ref: ref}, nil
}

func (r *Rotation) next() SecretKey     { return book.RotationKey(r.key, book.NextSecret) }
func (r *Rotation) previous() SecretKey { return book.RotationKey(r.key, book.PreviousSecret) }

// read returns a secret; an empty one when none is there.
func (r *Rotation) read(ctx context.Context, key SecretKey) (redact.Secret, error) {
	secret, err := r.manager.Secrets.Resolve(ctx, key, r.ref)
	if secrets.IsAbsent(err) {
		return redact.Secret{}, nil
	}
	return secret, err
}

// Secrets returns the secret in use, the next and the previous one; empty where there is
// none. Errors are those of Secrets.Resolve.
func (r *Rotation) Secrets(ctx context.Context) (current, next, previous redact.Secret, err error) {
	for _, each := range []struct {
		key  SecretKey
		into *redact.Secret
	}{{r.key, &current}, {r.next(), &next}, {r.previous(), &previous}} {
		if *each.into, err = r.read(ctx, each.key); err != nil {
			return current, next, previous, err
		}
	}
	return current, next, previous, nil
}

// SetNext keeps the next secret. Errors are those of Secrets.Store.
func (r *Rotation) SetNext(ctx context.Context, next redact.Secret) error {
	return r.locked(func() error { return r.manager.Secrets.Store(ctx, r.next(), r.ref, next) })
}

// Switch puts the next secret in use and keeps the one that was. The error is
// ErrNoNextSecret, or one of Secrets.Store.
func (r *Rotation) Switch(ctx context.Context) error {
	return r.locked(func() error { return r.exchange(ctx, r.next(), r.previous(), ErrNoNextSecret) })
}

// Undo puts the previous secret in use again, and keeps the other as the next one. The
// error is ErrNoPreviousSecret, or one of Secrets.Store.
func (r *Rotation) Undo(ctx context.Context) error {
	return r.locked(func() error { return r.exchange(ctx, r.previous(), r.next(), ErrNoPreviousSecret) })
}

// exchange puts the secret of one slot in use and the one that was into the other.
func (r *Rotation) exchange(ctx context.Context, from, to SecretKey, missing error) error {
	wanted, err := r.read(ctx, from)
	if err != nil {
		return err
	}
	if wanted.IsEmpty() {
		return missing
	}
	current, err := r.read(ctx, r.key)
	if err != nil {
		return err
	}
	if current.Reveal() != wanted.Reveal() { // otherwise a kill came before the last step
		if !current.IsEmpty() {
			if err := r.manager.Secrets.Store(ctx, to, r.ref, current); err != nil {
				return fmt.Errorf("keep the secret in use: %w; nothing was switched", err)
			}
		}
		if err := r.manager.Secrets.Store(ctx, r.key, r.ref, wanted); err != nil {
			return fmt.Errorf("put the other secret in use: %w", err)
		}
	}
	return r.manager.Secrets.Erase(ctx, from, r.ref.Kind())
}

// locked keeps two rotations apart.
func (r *Rotation) locked(change func() error) error {
	unlock, err := atomicfile.Lock(filepath.Join(filepath.Dir(r.manager.Store.Path()), "profiles.rotate.lock"), atomicfile.LockLimit)
	if err != nil {
		return err
	}
	defer unlock()
	return change()
}
