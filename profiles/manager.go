// Package profiles keeps what an integrator keeps: named profiles with their
// credentials' ids and the references to their secrets, the users they try, and
// the history of their sends. It joins the packages below it, whose names it
// repeats for its callers. It uses no terminal and no network, and it never writes
// a secret to the profiles file or to the history.
package profiles

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/config"
	"devtools/ripio-explorer/profiles/history"
	"devtools/ripio-explorer/profiles/secrets"
	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// Manager changes profiles together with what belongs to them: stored secrets,
// test users, records and the history of sends. It keeps the order in which a crash loses nothing: a
// secret is written before the profile that refers to it, and removed after it.
// What a crash leaves at worst is a secret without a profile; Orphans finds it.
type Manager struct {
	Store   *Store
	Secrets *Secrets
	Users   *Users
	Records *Records
	// History and Observed remember sends.
	History  *History
	Observed *Observed
	// Drafts keeps what stands in the form.
	Drafts *state.Drafts
	// Watched are the last good runs of the canary.
	Watched *Watched
}

// NewManager makes a manager over a configuration folder and a state folder, of
// which nothing is read or created yet. lookup and options are those of
// NewSecrets; WithConfigDir is added.
func NewManager(configDir, stateDir string, lookup func(name string) (string, bool), options ...secrets.SecretsOption) *Manager {
	store := NewStore(configDir)
	own := []SecretsOption{WithConfigDir(configDir)}
	m := &Manager{
		Store:   store,
		Secrets: NewSecrets(lookup, append(own, options...)...),
		Users:   state.NewUsers(stateDir),
		Records: state.NewRecords(stateDir),
		History: history.NewHistory(stateDir), Observed: state.NewObserved(stateDir),
		Drafts:  state.NewDrafts(stateDir),
		Watched: state.NewWatched(stateDir),
	}
	m.Secrets.OnUnlock = func() []Warning { return m.Recover(context.Background()) }
	return m
}

// Use makes the stores follow the settings. While nobody knows how long the history is
// to be kept, as the file could not be read, nothing of it grows old.
func (m *Manager) Use(c config.Config) {
	days := c.Settings.HistoryDays
	if c.Unread != nil || c.Failed("history.days") {
		days = 0
	}
	m.History.Keep(time.Duration(days) * 24 * time.Hour)
}

// NewSecretValues are the secrets that were typed for a profile that is to be
// saved, by environment. An environment without one keeps the secret it has.
type NewSecretValues map[ripio.EnvironmentName]redact.Secret

// Save stores the secrets, then the profile as Store.Put does, and then removes
// the secrets that it no longer refers to. A stored or remembered secret moves
// along when the profile is renamed or another place is chosen for it. A kill in
// the middle of it is for Recover to mend.
//
// After an error the profile is as it was, and the secrets have been put back
// as far as that was possible; the error then says where it was not. Errors are
// those of Store.Put and of Secrets.Store. The warnings say what is left over:
// the profile is saved all the same.
func (m *Manager) Save(ctx context.Context, previous string, profile Profile, secrets NewSecretValues) (Book, []Warning, error) {
	return m.save(ctx, previous, profile, secrets, func() (Book, error) { return m.Store.Put(previous, profile) })
}

// Overwrite carries out a change that met a conflict, as Store.Overwrite does,
// with the secrets that belong to it.
func (m *Manager) Overwrite(ctx context.Context, conflict *ConflictError, secrets NewSecretValues) (Book, []Warning, error) {
	if conflict.Mine == nil {
		return m.remove(ctx, conflict.Name, func() (Book, error) { return m.Store.Overwrite(conflict) })
	}
	return m.save(ctx, conflict.Name, *conflict.Mine, secrets, func() (Book, error) { return m.Store.Overwrite(conflict) })
}

func (m *Manager) save(ctx context.Context, previous string, profile Profile, secrets NewSecretValues, put func() (Book, error)) (Book, []Warning, error) {
	if err := errors.Join(book.CheckProfile(profile), book.CheckSecrets(profile, secrets)); err != nil {
		return Book{}, nil, fmt.Errorf("save profiles: %w", err)
	}
	recovered := m.Recover(ctx)
	before, err := m.Store.PeekForChange()
	if err != nil {
		return Book{}, nil, err
	}
	if _, taken := before.Find(profile.Name); taken && !book.SameName(profile.Name, previous) {
		return Book{}, nil, fmt.Errorf("save profiles: %w", ErrNameTaken)
	}
	old, _ := before.Find(previous)
	writtenDown, err := m.beginIntent(old, profile, secrets)
	if err != nil {
		return Book{}, nil, fmt.Errorf("save profiles: %w; nothing was changed", err)
	}
	defer writtenDown.end()
	change := &secretChange{secrets: m.Secrets, old: old, profile: profile}
	if err := change.write(ctx, secrets); err != nil {
		return Book{}, nil, errors.Join(err, change.undo(ctx))
	}
	saved, err := put()
	if err != nil {
		return Book{}, nil, errors.Join(err, change.undo(ctx))
	}
	warnings := append(recovered, change.removeOld(ctx)...)
	return saved, append(warnings, m.renameBooks(previous, profile.Name)...), nil
}

// Remove deletes a profile and then its stored secrets, which stay in memory
// until the program ends, so that Restore brings both back. Its test users,
// records and attempts stay; Forget removes them too. Errors are those
// of Store.Remove; a secret that could not be removed is a warning.
func (m *Manager) Remove(ctx context.Context, name string) (Book, []Warning, error) {
	return m.remove(ctx, name, func() (Book, error) { return m.Store.Remove(name) })
}

func (m *Manager) remove(ctx context.Context, name string, take func() (Book, error)) (Book, []Warning, error) {
	before, err := m.Store.PeekForChange()
	if err != nil {
		return Book{}, nil, err
	}
	gone, _ := before.Find(name)
	saved, err := take()
	if err != nil {
		return Book{}, nil, err
	}
	var warnings []Warning
	for _, environment := range book.Environments {
		key := SecretKey{Profile: name, Environment: environment}
		reference := gone.Account(environment).Secret
		err := m.Secrets.Delete(ctx, key, reference)
		stays := fmt.Sprintf("secret for %s stays in the %s", environment, reference.Label())
		if errors.Is(err, ErrPassphraseNeeded) {
			warnings = append(warnings, Warning{Text: stays + ", which is locked"})
			continue
		}
		warnings = append(warnings, asWarning(stays, err)...)
	}
	return saved, warnings, nil
}

// Restore brings a removed profile back, its secrets first. Errors are those of
// Store.Restore; a secret that could not be put back is a warning.
func (m *Manager) Restore(ctx context.Context, name string) (Book, []Warning, error) {
	gone, err := m.Store.RemovedProfile(name)
	if err != nil {
		return Book{}, nil, err
	}
	// The secrets of a new profile of that name must not be written over.
	now, err := m.Store.PeekForChange()
	if err != nil {
		return Book{}, nil, err
	}
	if _, taken := now.Find(name); taken {
		return Book{}, nil, fmt.Errorf("restore profile: %w", ErrNameTaken)
	}
	var warnings []Warning
	for _, environment := range book.Environments {
		ref := gone.Account(environment).Secret
		if !ref.Kind().Keeps() && ref != Ask {
			continue
		}
		err := m.Secrets.Restore(ctx, SecretKey{Profile: name, Environment: environment}, ref)
		if errors.Is(err, secrets.ErrNothingDeleted) {
			continue // it never had one
		}
		warnings = append(warnings, asWarning(fmt.Sprintf("the secret for %s is not back", environment), err)...)
	}
	book, err := m.Store.Restore(name)
	return book, warnings, err
}

// asWarning turns an error that stops nothing into a warning.
func asWarning(what string, err error) []Warning {
	if err == nil {
		return nil
	}
	return []Warning{{Text: what + ": " + err.Error()}}
}

// Duplicate saves a copy of a profile under CopyName, with a copy of its stored
// secrets, and gives the copy's name. Errors are those of Secrets.Resolve and of
// Save; a secret that was never stored is simply missing in the copy too.
func (m *Manager) Duplicate(ctx context.Context, name string) (copied string, saved Book, warnings []Warning, err error) {
	before, err := m.Store.PeekForChange()
	if err != nil {
		return "", Book{}, nil, err
	}
	profile, found := before.Find(name)
	if !found {
		return "", Book{}, nil, fmt.Errorf("duplicate profile: %w", ErrNoProfile)
	}
	typed := NewSecretValues{}
	for _, environment := range book.Environments {
		account := profile.AccountFor(environment)
		account.Next, account.Previous = "", "" // a rotation stays with the profile that it was begun for
		ref := profile.Account(environment).Secret
		if !ref.Kind().Keeps() && ref != Ask {
			continue
		}
		secret, err := m.Secrets.Resolve(ctx, SecretKey{Profile: name, Environment: environment}, ref)
		if err != nil && !secrets.IsAbsent(err) {
			return "", Book{}, nil, fmt.Errorf("duplicate profile: %w", err)
		}
		typed[environment] = secret
	}
	profile.Name = before.CopyName(profile.Name)
	saved, warnings, err = m.Save(ctx, "", profile, typed)
	return profile.Name, saved, warnings, err
}

// Warnings returns what a person should know of the files of the state folder since
// the last call, such as that a damaged one was set aside.
func (m *Manager) Warnings() []Warning {
	return slices.Concat(m.Users.Warnings(), m.Records.Warnings(), m.Watched.Warnings(), m.rememberingWarnings())
}
