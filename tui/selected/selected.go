// Package selected is for whom and where the next send goes, beside what stands in the
// form: profile, environment, simulator, and the user that was suggested for them.
package selected

import (
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
)

// Simulator is a running imitation of the API.
type Simulator interface {
	URL() string
	Scenario() string
	SetScenario(name string) error
	Close() error
}

// Model is what is selected. Its zero value is nothing in no environment.
type Model struct {
	// Book are the profiles to select from.
	Book        profiles.Book
	Profile     string // empty for none
	Previous    string // the profile before it
	Environment ripio.Environment
	Custom      ripio.Environment // of the command line; zero for none
	Simulator   Simulator         // nil until it listens

	externalRef, address suggestion
}

// HasProfile reports whether a profile is selected.
func (m *Model) HasProfile() bool { return m.Profile != "" }

// NoProfile says that none is; empty when one is.
func (m *Model) NoProfile() string {
	if !m.HasProfile() {
		return "no profile is selected"
	}
	return ""
}

// Whole is the selected profile; the zero one where none is selected.
func (m *Model) Whole() profiles.Profile {
	profile, _ := m.Book.Find(m.Profile)
	return profile
}

// AccountName is the environment whose account is used, Account what the profile uses
// there.
func (m *Model) AccountName() ripio.EnvironmentName { return m.Environment.Name.Account() }
func (m *Model) Account() profiles.Account          { return m.Whole().Account(m.AccountName()) }

// SecretKey names the secret that is used, RecordKey what is known of how it fared.
func (m *Model) SecretKey() profiles.SecretKey {
	return profiles.SecretKey{Profile: m.Profile, Environment: m.AccountName()}
}

func (m *Model) RecordKey() profiles.SecretKey {
	return profiles.SecretKey{Profile: m.Profile, Environment: m.Environment.Name}
}

// Credentials are those that the form shows. Without a profile the simulator has
// credentials of its own.
func (m *Model) Credentials() (clientID, place string) {
	account := m.Account()
	switch {
	case account.ClientID != "":
		return account.ClientID, account.Secret.Label()
	case m.Environment.Name == ripio.Simulator && !m.HasProfile():
		return simulator.ExampleClientID, "the simulator's own"
	}
	return "", ""
}

// UseProfile selects another profile, and reports whether there is one of that name.
func (m *Model) UseProfile(name string) bool {
	profile, ok := m.Book.Find(name)
	if !ok {
		return false
	}
	if m.Profile != profile.Name {
		m.Previous = m.Profile
	}
	m.Profile = profile.Name
	return true
}

// First names the profile to begin with: the one that was chosen for it, or the first
// one; empty when there is none.
func (m *Model) First() string {
	if chosen, ok := m.Book.Default(); ok {
		return chosen.Name
	}
	if len(m.Book.Profiles) > 0 {
		return m.Book.Profiles[0].Name
	}
	return ""
}

// NoPrevious says why there is no profile to go back to; empty when there is.
func (m *Model) NoPrevious() string {
	if _, ok := m.Book.Find(m.Previous); !ok || m.Previous == m.Profile {
		return "no other profile was used yet"
	}
	return ""
}

// UseEnvironment selects another environment. The simulator's URL is known once it
// listens.
func (m *Model) UseEnvironment(name ripio.EnvironmentName) {
	env, fixed := ripio.EnvironmentFor(name)
	switch {
	case fixed:
	case name == ripio.Custom:
		env = m.Custom
	case m.Simulator != nil:
		env, _ = ripio.SimulatorAt(m.Simulator.URL())
	default:
		env = ripio.Environment{Name: ripio.Simulator}
	}
	m.Environment = env
}

// Starting reports whether the simulator is selected and does not listen yet.
func (m *Model) Starting() bool {
	return m.Environment.Name == ripio.Simulator && m.Simulator == nil
}

// Renamed follows a profile to its new name.
func (m *Model) Renamed(from, to string) {
	for _, name := range []*string{&m.Profile, &m.Previous} {
		if strings.EqualFold(*name, from) {
			*name = to
		}
	}
	m.externalRef.renamed(from, to)
	m.address.renamed(from, to)
}

// Forget drops what was typed for a profile that is gone for good.
func (m *Model) Forget(name string) {
	m.externalRef.forget(name)
	m.address.forget(name)
}

// Title names the environment for window lists and screen recordings.
func (m *Model) Title(hidden bool) string {
	title := "ripio-explorer " + m.Environment.Name.Label()
	if m.HasProfile() && !hidden {
		title += " " + visible.Line(m.Profile)
	}
	return title
}

// ServerWords name the host, or what the simulator plays.
func (m *Model) ServerWords() string {
	if m.Starting() {
		return "starting"
	}
	if m.Environment.Name == ripio.Simulator {
		if scenario := m.Simulator.Scenario(); scenario != simulator.Default {
			return "scenario " + scenario
		}
	}
	return m.Environment.Host()
}

// NoScenario says why no scenario can be chosen; environmentKey is the key that selects
// the simulator.
func (m *Model) NoScenario(environmentKey string) string {
	switch {
	case m.Environment.Name != ripio.Simulator:
		return "the simulator is not selected; " + environmentKey + " selects it"
	case m.Starting():
		return "the simulator is still starting"
	}
	return ""
}
