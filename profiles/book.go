package profiles

import (
	"runtime"
	"strings"
)

// Book is what the profiles file holds, as far as this program understands it.
type Book struct {
	// Profiles are in the order in which the file holds them.
	Profiles []Profile
	// Settings are read and kept, but this program never changes them.
	Settings Settings
}

// Settings are the few preferences that a person may write into the file.
type Settings struct {
	// Theme is the theme's name as the file has it, unchecked; empty when the
	// file names none.
	Theme string
	// Mouse tells whether the mouse is on; nil when the file does not say.
	Mouse *bool
}

// Find gives the profile of that name, ignoring letter case.
func (b Book) Find(name string) (Profile, bool) {
	for _, profile := range b.Profiles {
		if sameName(profile.Name, name) {
			return profile, true
		}
	}
	return Profile{}, false
}

// CopyName gives a free name for a duplicate: "acme copy", then "acme copy 2".
// A copy of a copy is counted on. The result is never too long for a name.
func (b Book) CopyName(name string) string {
	for number := 1; ; number++ {
		candidate := copyName(name, number)
		if _, taken := b.Find(candidate); !taken {
			return candidate
		}
	}
}

// WithoutSecretVariables gives environ, in the form of os.Environ, without the
// variables that the profiles read secrets from. It is meant for child
// processes: a browser or a clipboard tool needs no secret.
func (b Book) WithoutSecretVariables(environ []string) []string {
	var kept []string
	for _, variable := range environ {
		name, _, _ := strings.Cut(variable, "=")
		if !b.readsSecretFrom(name) {
			kept = append(kept, variable)
		}
	}
	return kept
}

// readsSecretFrom tells whether a profile refers to the environment variable.
// Windows ignores letter case in their names.
func (b Book) readsSecretFrom(variable string) bool {
	for _, profile := range b.Profiles {
		for _, account := range []Account{profile.Sandbox, profile.Production} {
			name, ok := account.Secret.Variable()
			if ok && (name == variable || runtime.GOOS == "windows" && strings.EqualFold(name, variable)) {
				return true
			}
		}
	}
	return false
}
