package selected

import (
	"maps"
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

// suggestion is what a field was given without a key for it, and whose user it is: of
// which profile in which environment; empty when it is nobody's yet.
type suggestion struct {
	value   string
	profile string
	account ripio.EnvironmentName
	// left is what was typed for the accounts that were selected before.
	left map[profiles.SecretKey]string
}

// next is what a field holds when another account is selected: what was typed for it
// before, else its own value, and never that of another account's user, typed or not.
// What was typed before anything was selected belongs to the first one.
func (s *suggestion) next(now, own string, key profiles.SecretKey, otherwise func() string) string {
	typed := s.typed(now)
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
		s.value = own
		return back
	case own != "":
		s.value = own
	case other:
		s.value = otherwise()
	default:
		return now
	}
	return s.value
}

// renamed follows an account's profile to its new name.
func (s *suggestion) renamed(from, to string) {
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

// forget drops what was typed for a profile.
func (s *suggestion) forget(profile string) {
	maps.DeleteFunc(s.left, func(key profiles.SecretKey, _ string) bool { return strings.EqualFold(key.Profile, profile) })
}

// typed is what a person put in the field; empty while it holds what was suggested.
func (s *suggestion) typed(now string) string {
	if now == s.value {
		return ""
	}
	return now
}

// Suggest notes the external_ref that the form begins with, which nobody typed.
func (m *Model) Suggest(externalRef string) { m.externalRef.value = externalRef }

// NextUser is what the form holds from now on: the account's user, unless someone typed
// another one.
func (m *Model) NextUser(externalRef, address string, newExternalRef func() string) (string, string) {
	user := m.Account().User
	externalRef = m.externalRef.next(externalRef, user.ExternalRef, m.SecretKey(), newExternalRef)
	if address == simulator.ExampleAddress {
		m.address.value = address
	}
	address = m.address.next(address, user.Address, m.SecretKey(), func() string {
		if m.Environment.Name == ripio.Simulator {
			return simulator.ExampleAddress
		}
		return ""
	})
	return externalRef, address
}

// Typed is what a person put in the form; empty where it holds what was suggested.
func (m *Model) Typed(externalRef, address string) (string, string) {
	return m.externalRef.typed(externalRef), m.address.typed(address)
}
