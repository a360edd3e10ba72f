package book

import (
	"fmt"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/redact"
)

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

// expect returns what was last read here.
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
	if err := CheckProfile(profile); err != nil {
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
		if d.isDefault(previous) {
			d.setDefault(profile.Name)
		}
		if at < 0 {
			d.add(profile)
		} else {
			d.entries[at].set(profile)
		}
		return nil
	})
}

// SetDefault makes a profile the one to begin with; an empty name takes the
// choice away. It gives ErrNoProfile for an unknown name, and otherwise the
// errors of Put except *ConflictError.
func (s *Store) SetDefault(name string) (Book, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.edit(func(d *document) error {
		if name != "" {
			at := d.index(name)
			if at < 0 {
				return fmt.Errorf("choose the default profile: %w", ErrNoProfile)
			}
			name = d.entries[at].profile.Name
		}
		d.setDefault(name)
		return nil
	})
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

// CheckProfile refuses what must not be written. A secret in the place of a
// reference never reaches the disk.
func CheckProfile(profile Profile) error {
	if err := ValidateName(profile.Name); err != nil {
		return err
	}
	texts := []string{profile.Country}
	for _, account := range []Account{profile.Sandbox, profile.Production} {
		texts = append(texts, account.ClientID, account.User.ExternalRef, account.User.Address)
		if field.HoldsAssignment(account.ClientID) {
			return ErrAssignment
		}
		if field.IsPrivateKey(account.User.Address) {
			return ErrAddressKey
		}
		for _, reference := range account.References() {
			if reference == InvalidReference {
				continue
			}
			if _, err := ParseSecretReference(string(reference)); err != nil {
				return err
			}
		}
	}
	for _, text := range texts {
		if !utf8.ValidString(text) {
			return ErrNotText
		}
	}
	return nil
}

// CheckSecrets refuses a profile whose open fields hold one of the secrets that
// are saved with it.
func CheckSecrets(profile Profile, secrets map[ripio.EnvironmentName]redact.Secret) error {
	for environment, secret := range secrets {
		account := profile.Account(environment)
		for _, text := range []string{account.ClientID, account.User.ExternalRef, account.User.Address} {
			if ripio.HoldsSecret(text, secret) {
				return fmt.Errorf("%s: %w", environment, ErrHoldsSecret)
			}
		}
	}
	return nil
}
