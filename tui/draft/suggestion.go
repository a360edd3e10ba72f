package draft

import (
	"maps"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// Suggestion is what a field was given without a key for it, and whose user it is: of
// which profile in which environment; empty when it is nobody's yet.
type Suggestion struct {
	Value   string
	profile string
	account ripio.EnvironmentName
	// left is what was typed for the accounts that were selected before.
	left map[profiles.SecretKey]string
}

// Next is what a field holds when another account is selected: what was typed for it
// before, else its own value, and never that of another account's user, typed or not.
// What was typed before anything was selected belongs to the first one.
func (s *Suggestion) Next(now, own string, key profiles.SecretKey, otherwise func() string) string {
	typed := s.Typed(now)
	other := s.profile != "" && (!strings.EqualFold(s.profile, key.Profile) || s.account != key.Environment)
	back := ""
	if other {
		if s.left == nil {
			s.left = map[profiles.SecretKey]string{}
		}
		s.left[profiles.SecretKey{Profile: s.profile, Environment: s.account}] = typed
		back = s.left[key]
	}
	s.profile, s.account = key.Profile, key.Environment
	switch {
	case typed != "" && !other:
		return now
	case back != "":
		s.Value = own
		return back
	case own != "":
		s.Value = own
	case other:
		s.Value = otherwise()
	default:
		return now
	}
	return s.Value
}

// Renamed follows an account's profile to its new name.
func (s *Suggestion) Renamed(from, to string) {
	if strings.EqualFold(s.profile, from) {
		s.profile = to
	}
	for key, typed := range s.left {
		if strings.EqualFold(key.Profile, from) {
			delete(s.left, key)
			key.Profile = to
			s.left[key] = typed
		}
	}
}

// Forget drops what was typed for a profile.
func (s *Suggestion) Forget(profile string) {
	maps.DeleteFunc(s.left, func(key profiles.SecretKey, _ string) bool { return strings.EqualFold(key.Profile, profile) })
}

// Typed is what a person put in the field; empty while it holds what was suggested.
func (s *Suggestion) Typed(now string) string {
	if now == s.Value {
		return ""
	}
	return now
}
