package tui

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// profilesChanged takes the profiles after loading or a change.
func (m *Model) profilesChanged(msg profilesMsg) tea.Cmd {
	m.save.end()
	if msg.err != nil {
		m.profilesFailed(msg)
		return m.replay()
	}
	m.book = msg.book
	var settings tea.Cmd
	switch {
	case msg.done == "":
		settings = m.applySettings()
		m.start()
	default:
		m.changeDone(msg)
	}
	if m.dialog == dialogMenu && m.menuKind == menuProfiles {
		m.menu.SetItems(m.profileItems())
	}
	for _, warning := range msg.warnings {
		m.status.say(ripio.LevelWarning, visible.Line(warning.Text))
	}
	if len(msg.report) > 0 {
		m.dialog, m.resume = dialogReport, dialogNone
		m.report = newReport(msg.done, msg.report)
	}
	return tea.Batch(settings, m.armedRecord(), tea.SetWindowTitle(m.windowTitle()), m.replay())
}

// changeDone shows a change that is on the disk.
func (m *Model) changeDone(msg profilesMsg) {
	if m.dialog == dialogProfileForm {
		m.dialog, m.resume = dialogNone, dialogNone
	}
	m.status.say(ripio.LevelOK, visible.Line(msg.done))
	if msg.removed != "" {
		m.removed = msg.removed
	}
	if msg.arm != "" {
		m.profileEdited(msg.arm)
		m.armProfile(msg.arm)
	}
	if !m.hasProfile() {
		m.armFirst()
	}
	if _, ok := m.book.Find(m.profile); !ok && m.hasProfile() {
		m.profile = ""
		m.showKept()
	}
	m.showCredentials()
}

// applySettings takes what the profiles file says of the screen, where the
// command line says nothing.
func (m *Model) applySettings() tea.Cmd {
	if theme := m.book.Settings.Theme; m.options.Theme == "" && theme != "" {
		m.options.Theme = theme
		m.styles = stylesFor(m.options)
	}
	if on := m.book.Settings.Mouse; on != nil && !*on && m.mouse {
		m.mouse = false
		return tea.DisableMouse
	}
	return nil
}

// replay does what the keys ask for that were pressed before the profiles were
// there.
func (m *Model) replay() tea.Cmd {
	m.loaded = true
	early := m.early
	m.early = nil
	var commands []tea.Cmd
	for _, msg := range early {
		commands = append(commands, m.pressed(msg))
	}
	return tea.Batch(commands...)
}

// profilesFailed tells what went wrong, keeps what was typed, and offers the
// ways to go on.
func (m *Model) profilesFailed(msg profilesMsg) {
	var corrupt *profiles.CorruptError
	var conflict *profiles.ConflictError
	text := visible.Line(msg.err.Error())
	switch {
	case errors.As(msg.err, &corrupt):
		m.offerRecovery(corrupt)
	case errors.As(msg.err, &conflict):
		m.offerOverwrite(conflict)
	case errors.Is(msg.err, profiles.ErrPassphraseNeeded), errors.Is(msg.err, profiles.ErrNoSealedFile):
		m.askPassphrase(m.retry())
	case m.dialog == dialogProfileForm:
		m.profileForm.remark = "Not saved: " + text
	default:
		m.status.say(ripio.LevelFailure, text)
	}
}

// offerRecovery lets the person choose what becomes of a damaged file.
func (m *Model) offerRecovery(corrupt *profiles.CorruptError) {
	items := []menuItem{{id: "aside", name: "Set it aside", detail: "keep it under another name and start with no profiles"}}
	if corrupt.Backup != "" {
		when := corrupt.BackupTime.In(m.deps.Local).Format(dateLayout)
		items = append([]menuItem{{id: "backup", name: "Use the backup", detail: "of " + when}}, items...)
	}
	items = append(items, menuItem{id: "leave", name: "Leave it", detail: "correct it by hand; until then nothing is saved"})
	menu := newMenu("The profiles file is damaged", items)
	menu.hints = visible.Line(corrupt.Error())
	m.dialog = dialogNone
	m.openMenu(menuRecovery, menu)
}

func (m *Model) recover(choice string) tea.Cmd {
	switch choice {
	case "backup":
		return m.writes.keep(useBackup(m.deps.Profiles))
	case "aside":
		return m.writes.keep(setAside(m.deps.Profiles))
	}
	m.status.say(ripio.LevelWarning, "no profiles: the file is damaged, and nothing is saved over it")
	return nil
}

// offerOverwrite lets the person choose between two changes.
func (m *Model) offerOverwrite(conflict *profiles.ConflictError) {
	m.conflict = conflict
	menu := newMenu("Changed in another window", []menuItem{
		{id: "theirs", name: "Keep the other change", detail: "and drop yours"},
		{id: "mine", name: "Save yours over it", detail: "the other change is lost"},
	})
	menu.hints = visible.Line(conflict.Error())
	m.dialog = dialogNone
	m.openMenu(menuConflict, menu)
}

func (m *Model) settle(choice string) tea.Cmd {
	if choice == "mine" {
		return m.writes.keep(overwriteProfile(m.deps.Profiles, m.conflict, m.profileForm.Secrets()))
	}
	return loadProfiles(m.deps.Profiles, "the other change was kept")
}

// start arms the profile that was asked for, or the first one; without any it
// shows the ways to begin.
func (m *Model) start() {
	switch {
	case m.options.Profile != "":
		if _, ok := m.book.Find(m.options.Profile); !ok {
			m.status.say(ripio.LevelWarning, "there is no profile "+visible.Line(m.options.Profile)+"; ^T lists them")
			return
		}
		m.armProfile(m.options.Profile)
	case len(m.book.Profiles) > 0:
		m.armFirst()
	case m.options.Environment == "":
		m.dialog = dialogWelcome
	}
	if m.form.address.Value() == "" && m.dialog == dialogNone && m.environment.Name != ripio.Simulator {
		m.setFocus(focusAddress)
	}
}

// armFirst arms the profile to begin with: the one that was chosen for it, or
// the first one.
func (m *Model) armFirst() {
	if chosen, ok := m.book.Default(); ok {
		m.armProfile(chosen.Name)
		return
	}
	if len(m.book.Profiles) > 0 {
		m.armProfile(m.book.Profiles[0].Name)
	}
}

// retry is the change that needed the encrypted file: of the profile form, or an
// import.
func (m *Model) retry() func() tea.Cmd {
	if m.dialog == dialogProfileForm {
		return m.saveProfile
	}
	return m.applyImport
}
