package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
)

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
		draft, _ := drafts.Load() // what cannot be read is typed again
		return draftMsg{draft: draft, next: next}
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
		m.later = append(m.later, func() tea.Cmd { return m.switchEnvironment(ripio.Simulator) })
	}
	return true
}

// noteDraft keeps what stands in the form now, but for production and a custom host.
func (m *Model) noteDraft() tea.Cmd {
	if !m.loaded || !m.settings.Settings.Draft || m.environment.Name == ripio.Production || m.environment.Name == ripio.Custom {
		return nil
	}
	now := state.Draft{Profile: m.profile, Environment: m.environment.Name,
		ExternalRef: m.suggested.externalRef.typed(m.form.ExternalRef.Value()), Address: m.suggested.address.typed(m.form.Address.Value())}
	if !m.draft.Begun() {
		m.draft.Begin(m.earlier)
	}
	return m.draft.Note(now)
}
