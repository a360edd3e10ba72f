package profiles

import (
	"context"
	"errors"
	"fmt"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// The steps of a rotation.
const (
	stepNext   = "next"
	stepSwitch = "switch"
	stepUndo   = "undo"
)

// rotationChange is one step of a rotation, as it is written down before it begins. No
// secret is in it. What it does is, in this order: keep the secret in use where the one
// it makes room for was; put the wanted one in its place; save the references; remove
// what is in the old places. The wanted secret stays where it comes from until the end,
// so that all of it can be done again.
type rotationChange struct {
	Profile     string                `json:"profile"`
	Environment ripio.EnvironmentName `json:"environment"`
	Step        string                `json:"step"`
	// From is where the wanted secret comes from.
	From SecretReference `json:"from"`
	Old  Account         `json:"old"`
	New  Account         `json:"new"`
	// Preparing is true until a wanted secret that was given is stored in its slot.
	Preparing bool `json:"preparing,omitempty"`
}

func (c rotationChange) key(slot string) SecretKey {
	return rotationKey(SecretKey{Profile: c.Profile, Environment: c.Environment}, slot)
}

// slots are where the wanted secret comes from, and where the one in use goes to.
func (c rotationChange) slots() (from, to string) {
	if c.Step == stepUndo {
		return book.PreviousSecret, book.NextSecret
	}
	return book.NextSecret, book.PreviousSecret
}

// name is the step in a message.
func (c rotationChange) name() string {
	return map[string]string{stepNext: "choosing the next secret", stepSwitch: "the switch to the next secret", stepUndo: "the way back to the previous secret"}[c.Step]
}

// carryOut makes a change of a rotation. After an error of a place everything is as it
// was, as far as that could be put back.
func (r *Rotation) carryOut(ctx context.Context, change rotationChange, value redact.Secret) error {
	m := r.manager
	change.Profile, change.Environment, change.Old = r.profile.Name, r.environment, r.account()
	from, _ := change.slots()
	wanted, err := m.wanted(ctx, change, value)
	if err != nil {
		return err
	}
	current, err := m.readKept(ctx, change.key(""), change.Old.Secret)
	if err != nil {
		return err
	}
	change.Preparing = change.Step != stepNext && !value.IsEmpty()
	writtenDown, err := m.beginRotation(change)
	if err != nil {
		return fmt.Errorf("rotate: %w; nothing was changed", err)
	}
	stores := &secretChange{secrets: m.Secrets}
	if !value.IsEmpty() {
		err = stores.store(ctx, change.key(from), change.From, value)
	}
	if err == nil && change.Preparing {
		change.Preparing = false
		err = writtenDown.write(rotationIntent(change))
	}
	for _, move := range change.moves(current, wanted) {
		if err == nil {
			err = stores.store(ctx, move.key, move.ref, move.before)
		}
	}
	var after Profile
	if err == nil {
		after, err = m.saveAccount(r.profile, change)
	}
	if err != nil {
		back := stores.undo(ctx)
		if back == nil {
			writtenDown.end()
		} else {
			writtenDown.leave()
		}
		return errors.Join(fmt.Errorf("%s was not done: %w", change.name(), err), back)
	}
	r.profile = after
	if err := m.removeReplaced(ctx, change); err != nil {
		writtenDown.leave()
		return fmt.Errorf("%s is done, and a secret that it replaced could not be removed: %w; the next start tries again", change.name(), err)
	}
	writtenDown.end()
	return nil
}

// beginRotation writes a change down; nil when one file alone is changed.
func (m *Manager) beginRotation(change rotationChange) (*openIntent, error) {
	if from, _ := change.slots(); change.Step == stepNext && change.Old.Place(from) == change.From {
		return nil, nil
	}
	return m.writeIntent(rotationIntent(change))
}

func rotationIntent(change rotationChange) intent {
	return intent{Version: rotationVersion, Rotation: &change}
}

// moves are the secrets that go to another slot, by where they go; none for a secret
// that is in use already.
func (c rotationChange) moves(current, wanted redact.Secret) (moves []writtenSecret) {
	_, to := c.slots()
	if c.Step == stepNext || c.Old.Secret == c.From && current.Reveal() == wanted.Reveal() {
		return nil
	}
	for _, move := range []writtenSecret{{c.key(to), c.Old.Secret, current}, {c.key(""), c.From, wanted}} {
		if move.ref.Kind().Keeps() && !move.before.IsEmpty() {
			moves = append(moves, move)
		}
	}
	return moves
}

// wanted returns the secret that is to be put in use, and makes sure that there is one.
// It is empty for one that a person types.
func (m *Manager) wanted(ctx context.Context, change rotationChange, value redact.Secret) (redact.Secret, error) {
	from, _ := change.slots()
	missing := ErrNoNextSecret
	if change.Step == stepUndo {
		missing = ErrNoPreviousSecret
	}
	switch kind := change.From.Kind(); {
	case change.From == "":
		return redact.Secret{}, missing
	case !value.IsEmpty() || change.Step == stepNext || kind == KindAsk:
		return value, nil
	case kind.Keeps():
		secret, err := m.readKept(ctx, change.key(from), change.From)
		if err == nil && secret.IsEmpty() {
			err = missing
		}
		return secret, err
	}
	return m.Secrets.Resolve(ctx, change.key(from), change.From)
}

// saveAccount saves the references of a change; a profile that has them already is left
// alone.
func (m *Manager) saveAccount(profile Profile, change rotationChange) (Profile, error) {
	*profile.AccountFor(change.Environment) = change.New
	if change.New == change.Old {
		return profile, nil
	}
	_, err := m.Store.Put(profile.Name, profile)
	return profile, err
}

// removeReplaced removes the secrets that no slot holds any more.
func (m *Manager) removeReplaced(ctx context.Context, change rotationChange) error {
	erase := func(slot string, ref SecretReference) error {
		if !ref.Kind().Keeps() {
			return nil
		}
		return m.Secrets.Erase(ctx, change.key(slot), ref.Kind())
	}
	for _, slot := range []string{"", book.NextSecret, book.PreviousSecret} {
		if old := change.Old.Place(slot); old != change.New.Place(slot) {
			if err := erase(slot, old); err != nil {
				return err
			}
		}
	}
	if from, _ := change.slots(); change.Step != stepNext {
		return erase(from, change.From)
	}
	return nil
}

// recoverRotation finishes a change of a rotation that a kill interrupted once it had
// begun to move secrets, and undoes it before that.
func (m *Manager) recoverRotation(ctx context.Context, change rotationChange) (warnings []Warning, done bool) {
	saved, err := m.Store.Peek()
	if err != nil {
		return nil, false // the profiles come first
	}
	about := fmt.Sprintf("profile %s, %s: %s was interrupted", change.Profile, change.Environment, change.name())
	profile, found := saved.Find(change.Profile)
	now := profile.Account(change.Environment)
	switch {
	case !found || now.Secret != change.New.Secret && now.Secret != change.Old.Secret:
		return []Warning{{Text: about + ", and the profile was changed since; check its secret"}}, true
	case now == change.New && change.New != change.Old:
		return m.finishRotation(ctx, change, about)
	}
	begun, err := m.begun(ctx, change)
	if err != nil {
		return nil, false
	}
	if begun {
		if err := m.moveAgain(ctx, change); err != nil {
			return nil, false
		}
		if _, err := m.saveAccount(profile, change); err != nil {
			return asWarning(about, err), false
		}
		return m.finishRotation(ctx, change, about)
	}
	if from, _ := change.slots(); change.From.Kind().Keeps() && change.Old.Place(from) != change.From {
		if err := m.Secrets.Erase(ctx, change.key(from), change.From.Kind()); err != nil {
			return nil, false
		}
	}
	return []Warning{{Text: about + " and is undone; the secret in use is the one that was; make it again"}}, true
}

// begun reports whether a secret was moved already. The references are still the old
// ones.
func (m *Manager) begun(ctx context.Context, change rotationChange) (bool, error) {
	if change.Step == stepNext || change.Preparing {
		return false, nil
	}
	from, to := change.slots()
	wanted, err := m.readKept(ctx, change.key(from), change.From)
	if err != nil {
		return false, err
	}
	inUse, err := m.readKept(ctx, change.key(""), change.From)
	if err != nil {
		return false, err
	}
	if change.From.Kind().Keeps() && wanted.IsEmpty() {
		return change.Old == change.New, nil // all but the end was done, or there is nothing to do it with
	}
	if !wanted.IsEmpty() && inUse.Reveal() == wanted.Reveal() {
		return true, nil
	}
	current, err := m.readKept(ctx, change.key(""), change.Old.Secret)
	if err != nil || current.IsEmpty() {
		return false, err
	}
	kept, err := m.readKept(ctx, change.key(to), change.Old.Secret)
	return kept.Reveal() == current.Reveal(), err
}

// moveAgain does again what may have been done.
func (m *Manager) moveAgain(ctx context.Context, change rotationChange) error {
	from, _ := change.slots()
	wanted, err := m.readKept(ctx, change.key(from), change.From)
	if err != nil || change.From.Kind().Keeps() && wanted.IsEmpty() {
		return err // all of it was done
	}
	current, err := m.readKept(ctx, change.key(""), change.Old.Secret)
	if err != nil {
		return err
	}
	for _, move := range change.moves(current, wanted) {
		if err := m.Secrets.Store(ctx, move.key, move.ref, move.before); err != nil {
			return err
		}
	}
	return nil
}

func (m *Manager) finishRotation(ctx context.Context, change rotationChange, about string) (warnings []Warning, done bool) {
	if err := m.removeReplaced(ctx, change); err != nil {
		return nil, false
	}
	return []Warning{{Text: about + " and is finished"}}, true
}
