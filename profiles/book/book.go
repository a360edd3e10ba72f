package book

import (
	"slices"
)

// Book is what the profiles file holds, as far as this program understands it.
type Book struct {
	// Profiles are in the order in which the file holds them.
	Profiles []Profile
	// Settings are read and kept. This program changes only Default.
	Settings Settings
}

// Settings are the few preferences that a person may write into the file.
type Settings struct {
	// Default is the name of the profile to begin with, as the file has it; empty
	// when the file names none. Book.Default finds the profile.
	Default string
}

// Find returns the profile of that name, ignoring letter case.
func (b Book) Find(name string) (Profile, bool) {
	for _, profile := range b.Profiles {
		if SameName(profile.Name, name) {
			return profile, true
		}
	}
	return Profile{}, false
}

// Default returns the profile to begin with; ok is false when the file names none,
// or one that is not there.
func (b Book) Default() (profile Profile, ok bool) {
	if b.Settings.Default == "" {
		return Profile{}, false
	}
	return b.Find(b.Settings.Default)
}

// CopyName returns a free name for a duplicate: "acme copy", then "acme copy 2".
// A copy of a copy is counted on. The result is never too long for a name.
func (b Book) CopyName(name string) string {
	for number := 1; ; number++ {
		candidate := copyName(name, number)
		if _, taken := b.Find(candidate); !taken {
			return candidate
		}
	}
}

// SecretVariables names the environment variables that the profiles read secrets
// from, in alphabetical order.
func (b Book) SecretVariables() []string {
	var names []string
	for _, profile := range b.Profiles {
		for _, account := range []Account{profile.Sandbox, profile.Production} {
			for _, reference := range account.References() {
				if name, ok := reference.Variable(); ok {
					names = append(names, name)
				}
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
