package manage

import (
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

// PlainRepairedMsg brings what became of the plain file of secrets. next goes on with
// what needed it, which may lie open: over is nil when nothing did.
type PlainRepairedMsg struct {
	done string
	over dialog.Dialog
	next func() tea.Cmd
	Err  error
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
func (h Host) offerPlainRepair(err error, backup string, next func() tea.Cmd) {
	over := h.Dialogs.Top()
	file := secretfile.OpenPlain(filepath.Dir(h.Manager.Store.Path()))
	var useBackup func() tea.Cmd
	if backup != "" {
		useBackup = func() tea.Cmd {
			return h.Keep(func() tea.Msg {
				err := file.UseBackup(redact.Secret{})
				if errors.Is(err, secretfile.ErrReadable) { // it was mended meanwhile
					err = nil
				}
				return PlainRepairedMsg{done: "the backup is in use; the damaged file was kept beside it", over: over, next: next, Err: err}
			})
		}
	}
	setAside := func() tea.Cmd {
		return h.Keep(func() tea.Msg {
			path, err := file.SetAside()
			return PlainRepairedMsg{done: "the plain file is now " + path + "; a new one begins", over: over, next: next, Err: err}
		})
	}
	leave := func() tea.Cmd {
		h.Say(finding.LevelNote, "the plain file of secrets is as it was")
		return nil
	}
	menu := dialog.NewMenu("The plain file of secrets", repairChoices(useBackup, setAside, leave))
	menu.Hints = draw.Capital(visible.Line(err.Error())) + "."
	h.Dialogs.Open(menu)
}

// land goes on with what needed the plain file, unless something else is
// open by now.
func (msg PlainRepairedMsg) land(p *Profiles) tea.Cmd {
	if msg.Err != nil {
		p.Say(finding.LevelFailure, visible.Line(msg.Err.Error()))
		return nil
	}
	p.Say(finding.LevelOK, visible.Line(msg.done))
	if p.Dialogs.Occupied() && (msg.over == nil || p.Dialogs.Top() != msg.over) {
		return nil
	}
	return msg.next()
}
