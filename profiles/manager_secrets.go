package profiles

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/profiles/secrets"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// undoLimit is how long putting secrets back may take: a keyring that hangs has
// held things up already.
const undoLimit = 5 * time.Second

// secretChange brings the stored secrets of a profile from what the old profile
// refers to, to what the new one does.
type secretChange struct {
	secrets      *Secrets
	old, profile Profile // old is the zero profile for a new one
	written      []writtenSecret
}

// writtenSecret is what a place held before it was written to.
type writtenSecret struct {
	key    SecretKey
	ref    SecretReference
	before redact.Secret // empty when there was none
}

func (c *secretChange) renamed() bool { return !book.SameName(c.old.Name, c.profile.Name) }

// write puts the new secrets, and those that move, in their places.
func (c *secretChange) write(ctx context.Context, typed NewSecretValues) error {
	for _, environment := range book.Environments {
		secret := typed[environment]
		if secret.IsEmpty() {
			var err error
			if secret, err = c.moving(ctx, environment); err != nil {
				return fmt.Errorf("move the secret for %s: %w", environment, err)
			}
		}
		if secret.IsEmpty() {
			continue
		}
		key := SecretKey{Profile: c.profile.Name, Environment: environment}
		if err := c.store(ctx, key, c.profile.Account(environment).Secret, secret); err != nil {
			return fmt.Errorf("store the secret for %s: %w", environment, err)
		}
	}
	return nil
}

// moving returns the secret that has to go to another place or under another
// name; an empty one when none has to. What is read from a variable or from a
// command stays where it is.
func (c *secretChange) moving(ctx context.Context, environment ripio.EnvironmentName) (redact.Secret, error) {
	from, to := c.old.Account(environment).Secret, c.profile.Account(environment).Secret
	stays := !c.renamed() && from.Kind() == to.Kind()
	if stays || c.old.Name == "" || !to.Kind().Keeps() && to != Ask || !from.Kind().Keeps() && from != Ask {
		return redact.Secret{}, nil
	}
	secret, err := c.secrets.Resolve(ctx, SecretKey{Profile: c.old.Name, Environment: environment}, from)
	if secrets.IsAbsent(err) {
		return redact.Secret{}, nil
	}
	return secret, err
}

func (c *secretChange) store(ctx context.Context, key SecretKey, ref SecretReference, secret redact.Secret) error {
	var before redact.Secret
	if kind := ref.Kind(); kind.Keeps() || kind == KindAsk {
		var err error
		before, err = c.secrets.Resolve(ctx, key, ref)
		if err != nil && !errors.Is(err, ErrNotStored) && !errors.Is(err, ErrSecretNeeded) {
			return err // what is there now could not be put back
		}
	}
	err := c.secrets.Store(ctx, key, ref, secret)
	if err == nil || errors.Is(err, keyring.ErrUnknownOutcome) {
		c.written = append(c.written, writtenSecret{key: key, ref: ref, before: before})
	}
	return err
}

// undo puts back what the places held. Its error says where that failed.
func (c *secretChange) undo(ctx context.Context) error {
	// The caller's context may be what ended the change.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), undoLimit)
	defer cancel()
	var failed []error
	for _, written := range c.written {
		var err error
		if written.before.IsEmpty() {
			err = c.secrets.Erase(ctx, written.key, written.ref.Kind())
		} else {
			err = c.secrets.Store(ctx, written.key, written.ref, written.before)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("the secret for %s could not be put back: %w", written.key.Environment, err))
		}
	}
	return errors.Join(failed...)
}

// removeOld removes the secrets that the profile no longer refers to, once it is
// saved.
func (c *secretChange) removeOld(ctx context.Context) []Warning {
	var warnings []Warning
	for _, environment := range book.Environments {
		from, to := c.old.Account(environment).Secret, c.profile.Account(environment).Secret
		if c.old.Name == "" || !c.renamed() && from.Kind() == to.Kind() {
			continue
		}
		err := c.secrets.Erase(ctx, SecretKey{Profile: c.old.Name, Environment: environment}, from.Kind())
		warnings = append(warnings, asWarning(fmt.Sprintf("the former secret for %s stays in the %s", environment, from.Label()), err)...)
	}
	c.dropRemembered()
	return warnings
}

// dropRemembered drops what was remembered under the profile's new name, such as
// a deleted profile's secrets.
func (c *secretChange) dropRemembered() {
	for _, environment := range book.Environments {
		key := SecretKey{Profile: c.profile.Name, Environment: environment}
		mine := slices.ContainsFunc(c.written, func(w writtenSecret) bool { return w.key == key && w.ref == Ask })
		if c.renamed() && !mine {
			c.secrets.Remember(key, redact.Secret{})
		}
	}
}
