package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/manage"
)

// profilesChanged takes the profiles after loading or a change.
func (m *Model) profilesChanged(msg manage.ChangedMsg) tea.Cmd {
	if msg.Err != nil {
		if msg.Partly {
			m.selected.Book = msg.Book
		}
		m.profiles.Ended(msg)
		return m.replay()
	}
	m.profiles.Ended(msg)
	for _, profile := range msg.Book.Profiles {
		if _, known := m.selected.Book.Find(profile.Name); !known && profile.Name != msg.Restored {
			m.dropProfile(profile.Name) // of one that had this name before
		}
	}
	m.selected.Book = msg.Book
	var more tea.Cmd
	switch {
	case msg.Done == "":
		more = m.start()
	default:
		more = m.changeDone(msg)
	}
	m.profiles.Refresh(msg)
	for _, warning := range msg.Warnings {
		m.status.say(finding.LevelWarning, visible.Line(warning.Text))
	}
	if len(msg.Report) > 0 {
		m.dialogs.WhenFree(func() tea.Cmd {
			m.dialogs.Open(&dialog.Text{Title: msg.Done, Lines: msg.Report})
			return nil
		})
	}
	return tea.Batch(more, m.credentials.Load(m.deps.Profiles.Records, m.selected.RecordKey()), m.replay())
}

// changeDone shows a change that is on the disk.
func (m *Model) changeDone(msg manage.ChangedMsg) tea.Cmd {
	var more tea.Cmd
	m.profiles.Saved(msg)
	if m.dialogs.Occupied() && msg.Select != "" {
		m.profileEdited(msg.Select)
		msg.Select = "" // something else is being typed, for what is selected now
	}
	m.status.say(finding.LevelOK, visible.Line(msg.Done))
	if msg.To != "" {
		more = m.profileRenamed(msg.From, msg.To)
	}
	switch {
	case msg.Removed != "":
		m.profiles.TookAway(msg.Removed, strings.EqualFold(msg.Removed, m.selected.Profile))
		delete(m.sends.Leases, msg.Removed)
	case msg.Restored != "":
		if m.profiles.TakenBack(msg.Restored) && !m.selected.HasProfile() {
			msg.Select = msg.Restored // it was selected when it was deleted
		}
	case msg.Forgotten != "":
		m.profiles.TakenBack(msg.Forgotten)
		m.dropProfile(msg.Forgotten)
		more = tea.Batch(m.readAgain(), m.handover.Forget(msg.Forgotten))
	}
	if msg.Select != "" {
		m.profileEdited(msg.Select)
		m.switchProfile(msg.Select)
	}
	if !m.selected.HasProfile() && msg.Removed == "" && msg.Restored == "" {
		m.switchProfile(m.selected.First())
	}
	if _, ok := m.selected.Book.Find(m.selected.Profile); !ok && m.selected.HasProfile() {
		m.selected.Profile = ""
		m.sends.ShowKept()
	}
	m.showCredentials()
	return more
}

// profileRenamed takes what this run knows of a profile along to its new name:
// its tokens are still its own.
func (m *Model) profileRenamed(from, to string) tea.Cmd {
	m.sends.Renamed(from, to)
	m.selected.Renamed(from, to)
	m.credentials.Renamed(from, to)
	m.dropProfile(from) // also that it was confirmed: the new name is typed before production
	return m.readAgain()
}

// dropProfile drops what this run knows of a profile that is gone for good. Another
// one that gets its name begins with nothing.
func (m *Model) dropProfile(name string) {
	m.sends.Forget(name)
	m.selected.Forget(name)
	m.credentials.Forget(name)
}

// readAgain reads the users and the history after a change of theirs.
func (m *Model) readAgain() tea.Cmd {
	m.history.Written()
	return m.users.Read()
}

// profileEdited remembers that a profile's credentials may be others now.
func (m *Model) profileEdited(name string) {
	m.credentials.Edited(name, m.deps.Now())
	m.sends.Untrim(name)
}
