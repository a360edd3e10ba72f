package tui

import (
	"errors"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
)

// profileState is what the stores are known to hold, and the changes of this run.
type profileState struct {
	book profiles.Book
	// users is the book of test users, the latest use first.
	users []profiles.TestUser
	// records tell of the credentials that were armed in this run.
	records map[profiles.SecretKey]recordMsg
	reveal  reveal
	// save is the change of a profile that is under way, edited when profiles were
	// last changed here, and removed what undo takes back, in the order of the
	// deletions.
	save    save
	edited  map[string]time.Time
	removed []removed
}

// profilesChanged takes the profiles after loading or a change.
func (m *Model) profilesChanged(msg profilesMsg) tea.Cmd {
	stopped := msg.of != nil && msg.of.form != nil && msg.of != m.save.of
	m.save.end(msg.of)
	if msg.err != nil {
		if msg.partly {
			m.book = msg.book
			m.dialogs.Refresh(msg.selected)
		}
		if !stopped {
			m.profilesFailed(msg)
		}
		return m.replay()
	}
	for _, profile := range msg.book.Profiles {
		if _, known := m.book.Find(profile.Name); !known && profile.Name != msg.restored {
			m.dropProfile(profile.Name) // of one that had this name before
		}
	}
	m.book = msg.book
	var more tea.Cmd
	switch {
	case msg.done == "":
		more = m.applySettings()
		m.start()
	default:
		more = m.changeDone(msg)
	}
	m.dialogs.Refresh(msg.selected)
	for _, warning := range msg.warnings {
		m.status.say(finding.LevelWarning, visible.Line(warning.Text))
	}
	if len(msg.report) > 0 {
		m.showLater(msg.done, msg.report)
	}
	return tea.Batch(more, m.armedRecord(), m.replay())
}

// changeDone shows a change that is on the disk.
func (m *Model) changeDone(msg profilesMsg) tea.Cmd {
	var more tea.Cmd
	if m.showsFormOf(msg.of) {
		m.formSaved(msg.of)
	}
	if m.occupied() {
		msg.arm = "" // something else is being typed, for what is armed now
	}
	m.status.say(finding.LevelOK, visible.Line(msg.done))
	if s := msg.of; s != nil && s.previous != "" && s.previous != s.profile.Name {
		more = m.profileRenamed(s.previous, s.profile.Name)
	}
	switch {
	case msg.removed != "":
		m.removed = append(m.removed, removed{name: msg.removed, armed: strings.EqualFold(msg.removed, m.profile)})
		delete(m.confirmed, msg.removed)
	case msg.restored != "":
		if m.takenBack(msg.restored) && !m.hasProfile() {
			msg.arm = msg.restored // it was armed when it was deleted
		}
	case msg.forgotten != "":
		m.takenBack(msg.forgotten)
		m.dropProfile(msg.forgotten)
		more = m.readAgain()
	}
	if msg.arm != "" {
		m.profileEdited(msg.arm)
		m.armProfile(msg.arm)
	}
	if !m.hasProfile() && msg.removed == "" && msg.restored == "" {
		m.armFirst()
	}
	if _, ok := m.book.Find(m.profile); !ok && m.hasProfile() {
		m.profile = ""
		m.showKept()
	}
	m.showCredentials()
	return more
}

// takenBack drops a deletion that cannot be undone any more, and reports whether its
// profile was armed then.
func (m *Model) takenBack(name string) (armed bool) {
	m.removed = slices.DeleteFunc(m.removed, func(r removed) bool {
		mine := strings.EqualFold(r.name, name)
		armed = armed || mine && r.armed
		return mine
	})
	return armed
}

// formSaved closes the form that was saved. What was typed in it since stays.
func (m *Model) formSaved(s *saving) {
	if s.form.Contents() == s.typed {
		m.dialogs.Clear()
		return
	}
	s.form.Saved(s.profile, s.typed)
}

// profileRenamed takes what this run knows of a profile along to its new name:
// its tokens are still its own.
func (m *Model) profileRenamed(from, to string) tea.Cmd {
	moved := func(b tokenOwner) tokenOwner {
		if strings.EqualFold(b.profile, from) {
			b.profile = to
		}
		return b
	}
	kept, beside := map[tokenOwner]ripio.Exchange{}, map[tokenOwner]rememberedMsg{}
	for whom, exchange := range m.kept {
		exchange.Profile = moved(tokenOwner{profile: exchange.Profile}).profile
		kept[moved(whom)] = exchange
	}
	for whom, known := range m.beside {
		known.whom = moved(whom)
		beside[known.whom] = known
	}
	m.kept, m.beside = kept, beside
	records := map[profiles.SecretKey]recordMsg{}
	for key, record := range m.records {
		if strings.EqualFold(key.Profile, from) {
			key.Profile, record.key.Profile = to, to
		}
		records[key] = record
	}
	m.records = records
	m.autoRenewal.whom = moved(m.autoRenewal.whom)
	m.waiting.sending.renamed(from, to)
	if m.flight != nil {
		m.flight.renamed(from, to)
	}
	m.suggested.renamed(from, to)
	for _, name := range []*string{&m.profile, &m.previous} {
		if strings.EqualFold(*name, from) {
			*name = to
		}
	}
	m.dropProfile(from) // also that it was confirmed: the new name is typed before production
	return m.readAgain()
}

// dropProfile drops what this run knows of a profile that is gone for good. Another
// one that gets its name begins with nothing.
func (m *Model) dropProfile(name string) {
	for whom := range m.kept {
		if strings.EqualFold(whom.profile, name) {
			delete(m.kept, whom)
			delete(m.beside, whom)
		}
	}
	for key := range m.records {
		if strings.EqualFold(key.Profile, name) {
			delete(m.records, key)
		}
	}
	for key := range m.trimming {
		if strings.EqualFold(key.Profile, name) {
			delete(m.trimming, key)
		}
	}
	delete(m.confirmed, name)
	delete(m.edited, name)
}

// readAgain reads the users and the history after a change of theirs.
func (m *Model) readAgain() tea.Cmd {
	m.history.Written()
	return loadUsers(m.deps.Profiles.Users, "", nil)
}

// profilesFailed tells what went wrong, keeps what was typed, and offers the
// ways to go on: at once, or when what is in front is closed.
func (m *Model) profilesFailed(msg profilesMsg) {
	var corrupt *profiles.CorruptError
	var conflict *profiles.ConflictError
	text := visible.Line(msg.err.Error())
	errors.As(msg.err, &corrupt)
	errors.As(msg.err, &conflict)
	backup, plainDamaged := damagedPlainFile(msg.err)
	locked := errors.Is(msg.err, profiles.ErrPassphraseNeeded) || errors.Is(msg.err, profiles.ErrNoSealedFile)
	if m.showsFormOf(msg.of) {
		msg.of.form.Remark = "Not saved yet." // nothing is under way any more
	}
	switch {
	case m.occupied() && !m.showsFormOf(msg.of):
		if msg.of != nil {
			text = "not done: " + msg.of.words() + ": " + text
		}
		m.status.say(finding.LevelFailure, text)
		if corrupt != nil || conflict != nil || msg.of != nil {
			m.whenFree(func() tea.Cmd {
				m.profilesFailed(msg)
				return nil
			})
		}
	case corrupt != nil:
		m.offerRecovery(corrupt)
	case conflict != nil:
		m.offerOverwrite(conflict, msg.of)
	case locked && msg.of != nil:
		if msg.of.importing != nil {
			m.showImport(msg.of.importing)
		}
		m.askPassphrase(func() tea.Cmd { return m.carryOut(msg.of) })
	case plainDamaged && msg.of != nil:
		m.offerPlainRepair(msg.err, backup, func() tea.Cmd { return m.carryOut(msg.of) })
	case m.showsFormOf(msg.of):
		msg.of.form.Remark = "Not saved: " + text
	case msg.of != nil && msg.of.importing != nil:
		m.chooseImportPlace(msg.of.importing, msg.of.importing.progress()+"Not imported: "+text+".")
	default:
		m.status.say(finding.LevelFailure, text)
	}
}

// offerRecovery lets the person choose what becomes of a damaged file.
func (m *Model) offerRecovery(corrupt *profiles.CorruptError) {
	choices := []dialog.Choice{
		{Name: "Set it aside", Detail: "keep it under another name and start with no profiles",
			Run: func() tea.Cmd { return m.writes.keep(setAside(m.deps.Profiles)) }},
		{Name: "Leave it", Detail: "correct it by hand; until then nothing is saved", Run: func() tea.Cmd {
			m.status.say(finding.LevelWarning, "no profiles: the file is damaged, and nothing is saved over it")
			return nil
		}},
	}
	if corrupt.Backup != "" {
		when := corrupt.BackupTime.In(m.deps.Local).Format(draw.DateLayout)
		choices = append([]dialog.Choice{{Name: "Use the backup", Detail: "of " + when,
			Run: func() tea.Cmd { return m.writes.keep(useBackup(m.deps.Profiles)) }}}, choices...)
	}
	menu := dialog.NewMenu("The profiles file is damaged", choices)
	menu.Hints = visible.Line(corrupt.Error())
	m.dialogs.Clear()
	m.open(menu)
}

// offerOverwrite lets the person choose between two changes. mine is the whole
// change that met the other one; nil for a deletion.
func (m *Model) offerOverwrite(conflict *profiles.ConflictError, mine *saving) {
	menu := dialog.NewMenu("Changed in another window", []dialog.Choice{
		{Name: "Keep the other change", Detail: "and drop yours", Run: func() tea.Cmd {
			m.dialogs.Clear()
			return loadProfiles(m.deps.Profiles, "the other change was kept")
		}},
		{Name: "Save yours over it", Detail: "the other change is lost", Run: func() tea.Cmd { return m.saveOver(conflict, mine) }},
	})
	menu.Hints = visible.Line(conflict.Error())
	if !m.showsFormOf(mine) {
		m.dialogs.Clear()
	}
	m.open(menu)
}

// saveOver writes a change over that of another window.
func (m *Model) saveOver(conflict *profiles.ConflictError, mine *saving) tea.Cmd {
	if mine == nil {
		return m.writes.keep(overwriteRemoval(m.deps.Profiles, conflict))
	}
	over := *mine
	if over.importing != nil {
		forced := *over.importing
		forced.plan = forced.plan.Over(conflict)
		over.importing = &forced
	} else {
		over.over = conflict
	}
	return m.carryOut(&over)
}
