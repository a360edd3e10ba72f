package book

import (
	"errors"
	"fmt"
	"slices"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// removal is what brings a removed profile back as it was.
type removal struct {
	table   map[string]any // with the keys that this program does not know
	index   int            // its position in the file
	profile Profile
	// wasDefault is true if it was the default profile.
	wasDefault bool
}

// Remove deletes a profile and gives the merged book. Restore undoes it until
// the program ends. A profile that another instance has deleted already is not an
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
			taken = removal{table: gone.table, index: len(d.entries), profile: *want.profile}
			return nil
		}
		taken = d.take(at)
		return nil
	})
	if err == nil {
		s.removed[FoldName(name)] = taken
	}
	return book, err
}

// take removes an entry, and the choice of its profile as the default one.
func (d *document) take(at int) removal {
	gone := d.entries[at]
	taken := removal{table: gone.table, index: at, profile: gone.profile, wasDefault: d.isDefault(gone.profile.Name)}
	if taken.wasDefault {
		d.setDefault("")
	}
	d.entries = slices.Delete(d.entries, at, at+1)
	return taken
}

// RemovedProfile returns a profile that was removed here and not restored since.
func (s *Store) RemovedProfile(name string) (Profile, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	taken, ok := s.removed[FoldName(name)]
	if !ok {
		return Profile{}, fmt.Errorf("restore profile: %w", ErrNoProfile)
	}
	return taken.profile, nil
}

// Restore puts back a profile that Remove deleted, at its old position and with
// the keys that this program does not know. It gives ErrNoProfile for a name
// that was not removed here and ErrNameTaken when the name is in use again.
func (s *Store) Restore(name string) (Book, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	taken, ok := s.removed[FoldName(name)]
	if !ok {
		return Book{}, fmt.Errorf("restore profile: %w", ErrNoProfile)
	}
	book, err := s.edit(func(d *document) error {
		if d.index(name) >= 0 {
			return fmt.Errorf("restore profile: %w", ErrNameTaken)
		}
		at := min(taken.index, len(d.entries))
		d.entries = slices.Insert(d.entries, at, entry{table: taken.table})
		if restored, _ := taken.table["name"].(string); taken.wasDefault && d.settings.Default == "" {
			d.setDefault(restored)
		}
		return nil
	})
	if err == nil {
		delete(s.removed, FoldName(name))
	}
	return book, err
}

// Forget deletes a profile for good, also from the backup, where it may be alone. It cannot be undone,
// and a change by another instance does not stop it.
func (s *Store) Forget(name string) (Book, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.removed, FoldName(name))
	return s.edit(func(d *document) error {
		d.forgetful = true
		if at := d.index(name); at >= 0 {
			d.take(at)
		} else if d.isDefault(name) {
			d.setDefault("")
		}
		return nil
	})
}

// BackupNames reports whether the backup holds a profile of that name. One that
// cannot be read may.
func (s *Store) BackupNames(name string) bool {
	data, err := atomicfile.Read(s.backupPath(), atomicfile.MaxSize)
	if err != nil {
		return false
	}
	d, fault := parseDocument(data)
	return fault == nil && d.index(name) >= 0
}

// ForgetInCopy takes a profile out of a backup of the profiles file.
func (s *Store) ForgetInCopy(path, name string) (changed bool, err error) {
	unlock, err := s.lock()
	if err != nil {
		return false, err
	}
	defer unlock()
	data, err := atomicfile.Read(path, atomicfile.MaxSize)
	if err != nil {
		return false, err
	}
	d, fault := parseDocument(data)
	if fault != nil {
		return false, fault
	}
	at := d.index(name)
	if at < 0 {
		return false, nil
	}
	if d.version > FormatVersion {
		return false, errors.New("it was made by a newer version")
	}
	d.take(at)
	after, _, err := d.render()
	if err == nil {
		err = atomicfile.Replace(path, after)
	}
	return err == nil, err
}
