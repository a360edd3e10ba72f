package profiles

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// removal is what brings a removed profile back as it was.
type removal struct {
	table map[string]any // with the keys that this program does not know
	index int            // its position in the file
}

// expectation is what the file should hold for a profile if no other instance
// changed it.
type expectation struct {
	// known is false when this store never read the file.
	known bool
	// profile is nil when no such profile is expected.
	profile *Profile
	// create allows a profile that was expected to be gone to be made again.
	create bool
}

// expect gives what was last read here.
func (s *Store) expect(name string) expectation {
	want := expectation{known: s.seen != nil}
	if profile, ok := (Book{Profiles: s.seen}).Find(name); ok {
		want.profile = &profile
	}
	return want
}

// conflict compares the file with what was expected.
func (e expectation) conflict(name string, mine, theirs *Profile) error {
	if !e.known || equalProfiles(theirs, e.profile) || equalProfiles(theirs, mine) {
		return nil
	}
	return &ConflictError{Name: name, Mine: mine, Theirs: theirs}
}

func equalProfiles(a, b *Profile) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// Put adds or replaces one profile, under the lock and on top of what another
// instance may have written meanwhile, and gives the merged book. previous is
// the profile's name before the change; empty for a new one. Keys of the
// profile that this program does not know are kept.
//
// Its errors, besides those of ValidateName and of the disk: ErrNameTaken,
// ErrNotText, ErrReferenceForm, ErrTooLarge, ErrNoProfile when previous is
// unknown, ErrLocked, *ConflictError, *CorruptError and *NewerVersionError. The
// file is unchanged after each of them.
func (s *Store) Put(previous string, profile Profile) (Book, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.put(previous, profile, s.expect(previous))
}

func (s *Store) put(previous string, profile Profile, want expectation) (Book, error) {
	if err := checkProfile(profile); err != nil {
		return Book{}, fmt.Errorf("save profiles: %w", err)
	}
	return s.edit(func(d *document) error {
		at := -1
		if previous != "" {
			at = d.index(previous)
			if err := want.conflict(previous, &profile, d.profile(at)); err != nil {
				return err
			}
			if at < 0 && !want.create {
				return fmt.Errorf("save profiles: %w", ErrNoProfile)
			}
		}
		if other := d.index(profile.Name); other >= 0 && other != at {
			return fmt.Errorf("save profiles: %w", ErrNameTaken)
		}
		if at < 0 {
			d.entries = append(d.entries, entry{table: map[string]any{}})
			at = len(d.entries) - 1
		}
		d.entries[at].set(profile)
		return nil
	})
}

// Remove deletes a profile and gives the merged book. Restore undoes it until
// the program ends. A profile that another instance has deleted already is no
// error; one that it has changed gives a *ConflictError.
func (s *Store) Remove(name string) (Book, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.remove(name, s.expect(name))
}

func (s *Store) remove(name string, want expectation) (Book, error) {
	var taken removal
	book, err := s.edit(func(d *document) error {
		at := d.index(name)
		if at < 0 && want.profile == nil {
			return fmt.Errorf("delete profile: %w", ErrNoProfile)
		}
		if err := want.conflict(name, nil, d.profile(at)); err != nil {
			return err
		}
		if at < 0 {
			gone := entry{table: map[string]any{}}
			gone.set(*want.profile)
			taken = removal{table: gone.table, index: len(d.entries)}
			return nil
		}
		taken = removal{table: d.entries[at].table, index: at}
		d.entries = slices.Delete(d.entries, at, at+1)
		return nil
	})
	if err == nil {
		s.removed[foldName(name)] = taken
	}
	return book, err
}

// Restore puts back a profile that Remove deleted, at its old position and with
// the keys that this program does not know. It gives ErrNoProfile for a name
// that was not removed here and ErrNameTaken when the name is in use again.
func (s *Store) Restore(name string) (Book, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	taken, ok := s.removed[foldName(name)]
	if !ok {
		return Book{}, fmt.Errorf("restore profile: %w", ErrNoProfile)
	}
	book, err := s.edit(func(d *document) error {
		if d.index(name) >= 0 {
			return fmt.Errorf("restore profile: %w", ErrNameTaken)
		}
		at := min(taken.index, len(d.entries))
		d.entries = slices.Insert(d.entries, at, entry{table: taken.table})
		return nil
	})
	if err == nil {
		delete(s.removed, foldName(name))
	}
	return book, err
}

// Overwrite carries out the change that met a conflict, in spite of what the
// other instance did. If the profile was changed once more since, there is a
// new *ConflictError.
func (s *Store) Overwrite(conflict *ConflictError) (Book, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	want := expectation{known: true, profile: conflict.Theirs, create: conflict.Theirs == nil}
	if conflict.Mine == nil {
		return s.remove(conflict.Name, want)
	}
	return s.put(conflict.Name, *conflict.Mine, want)
}

// checkProfile refuses what must not be written. A secret in the place of a
// reference never reaches the disk.
func checkProfile(profile Profile) error {
	if err := ValidateName(profile.Name); err != nil {
		return err
	}
	texts := []string{profile.Country}
	for _, account := range []Account{profile.Sandbox, profile.Production} {
		texts = append(texts, account.ClientID, account.User.ExternalRef, account.User.Address)
		if account.Secret == InvalidReference {
			continue
		}
		if _, err := ParseSecretReference(string(account.Secret)); err != nil {
			return err
		}
	}
	for _, text := range texts {
		if !utf8.ValidString(text) {
			return ErrNotText
		}
	}
	return nil
}
