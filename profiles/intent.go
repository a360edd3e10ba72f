package profiles

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/disk"
	"devtools/ripio-explorer/ripio"
)

// intent is a change of a profile that touches more than one file, as it is written
// down before its first step. A kill in the middle of it would leave the old
// client_id with the new secret, or what belongs to a profile under two names;
// Recover then finishes or undoes it. No secret is in it.
type intent struct {
	Version int     `json:"version"`
	Old     Profile `json:"old"`
	New     Profile `json:"new"`
	// Prints are the fingerprints of new secrets that replace the old one in its
	// place: the only way to tell later which of the two is there.
	Prints map[ripio.EnvironmentName]string `json:"fingerprints"`
	// Rotation is a step of a rotation, which changes nothing of the above.
	Rotation *rotationChange `json:"rotation,omitempty"`
}

const (
	changeVersion, rotationVersion = 1, 2

	intentPrefix = "profiles.change-"
	intentSuffix = ".json"
	intentWait   = 50 * time.Millisecond
)

// openIntent is an intent on disk, which its lock says to be under way.
type openIntent struct {
	path   string
	unlock func()
}

// beginIntent writes a change down; nil when one file alone is changed.
func (m *Manager) beginIntent(old, profile Profile, typed NewSecretValues) (*openIntent, error) {
	in := intent{Version: changeVersion, Old: old, New: profile, Prints: map[ripio.EnvironmentName]string{}}
	needed := old.Name != profile.Name
	for _, environment := range book.Environments {
		from, to := old.Account(environment), profile.Account(environment)
		secret := typed[environment]
		inPlace := book.SameName(old.Name, profile.Name) && from.Secret.Kind() == to.Secret.Kind()
		switch {
		case inPlace && !secret.IsEmpty() && to.Secret.Kind().Keeps() && old != profile:
			in.Prints[environment] = Fingerprint(secret)
			needed = true
		case from.Secret != to.Secret:
			needed = true
		}
	}
	if old.Name == "" || !needed {
		return nil, nil
	}
	return m.writeIntent(in)
}

// writeIntent writes down what is about to be done.
func (m *Manager) writeIntent(in intent) (*openIntent, error) {
	var number [4]byte
	_, _ = rand.Read(number[:]) // never fails
	path := filepath.Join(filepath.Dir(m.Store.Path()), intentPrefix+hex.EncodeToString(number[:])+intentSuffix)
	unlock, err := atomicfile.Lock(path+".lock", atomicfile.LockLimit)
	if err != nil {
		return nil, err
	}
	open := &openIntent{path: path, unlock: unlock}
	if err := open.write(in); err != nil {
		open.end()
		return nil, err
	}
	return open, nil
}

func (o *openIntent) write(in intent) error {
	data, err := json.Marshal(in)
	if err != nil {
		return err
	}
	return atomicfile.Replace(o.path, data)
}

// end removes the intent, once its change is done or undone.
func (o *openIntent) end() {
	if o == nil {
		return
	}
	_ = atomicfile.Remove(o.path)
	o.leave()
}

// leave keeps the intent for a later Recover.
func (o *openIntent) leave() {
	if o == nil {
		return
	}
	o.unlock()
	_ = atomicfile.Remove(o.path + ".lock")
}

// Recover finishes or undoes the changes of profiles that a kill interrupted, and
// says so in warnings. What another window is changing is left alone, and so is what
// needs a place that cannot be read now, such as the locked encrypted file: a later
// call does that. It is quick when there is nothing to do.
func (m *Manager) Recover(ctx context.Context) []Warning {
	pattern := filepath.Join(filepath.Dir(m.Store.Path()), intentPrefix+"*"+intentSuffix)
	locks, _ := disk.Glob(pattern + ".lock")
	paths, _ := disk.Glob(pattern)
	for _, lock := range locks {
		paths = append(paths, strings.TrimSuffix(lock, ".lock"))
	}
	var warnings []Warning
	for _, path := range paths {
		unlock, err := atomicfile.Lock(path+".lock", intentWait)
		if err != nil {
			continue // under way
		}
		open := &openIntent{path: path, unlock: unlock}
		said, done := m.recoverOne(ctx, path)
		warnings = append(warnings, said...)
		if done {
			open.end()
		} else {
			open.leave()
		}
	}
	return warnings
}

// recoverOne reports whether the intent is settled.
func (m *Manager) recoverOne(ctx context.Context, path string) (warnings []Warning, done bool) {
	data, err := atomicfile.Read(path, atomicfile.MaxSize)
	if err != nil {
		return nil, true // a lock alone: nothing was begun
	}
	var in intent
	switch err := json.Unmarshal(data, &in); {
	case err != nil:
		return nil, false
	case in.Version == rotationVersion && in.Rotation != nil:
		return m.recoverRotation(ctx, *in.Rotation)
	case in.Version != changeVersion:
		return nil, false // of a newer version
	}
	saved, err := m.Store.Peek()
	if err != nil {
		return nil, false // the profiles come first
	}
	before, hasOld := saved.Find(in.Old.Name)
	after, hasNew := saved.Find(in.New.Name)
	switch {
	case hasNew && after == in.New:
		return m.finish(ctx, in)
	case hasOld && before == in.Old:
		return m.undoOrComplete(ctx, in)
	}
	return []Warning{{Text: fmt.Sprintf("a change of profile %s was interrupted, and the profile was changed since; "+
		"check its client_id and its secret", in.New.Name)}}, true
}

// finish does what follows the profile's own save.
func (m *Manager) finish(ctx context.Context, in intent) (warnings []Warning, done bool) {
	change := &secretChange{secrets: m.Secrets, old: in.Old, profile: in.New}
	for _, environment := range book.Environments {
		from, to := in.Old.Account(environment).Secret, in.New.Account(environment).Secret
		if !change.renamed() && from.Kind() == to.Kind() {
			continue
		}
		if err := m.Secrets.Erase(ctx, SecretKey{Profile: in.Old.Name, Environment: environment}, from.Kind()); err != nil {
			return nil, false
		}
	}
	if warnings := m.renameBooks(in.Old.Name, in.New.Name); len(warnings) > 0 {
		return warnings, false
	}
	return []Warning{{Text: fmt.Sprintf("the change of profile %s that was interrupted is finished", in.New.Name)}}, true
}

// undoOrComplete settles a change whose profile was not saved. New secrets in a place
// of their own are removed; where one replaced the old secret, which is gone, its
// account is saved after all.
func (m *Manager) undoOrComplete(ctx context.Context, in intent) (warnings []Warning, done bool) {
	change := &secretChange{secrets: m.Secrets, old: in.Old, profile: in.New}
	merged := in.Old
	for _, environment := range book.Environments {
		from, to := in.Old.Account(environment), in.New.Account(environment)
		key := SecretKey{Profile: in.New.Name, Environment: environment}
		switch print := in.Prints[environment]; {
		case print != "":
			secret, err := m.Secrets.Resolve(ctx, key, to.Secret)
			if err != nil && !errors.Is(err, ErrNotStored) {
				return nil, false
			}
			if Fingerprint(secret) == print {
				*merged.AccountFor(environment) = to
			}
		case change.renamed() || from.Secret.Kind() != to.Secret.Kind():
			if err := m.Secrets.Erase(ctx, key, to.Secret.Kind()); err != nil {
				return nil, false
			}
		}
	}
	if merged == in.Old {
		return []Warning{{Text: fmt.Sprintf("a change of profile %s was interrupted before anything of it was saved; make it again", in.Old.Name)}}, true
	}
	if _, err := m.Store.Put(in.Old.Name, merged); err != nil {
		return asWarning("a change of profile "+in.Old.Name+" was interrupted, and its new secret has the old client_id", err), false
	}
	return []Warning{{Text: fmt.Sprintf("a change of profile %s was interrupted; its new secret and client_id are saved, check the rest", in.Old.Name)}}, true
}

// renameBooks moves what the program remembers of a profile to its new name.
func (m *Manager) renameBooks(from, to string) (warnings []Warning) {
	if from == "" || from == to {
		return nil
	}
	warnings = append(warnings, asWarning("rename the test users", m.Users.Rename(from, to))...)
	warnings = append(warnings, asWarning("rename the records", m.Records.Rename(from, to))...)
	warnings = append(warnings, asWarning("rename the attempts", m.History.Rename(from, to))...)
	return append(warnings, asWarning("rename the last good runs", m.Watched.Rename(from, to))...)
}
