package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/credentials"
	"devtools/ripio-explorer/tui/draft"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/sending"
)

// selection is for whom and where the next send goes, beside what stands in the
// form, and what is known of those credentials. It knows no other part.
type selection struct {
	// book are the profiles to select from.
	book        profiles.Book
	profile     string // empty for none
	previous    string // the profile before it
	environment ripio.Environment
	custom      ripio.Environment // of the command line; zero for none
	simulator   Simulator
	suggested   suggestedUser
	// records tell of the credentials that were selected in this run.
	records credentials.Records
	reveal  credentials.Reveal
	// whenReady is for whom enter was pressed while the simulator started, nil when
	// it was not.
	whenReady *sending.Owner
}

// hasProfile reports whether a profile is selected.
func (s *selection) hasProfile() bool { return s.profile != "" }

// selectedProfile is the zero profile where none is selected.
func (s *selection) selectedProfile() profiles.Profile {
	profile, _ := s.book.Find(s.profile)
	return profile
}

// accountName is the environment whose account is used.
func (s *selection) accountName() ripio.EnvironmentName {
	return request.AccountFor(s.environment.Name)
}

// account is what the selected profile uses in the selected environment.
func (s *selection) account() profiles.Account { return s.selectedProfile().Account(s.accountName()) }

// secretKey names the secret that is used, recordKey what is known of how it fared.
func (s *selection) secretKey() profiles.SecretKey {
	return profiles.SecretKey{Profile: s.profile, Environment: s.accountName()}
}

func (s *selection) recordKey() profiles.SecretKey {
	return profiles.SecretKey{Profile: s.profile, Environment: s.environment.Name}
}

// credentials are those that the form shows. Without a profile the simulator has
// credentials of its own.
func (s *selection) credentials() (clientID, place string) {
	account := s.account()
	switch {
	case account.ClientID != "":
		return account.ClientID, account.Secret.Label()
	case s.environment.Name == ripio.Simulator && !s.hasProfile():
		return simulator.ExampleClientID, "the simulator's own"
	}
	return "", ""
}

// selectProfile uses another profile from now on, and reports whether there is one
// of that name.
func (s *selection) selectProfile(name string) bool {
	profile, ok := s.book.Find(name)
	if !ok {
		return false
	}
	if s.profile != profile.Name {
		s.previous = s.profile
	}
	s.profile = profile.Name
	return true
}

// firstProfile names the profile to begin with: the one that was chosen for it, or
// the first one; empty when there is none.
func (s *selection) firstProfile() string {
	if chosen, ok := s.book.Default(); ok {
		return chosen.Name
	}
	if len(s.book.Profiles) > 0 {
		return s.book.Profiles[0].Name
	}
	return ""
}

// selectEnvironment uses another environment from now on. The simulator's URL
// is known once it listens.
func (s *selection) selectEnvironment(name ripio.EnvironmentName) {
	env, fixed := ripio.EnvironmentFor(name)
	switch {
	case fixed:
	case name == ripio.Custom:
		env = s.custom
	case s.simulator != nil:
		env, _ = ripio.SimulatorAt(s.simulator.URL())
	default:
		env = ripio.Environment{Name: ripio.Simulator}
	}
	s.environment = env
}

// renamed follows a profile to its new name.
func (s *selection) renamed(from, to string) {
	s.records.Renamed(from, to)
	for _, name := range []*string{&s.profile, &s.previous} {
		if strings.EqualFold(*name, from) {
			*name = to
		}
	}
	s.suggested.externalRef.Renamed(from, to)
	s.suggested.address.Renamed(from, to)
}

// forget drops what is known of a profile that is gone for good.
func (s *selection) forget(name string) {
	s.records.Forget(name)
	s.suggested.externalRef.Forget(name)
	s.suggested.address.Forget(name)
}

// suggestedUser is what the form was given without a key for it, so that it may be
// replaced in the same way: what was typed is not lost.
type suggestedUser struct{ externalRef, address draft.Suggestion }

// nextUser is what the form holds from now on: the account's user, unless someone typed
// another one.
func (s *selection) nextUser(externalRef, address string, newExternalRef func() string) (string, string) {
	user := s.account().User
	externalRef = s.suggested.externalRef.Next(externalRef, user.ExternalRef, s.secretKey(), newExternalRef)
	if address == simulator.ExampleAddress {
		s.suggested.address.Value = address
	}
	address = s.suggested.address.Next(address, user.Address, s.secretKey(), func() string {
		if s.environment.Name == ripio.Simulator {
			return simulator.ExampleAddress
		}
		return ""
	})
	return externalRef, address
}

// windowTitle names the environment for window lists and screen recordings.
func (s *selection) windowTitle(hidden bool) string {
	title := "ripio-explorer " + s.environment.Name.Label()
	if s.hasProfile() && !hidden {
		title += " " + visible.Line(s.profile)
	}
	return title
}

// serverWords name the host, or what the simulator plays.
func (s *selection) serverWords() string {
	if s.environment.Name == ripio.Simulator {
		if s.simulator == nil {
			return "starting"
		}
		if scenario := s.simulator.Scenario(); scenario != defaultScenario {
			return "scenario " + scenario
		}
	}
	return s.environment.Host()
}

func (s *selection) noPrevious() string {
	if _, ok := s.book.Find(s.previous); !ok || s.previous == s.profile {
		return "no other profile was used yet"
	}
	return ""
}

// noScenario says why no scenario can be chosen; environmentKey is the key that selects
// the simulator.
func (s *selection) noScenario(environmentKey string) string {
	switch {
	case s.environment.Name != ripio.Simulator:
		return "the simulator is not selected; " + environmentKey + " selects it"
	case s.simulator == nil:
		return "the simulator is still starting"
	}
	return ""
}

func (s *selection) noReveal() string {
	if !s.hasProfile() {
		return "no profile is selected"
	}
	return ""
}

// draftMsg brings what stood in the form before, and what is read next.
type draftMsg struct {
	draft state.Draft
	next  tea.Cmd
}

// readDraft reads the draft before the profiles, as both decide what is selected.
func (m *Model) readDraft(next tea.Cmd) tea.Cmd {
	if !m.settings.Settings.Draft || m.deps.After == nil {
		return next
	}
	drafts := m.deps.Profiles.Drafts
	return func() tea.Msg {
		earlier, _ := drafts.Load() // what cannot be read is typed again
		return draftMsg{draft: earlier, next: next}
	}
}

// resumeDraft selects what the draft says, as far as no flag says otherwise, and
// reports whether it selected a profile.
func (m *Model) resumeDraft() bool {
	earlier := m.earlier
	if _, known := m.book.Find(earlier.Profile); !known || m.options.Environment == ripio.Production {
		return false
	}
	m.switchProfile(earlier.Profile)
	externalRef, address := m.form.ExternalRef.Value(), m.form.Address.Value()
	if m.options.ExternalRef == "" && earlier.ExternalRef != "" {
		externalRef = earlier.ExternalRef
	}
	if m.options.Address == "" && earlier.Address != "" {
		address = earlier.Address
	}
	m.form.SetUser(externalRef, address)
	m.userChanged()
	if m.options.Environment == "" && earlier.Environment == ripio.Simulator {
		m.dialogs.Later(func() tea.Cmd { return m.switchEnvironment(ripio.Simulator) })
	}
	return true
}

// noteDraft keeps what stands in the form now, but for production and a custom host.
func (m *Model) noteDraft() tea.Cmd {
	if !m.loaded || !m.settings.Settings.Draft || m.environment.Name == ripio.Production || m.environment.Name == ripio.Custom {
		return nil
	}
	now := state.Draft{Profile: m.profile, Environment: m.environment.Name,
		ExternalRef: m.suggested.externalRef.Typed(m.form.ExternalRef.Value()), Address: m.suggested.address.Typed(m.form.Address.Value())}
	if !m.draft.Begun() {
		m.draft.Begin(m.earlier)
	}
	return m.draft.Note(now)
}
