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
	ErrNoNextSecret     = errors.New("the profile holds no next secret; give it with --secret-stdin or --secret-ref")
	ErrNoPreviousSecret = errors.New("the profile holds no previous secret to go back to")
	ErrNotRotatable     = errors.New("the profile does not say where its secret is; choose a place for it first")
)

// Rotation changes the secret of a profile in one environment for the next one. Each
// secret has a reference of its own. One that the program keeps is written to its new
// place before it is taken from the old one, and what is under way is written down, so
// that Recover finishes or undoes what a kill interrupted.
type Rotation struct {
	manager     *Manager
	profile     Profile
	environment ripio.EnvironmentName
}

// RotationSecret is one of the secrets of a rotation.
type RotationSecret struct {
	// Reference says where it is; empty when there is none.
	Reference SecretReference
	// Secret is empty when it was not read: what a command prints or a person types.
	Secret redact.Secret
}

// NextSecret is the secret that a rotation is to put in use.
type NextSecret struct {
	Reference SecretReference
	// Value is stored where the reference says; empty for a secret that is there
	// already, or that the program does not keep.
	Value redact.Secret
}

// Rotation begins with the profile as it is saved. The error is ErrNotRotatable for a
// profile that refers to no secret.
func (m *Manager) Rotation(profile Profile, environment ripio.EnvironmentName) (*Rotation, error) {
	if profile.Account(environment).Secret.Kind() == "" {
		return nil, ErrNotRotatable
	}
	return &Rotation{manager: m, profile: profile, environment: environment}, nil
}

// Profile is the profile as the steps have left it.
func (r *Rotation) Profile() Profile { return r.profile }

func (r *Rotation) account() Account { return r.profile.Account(r.environment) }

func (r *Rotation) key(slot string) SecretKey {
	return rotationKey(SecretKey{Profile: r.profile.Name, Environment: r.environment}, slot)
}

// rotationKey is the key of a slot, and of the secret in use for an empty name.
func rotationKey(key SecretKey, slot string) SecretKey {
	if slot == "" {
		return key
	}
	return book.RotationKey(key, slot)
}

// readKept returns a secret that the program keeps at that place; an empty one when
// none is there, or when the place is not one that it writes to.
func (m *Manager) readKept(ctx context.Context, key SecretKey, ref SecretReference) (redact.Secret, error) {
	if !ref.Kind().Keeps() {
		return redact.Secret{}, nil
	}
	secret, err := m.Secrets.Resolve(ctx, key, ref)
	if secrets.IsAbsent(err) {
		return redact.Secret{}, nil
	}
	return secret, err
}

// Secrets returns the secret in use, the next and the previous one. No command is run
// for it, and a variable that is not set is no error. Errors are those of
// Secrets.Resolve.
func (r *Rotation) Secrets(ctx context.Context) (current, next, previous RotationSecret, err error) {
	for _, each := range []struct {
		slot string
		into *RotationSecret
	}{{"", &current}, {book.NextSecret, &next}, {book.PreviousSecret, &previous}} {
		if *each.into, err = r.look(ctx, each.slot); err != nil {
			return current, next, previous, err
		}
	}
	return current, next, previous, nil
}

func (r *Rotation) look(ctx context.Context, slot string) (RotationSecret, error) {
	ref := r.account().Place(slot)
	switch kind := ref.Kind(); {
	case kind == KindVariable:
		secret, _ := r.manager.Secrets.Resolve(ctx, r.key(slot), ref)
		return RotationSecret{Reference: ref, Secret: secret}, nil
	case !kind.Keeps():
		return RotationSecret{Reference: ref}, nil
	}
	secret, err := r.manager.readKept(ctx, r.key(slot), ref)
	if secret.IsEmpty() {
		ref = ""
	}
	return RotationSecret{Reference: ref, Secret: secret}, err
}

// Resolve reads the secret in use, or the next one, as a send would. Its errors are
// those of Secrets.Resolve, and ErrNoNextSecret.
func (r *Rotation) Resolve(ctx context.Context, next bool) (redact.Secret, error) {
	slot := ""
	if next {
		slot = book.NextSecret
	}
	ref := r.account().Place(slot)
	if ref == "" {
		return redact.Secret{}, ErrNoNextSecret
	}
	secret, err := r.manager.Secrets.Resolve(ctx, r.key(slot), ref)
	if next && ref.Kind().Keeps() && secrets.IsAbsent(err) {
		err = ErrNoNextSecret
	}
	return secret, err
}

// SetNext keeps the next secret, or where it is. Errors are those of Secrets.Store and
// Store.Put.
func (r *Rotation) SetNext(ctx context.Context, next NextSecret) error {
	return r.locked(ctx, func() error {
		after := r.account()
		after.Next = next.Reference
		return r.carryOut(ctx, rotationChange{Step: stepNext, From: next.Reference, New: settled(after)}, next.Value)
	})
}

// Switch puts the next secret in use and keeps the one that was. One that is given
// takes the place of the profile's next one. The error is ErrNoNextSecret, or one of
// Secrets.Resolve, Secrets.Store or Store.Put.
func (r *Rotation) Switch(ctx context.Context, given NextSecret) error {
	return r.locked(ctx, func() error {
		before := r.account()
		from := before.Place(book.NextSecret)
		if given.Reference != "" {
			from = given.Reference
		}
		after := before
		after.Secret, after.Next, after.Previous = from, "", before.Secret
		return r.carryOut(ctx, rotationChange{Step: stepSwitch, From: from, New: settled(after)}, given.Value)
	})
}

// Undo puts the previous secret in use again, and keeps the other as the next one. The
// error is ErrNoPreviousSecret, or one of those of Switch.
func (r *Rotation) Undo(ctx context.Context) error {
	return r.locked(ctx, func() error {
		before := r.account()
		from := before.Place(book.PreviousSecret)
		after := before
		after.Secret, after.Next, after.Previous = from, before.Secret, ""
		return r.carryOut(ctx, rotationChange{Step: stepUndo, From: from, New: settled(after)}, redact.Secret{})
	})
}

// settled is the account with empty references for what stands in the place of the
// secret in use.
func settled(account Account) Account {
	for _, ref := range []*SecretReference{&account.Next, &account.Previous} {
		if *ref == account.Secret && ref.Kind().Keeps() {
			*ref = ""
		}
	}
	return account
}

// locked keeps two rotations apart. A rotation that was interrupted is settled first,
// and the profile is the one that is saved then.
func (r *Rotation) locked(ctx context.Context, change func() error) error {
	unlock, err := atomicfile.Lock(filepath.Join(filepath.Dir(r.manager.Store.Path()), "profiles.rotate.lock"), atomicfile.LockLimit)
	if err != nil {
		return err
	}
	defer unlock()
	r.manager.Recover(ctx)
	saved, err := r.manager.Store.PeekForChange()
	if err != nil {
		return err
	}
	now, found := saved.Find(r.profile.Name)
	if !found {
		return fmt.Errorf("rotate: %w", ErrNoProfile)
	}
	r.profile = now
	return change()
}
