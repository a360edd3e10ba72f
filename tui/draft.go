package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
)

// resumeDraft selects what the draft says, as far as no flag says otherwise, and
// reports whether it selected a profile.
func (m *Model) resumeDraft() (cmd tea.Cmd, resumed bool) {
	earlier := m.draft.Earlier
	if _, known := m.selected.Book.Find(earlier.Profile); !known || m.options.Environment == ripio.Production {
		return nil, false
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
		cmd = m.switchEnvironment(ripio.Simulator)
	}
	return cmd, true
}

// noteDraft keeps what stands in the form now, but for production and a custom host.
func (m *Model) noteDraft() tea.Cmd {
	if name := m.selected.Environment.Name; !m.before.loaded || name == ripio.Production || name == ripio.Custom {
		return nil
	}
	now := state.Draft{Profile: m.selected.Profile, Environment: m.selected.Environment.Name}
	now.ExternalRef, now.Address = m.selected.Typed(m.form.ExternalRef.Value(), m.form.Address.Value())
	return m.draft.Note(now)
}
