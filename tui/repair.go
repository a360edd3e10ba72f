package tui

import (
	"context"
	"errors"
	"path/filepath"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/profileform"
)

// repairChoices are the ways to go on with a file of secrets that cannot be read.
// useBackup is nil when there is no backup.
func repairChoices(useBackup, setAside, leave func() tea.Cmd) []dialog.Choice {
	var choices []dialog.Choice
	if useBackup != nil {
		choices = append(choices, dialog.Choice{Name: "Use the backup", Detail: "the file is kept under another name", Run: useBackup})
	}
	return append(choices,
		dialog.Choice{Name: "Set it aside", Detail: "keep it under another name and begin a new one", Run: setAside},
		dialog.Choice{Name: "Leave it", Detail: "nothing is changed", Run: leave})
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
	file := secretfile.OpenPlain(filepath.Dir(m.deps.Profiles.Store.Path()))
	var useBackup func() tea.Cmd
	if backup != "" {
		useBackup = func() tea.Cmd {
			return m.writes.keep(func() tea.Msg {
				err := file.UseBackup(redact.Secret{})
				if errors.Is(err, secretfile.ErrReadable) { // it was mended meanwhile
					err = nil
				}
				return plainRepairedMsg{done: "the backup is in use; the damaged file was kept beside it", next: next, err: err}
			})
		}
	}
	setAside := func() tea.Cmd {
		return m.writes.keep(func() tea.Msg {
			path, err := file.SetAside()
			return plainRepairedMsg{done: "the plain file is now " + path + "; a new one begins", next: next, err: err}
		})
	}
	leave := func() tea.Cmd {
		m.status.say(finding.LevelNote, "the plain file of secrets is as it was")
		return nil
	}
	menu := dialog.NewMenu("The plain file of secrets", repairChoices(useBackup, setAside, leave))
	menu.Hints = draw.Capital(visible.Line(err.Error())) + "."
	m.open(menu)
}

// plainRepaired goes on with what needed the plain file, unless something else is
// open by now.
func (m *Model) plainRepaired(msg plainRepairedMsg) tea.Cmd {
	if msg.err != nil {
		m.status.say(finding.LevelFailure, visible.Line(msg.err.Error()))
		return nil
	}
	m.status.say(finding.LevelOK, visible.Line(msg.done))
	if _, form := m.dialogs.Top().(*profileform.Form); m.occupied() && !form {
		return nil
	}
	return msg.next()
}

// orphansMsg brings what was left behind.
type orphansMsg struct {
	orphans []profiles.Orphan
	notSeen []string
	// former are the profiles that were deleted and not forgotten.
	former []string
	err    error
}

// findOrphans looks for secrets without a profile, for old files, and for what is
// left of deleted profiles.
func (m *Model) findOrphans() tea.Cmd {
	manager := m.deps.Profiles
	return func() tea.Msg {
		orphans, notSeen, err := manager.Orphans(context.Background())
		return orphansMsg{orphans: orphans, notSeen: notSeen, former: manager.Former(orphans), err: err}
	}
}

func (m *Model) orphansFound(msg orphansMsg) {
	if msg.err != nil {
		m.status.say(finding.LevelWarning, visible.Line(msg.err.Error()))
		return
	}
	const title = "Left behind"
	if len(msg.former) == 0 {
		m.showLater(title, msg.lines())
		return
	}
	m.whenFree(func() tea.Cmd {
		m.offerToForget(msg.former, &dialog.Text{Title: title, Lines: msg.lines()})
		return nil
	})
}

// lines list the leftovers.
func (msg orphansMsg) lines() []string {
	var lines []string
	for _, orphan := range msg.orphans {
		what := orphan.Path
		if orphan.Kind == profiles.OrphanSecret {
			what = string(orphan.Place) + ", " + orphan.Key.Profile + " " + string(orphan.Key.Environment)
		}
		lines = append(lines, string(orphan.Kind)+": "+what, "  "+orphan.Reason)
	}
	if len(lines) == 0 {
		lines = []string{"No secret and no file was left behind."}
	} else {
		lines = append(lines, "", "ripio-explorer profiles orphans removes them one by one.")
	}
	for _, place := range msg.notSeen {
		lines = append(lines, "", "Not looked into: "+place)
	}
	return lines
}

// offerToForget lists the profiles that were deleted and of which something is left,
// and leads to the report about secrets and files.
func (m *Model) offerToForget(former []string, report *dialog.Text) {
	var choices []dialog.Choice
	for _, name := range former {
		choices = append(choices, dialog.Choice{Name: visible.Line(name), Detail: "was deleted; enter forgets its secrets, test users and history",
			Run: func() tea.Cmd {
				m.askForget(name)
				return nil
			}})
	}
	choices = append(choices, dialog.Choice{Name: "Show the secrets and files", Detail: "that were left behind", Run: func() tea.Cmd {
		m.open(report)
		return nil
	}})
	m.open(dialog.NewMenu(report.Title, choices))
}
