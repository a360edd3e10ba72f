package tui

import (
	"errors"
	"path/filepath"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/plainfile"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// repairItems are the ways to go on with a file of secrets that cannot be read.
// backup is the path of its backup; empty when there is none.
func repairItems(backup string) (items []menuItem) {
	if backup != "" {
		items = append(items, menuItem{id: "backup", name: "Use the backup", detail: "the file is kept under another name"})
	}
	return append(items,
		menuItem{id: "aside", name: "Set it aside", detail: "keep it under another name and begin a new one"},
		menuItem{id: "leave", name: "Leave it", detail: "nothing is changed"})
}

// plainRepairedMsg brings what became of the plain file of secrets. next goes on with
// what needed it.
type plainRepairedMsg struct {
	done string
	next func() tea.Cmd
	err  error
}

// damagedPlainFile reports whether an error is that the plain file of secrets cannot
// be read, or is gone and its backup is not; backup is empty when there is none.
func damagedPlainFile(err error) (backup string, damaged bool) {
	var place *profiles.PlaceError
	if !errors.As(err, &place) || place.Kind != profiles.KindPlain {
		return "", false
	}
	var corrupt *secretfile.CorruptError
	var missing *secretfile.MissingError
	switch {
	case errors.As(err, &corrupt):
		return corrupt.Backup, true
	case errors.As(err, &missing):
		return missing.Backup, missing.Backup != ""
	}
	return "", false
}

// offerPlainRepair lets the person choose how to go on with the plain file, and goes
// on with next when it can be read. A form that was being saved stays.
func (m *Model) offerPlainRepair(err error, backup string, next func() tea.Cmd) {
	menu := newMenu("The plain file of secrets", repairItems(backup))
	menu.hints = draw.Capital(visible.Line(err.Error())) + "."
	file := plainfile.Open(filepath.Dir(m.deps.Profiles.Store.Path()))
	menu.run = func(choice string) tea.Cmd {
		if choice == "leave" {
			m.status.say(finding.LevelNote, "the plain file of secrets is as it was")
			return nil
		}
		return m.writes.keep(func() tea.Msg {
			if choice == "backup" {
				err := file.UseBackup()
				if errors.Is(err, secretfile.ErrReadable) { // it was mended meanwhile
					err = nil
				}
				return plainRepairedMsg{done: "the backup is in use; the damaged file was kept beside it", next: next, err: err}
			}
			path, err := file.SetAside()
			return plainRepairedMsg{done: "the plain file is now " + path + "; a new one begins", next: next, err: err}
		})
	}
	resume := dialogNone
	if m.dialog == dialogProfileForm {
		resume = m.dialog
	}
	m.openMenu(menuPlainRepair, menu)
	m.resume = resume
}

// plainRepaired goes on with what needed the plain file, unless something else is
// open by now.
func (m *Model) plainRepaired(msg plainRepairedMsg) tea.Cmd {
	if msg.err != nil {
		m.status.say(finding.LevelFailure, visible.Line(msg.err.Error()))
		return nil
	}
	m.status.say(finding.LevelOK, visible.Line(msg.done))
	if m.occupied() && m.dialog != dialogProfileForm {
		return nil
	}
	return msg.next()
}
