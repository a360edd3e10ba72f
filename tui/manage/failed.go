package manage

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
)

// Ended takes what the flows have to know of a change before anything else is done
// about it, and tells why it failed, if it did.
func (p *Profiles) Ended(msg ChangedMsg) {
	stopped := msg.of != nil && msg.of.form != nil && msg.of != p.save.of
	p.save.end(msg.of)
	if msg.Err == nil {
		return
	}
	if msg.Partly {
		p.Refresh(msg)
	}
	if !stopped {
		p.failed(msg)
	}
}

// Refresh brings the lists in front up to date.
func (p *Profiles) Refresh(msg ChangedMsg) { p.Dialogs.Refresh(msg.on, msg.show) }

// failed tells what went wrong, keeps what was typed, and offers the
// ways to go on: at once, or when what is in front is closed.
func (p *Profiles) failed(msg ChangedMsg) {
	var corrupt *profiles.CorruptError
	var conflict *profiles.ConflictError
	text := visible.Line(msg.Err.Error())
	errors.As(msg.Err, &corrupt)
	errors.As(msg.Err, &conflict)
	backup, plainDamaged := damagedPlainFile(msg.Err)
	locked := errors.Is(msg.Err, profiles.ErrPassphraseNeeded) || errors.Is(msg.Err, profiles.ErrNoSealedFile)
	if p.showsFormOf(msg.of) {
		msg.of.form.Remark = "Not saved yet." // nothing is under way any more
	}
	switch {
	case p.showsFormOf(msg.of) && !p.waitsFor(msg.of):
		msg.of.form.Remark = "Not saved: " + text // it holds all that was typed, and saving it asks
	case p.Dialogs.Occupied() && !p.showsFormOf(msg.of):
		if msg.of != nil {
			text = "not done: " + msg.of.words() + ": " + text
		}
		p.Say(finding.LevelFailure, text)
		if corrupt != nil || conflict != nil || msg.of != nil {
			p.Dialogs.WhenFree(func() tea.Cmd {
				p.failed(msg)
				return nil
			})
		}
	case corrupt != nil:
		p.offerRecovery(corrupt, msg.of)
	case conflict != nil:
		p.offerOverwrite(conflict, msg.of)
	case locked && msg.of != nil:
		if msg.of.importing != nil {
			msg.of.importing.show()
		}
		p.askPassphrase(func() tea.Cmd { return p.carryOut(msg.of) })
	case plainDamaged && msg.of != nil:
		p.offerPlainRepair(msg.Err, backup, func() tea.Cmd { return p.carryOut(msg.of) })
	case p.showsFormOf(msg.of):
		msg.of.form.Remark = "Not saved: " + text
	case msg.of != nil && msg.of.importing != nil:
		msg.of.importing.choosePlace(msg.of.importing.progress() + "Not imported: " + text + ".")
	default:
		p.Say(finding.LevelFailure, text)
	}
}

// offerRecovery lets the person choose what becomes of a damaged file. The form or the
// preview of the change that met it, if any, stays below, to be saved afterwards.
func (p *Profiles) offerRecovery(corrupt *profiles.CorruptError, mine *saving) {
	choices := []dialog.Choice{
		{Name: "Set it aside", Detail: "keep it under another name and start with no profiles",
			Run: func() tea.Cmd { return p.Keep(setAside(p.Manager)) }},
		{Name: "Leave it", Detail: "correct it by hand; until then nothing is saved", Run: func() tea.Cmd {
			p.Say(finding.LevelWarning, "no profiles: the file is damaged, and nothing is saved over it")
			return nil
		}},
	}
	if corrupt.Backup != "" {
		when := corrupt.BackupTime.In(p.Local()).Format(time.DateTime)
		choices = append([]dialog.Choice{{Name: "Use the backup", Detail: "of " + when,
			Run: func() tea.Cmd { return p.Keep(useBackup(p.Manager)) }}}, choices...)
	}
	menu := dialog.NewMenu("The profiles file is damaged", choices)
	menu.Hints = visible.Line(corrupt.Error())
	switch {
	case mine != nil && mine.importing != nil:
		mine.importing.show()
	case !p.showsFormOf(mine):
		p.Dialogs.Clear()
	}
	p.Dialogs.Open(menu)
}

// offerOverwrite lets the person choose between two changes. mine is the whole
// change that met the other one; nil for a deletion.
func (p *Profiles) offerOverwrite(conflict *profiles.ConflictError, mine *saving) {
	menu := dialog.NewMenu("Changed in another window", []dialog.Choice{
		{Name: "Keep the other change", Detail: "and drop yours", Run: func() tea.Cmd {
			p.Dialogs.Clear()
			return Load(p.Manager, "the other change was kept")
		}},
		{Name: "Save yours over it", Detail: "the other change is lost", Run: func() tea.Cmd { return p.saveOver(conflict, mine) }},
	})
	menu.Hints = visible.Line(conflict.Error())
	if !p.showsFormOf(mine) {
		p.Dialogs.Clear()
	}
	p.Dialogs.Open(menu)
}

// saveOver writes a change over that of another window.
func (p *Profiles) saveOver(conflict *profiles.ConflictError, mine *saving) tea.Cmd {
	if mine == nil {
		return p.Keep(overwriteRemoval(p.Manager, conflict))
	}
	over := *mine
	if over.importing != nil {
		forced := *over.importing
		forced.plan = forced.plan.Over(conflict)
		over.importing = &forced
	} else {
		over.over = conflict
	}
	return p.carryOut(&over)
}

// useBackup goes back to the profiles before the file was damaged.
func useBackup(manager *profiles.Manager) tea.Cmd {
	return change("the backup is in use; the damaged file was kept beside it",
		func(context.Context) (profiles.Book, []profiles.Warning, error) { return manager.Store.UseBackup() })
}

// setAside renames a damaged file, so that there are no profiles again.
func setAside(manager *profiles.Manager) tea.Cmd {
	return func() tea.Msg {
		path, err := manager.Store.SetAside()
		return ChangedMsg{Done: "the damaged file is now " + path, Err: err}
	}
}

// overwriteRemoval deletes a profile that was changed meanwhile.
func overwriteRemoval(manager *profiles.Manager, conflict *profiles.ConflictError) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := manager.Overwrite(context.Background(), conflict, nil)
		return removal(conflict.Name, book, warnings, err)
	}
}
