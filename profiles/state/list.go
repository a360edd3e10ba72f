package state

import (
	"slices"
	"time"

	"devtools/ripio-explorer/profiles/book"
)

// profileList is a state file that lists entries which belong to profiles.
type profileList[E any] struct {
	stateFile[[]E]

	// owner is the profile's name in an entry, to read and to change it.
	owner func(*E) *string
}

func newProfileList[E any](dir, name, key string, owner func(*E) *string) *profileList[E] {
	return &profileList[E]{stateFile: stateFile[[]E]{dir: dir, name: name, key: key}, owner: owner}
}

// Rename moves a profile's entries to its new name. Those under the new name, which
// are those of a profile that is gone, are dropped.
func (l *profileList[E]) Rename(from, to string) error {
	return l.edit(func(entries *[]E) bool {
		changed := !book.SameName(from, to) && l.drop(entries, to) > 0
		for i := range *entries {
			if name := l.owner(&(*entries)[i]); book.SameName(*name, from) && *name != to {
				*name, changed = to, true
			}
		}
		return changed
	})
}

// Forget drops the entries of a profile and tells how many there were.
func (l *profileList[E]) Forget(profile string) (removed int, err error) {
	err = l.edit(func(entries *[]E) bool {
		removed = l.drop(entries, profile)
		return removed > 0
	})
	return removed, err
}

func (l *profileList[E]) drop(entries *[]E, profile string) (dropped int) {
	before := len(*entries)
	*entries = slices.DeleteFunc(*entries, func(entry E) bool { return book.SameName(*l.owner(&entry), profile) })
	return before - len(*entries)
}

// find returns the first entry that fits. In a list without one it is a new one, for
// which the entries give way that go before all others, if there are as many as most.
func find[E any](entries *[]E, most int, fits func(E) bool, goesBefore func(a, b E) bool) *E {
	if at := slices.IndexFunc(*entries, fits); at >= 0 {
		return &(*entries)[at]
	}
	for len(*entries) >= most {
		first := 0
		for i, entry := range *entries {
			if goesBefore(entry, (*entries)[first]) {
				first = i
			}
		}
		*entries = slices.Delete(*entries, first, first+1)
	}
	*entries = append(*entries, *new(E))
	return &(*entries)[len(*entries)-1]
}

// earlier and later take the zero time for no time at all.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
