package tui

import (
	"context"
	"errors"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// saving is one change of profiles that stores secrets, from the key press that
// asks for it to its end. What is to be written is fixed at that moment: opening
// the encrypted file and saving over another change act on it alone, and its
// result brings it back.
type saving struct {
	// form and typed tell which profile form it was taken from, and what stood in
	// it; form is 0 when it comes from none.
	form  int
	typed string
	// previous, profile and secrets are what a form holds.
	previous string
	profile  profiles.Profile
	secrets  profiles.NewSecretValues
	// importing is an import, duplicate the profile to copy, and trim the
	// environment whose stored secret loses its stray characters.
	importing *importing
	duplicate string
	trim      ripio.EnvironmentName
	// over is the change of another window that is written over.
	over *profiles.ConflictError
}

// words name the change in a message.
func (s *saving) words() string {
	switch {
	case s.importing != nil:
		return "the import"
	case s.duplicate != "":
		return "the copy of " + visible.Line(s.duplicate)
	}
	return visible.Line(s.profile.Name)
}

// save is the change of a profile that is under way. Keyrings may wait for their
// owner, so it can be stopped.
type save struct {
	of     *saving
	cancel context.CancelFunc
}

func (s *save) begin(of *saving) context.Context {
	s.stop()
	ctx, cancel := context.WithCancel(context.Background())
	s.of, s.cancel = of, cancel
	return ctx
}

// end follows the result of a change: of another one than is under way it stops
// nothing.
func (s *save) end(of *saving) {
	if of == s.of {
		s.stop()
	}
}

func (s *save) stop() {
	if s.cancel != nil {
		s.cancel()
	}
	*s = save{}
}

// carryOut begins or repeats a change. One of the profile form can be stopped.
func (m *Model) carryOut(s *saving) tea.Cmd {
	ctx := context.Background()
	if s.form != 0 {
		ctx = m.save.begin(s)
		if m.showsFormOf(s) {
			m.profileForm.remark = "Saving. Esc stops."
		}
	}
	manager := m.deps.Profiles
	return m.writes.keep(func() tea.Msg {
		msg := s.write(ctx, manager)
		msg.of = s
		return msg
	})
}

// write does the work, off the screen's loop.
func (s *saving) write(ctx context.Context, manager *profiles.Manager) (msg profilesMsg) {
	switch {
	case s.importing != nil:
		return s.importing.write(ctx, manager)
	case s.duplicate != "":
		var copied string
		copied, msg.book, msg.warnings, msg.err = manager.Duplicate(ctx, s.duplicate)
		msg.done, msg.arm, msg.selected = copied+" made; ^O changes it", copied, copied
		return msg
	case s.trim != "":
		key := profiles.SecretKey{Profile: s.profile.Name, Environment: s.trim}
		secret, err := manager.Secrets.Resolve(ctx, key, s.profile.Account(s.trim).Secret)
		if err != nil {
			return profilesMsg{err: err}
		}
		values := profiles.NewSecretValues{s.trim: redact.TrimSecret(secret)}
		msg.book, msg.warnings, msg.err = manager.Save(ctx, s.profile.Name, s.profile, values)
		msg.done, msg.arm = "the trimmed secret is stored", s.profile.Name
		return msg
	case s.over != nil:
		msg.book, msg.warnings, msg.err = manager.Overwrite(ctx, s.over, s.secrets)
		msg.done, msg.arm = "your change to "+s.over.Name+" is saved", s.profile.Name
		return msg
	}
	msg.book, msg.warnings, msg.err = manager.Save(ctx, s.previous, s.profile, s.secrets)
	msg.done, msg.arm = s.profile.Name+" saved", s.profile.Name
	return msg
}

// showsFormOf reports whether the form that a change was taken from is open, or
// under the dialog in front.
func (m *Model) showsFormOf(s *saving) bool {
	return s != nil && s.form != 0 && s.form == m.profileForm.number && (m.dialog == dialogProfileForm || m.resume == dialogProfileForm)
}

// passphraseStep is where asking for the encrypted file's passphrase stands. A
// new one is typed twice.
type passphraseStep struct {
	create bool
	first  string
	// backup is set while the passphrase is for the backup of a damaged file, and
	// wrong once one did not open the file.
	backup, wrong bool
	// next goes on when the file is open.
	next func() tea.Cmd
	// try is the number of the passphrase that is being tried, tried its text. A
	// result of another one, or over one that is being typed, changes nothing.
	try   int
	tried string
}

// askPassphrase asks for the encrypted file's passphrase, and goes on with next
// when the file is open.
func (m *Model) askPassphrase(next func() tea.Cmd) {
	m.passphrase = passphraseStep{create: !m.deps.Profiles.Secrets.SealedFileExists(), next: next}
	m.showPassphrasePrompt("")
}

func (m *Model) showPassphrasePrompt(remark string) {
	switch {
	case m.dialog == dialogProfileForm, m.dialog == dialogImportPreview, m.dialog == dialogMenu && m.menuKind == menuProfiles:
		m.resume = m.dialog
	}
	m.passphrase.try = 0 // a late result of an earlier prompt is not told in this one
	m.dialog = dialogPassphrase
	m.prompt = newPassphrasePrompt(m.passphrase, remark)
}

// passphraseTyped opens or makes the encrypted file.
func (m *Model) passphraseTyped(text string) tea.Cmd {
	step := &m.passphrase
	switch {
	case text == "" && step.wrong:
		m.offerSealedRepair("Nobody can open the file without its passphrase.", "")
		return nil
	case text == "":
		m.prompt.remark = "The passphrase is empty."
		return nil
	case step.backup:
		m.prompt.remark = "Opening the backup. This takes a moment on purpose."
		return m.writes.keep(useSealedBackup(m.nextTry(text), m.deps.Profiles, redact.NewSecret(text)))
	case step.create && step.first == "":
		step.first = text
		m.showPassphrasePrompt(draw.Sentence(sealed.Remark(redact.NewSecret(text))))
		return nil
	case step.create && step.first != text:
		step.first = ""
		m.showPassphrasePrompt("The two were not the same. Type a new one.")
		return nil
	}
	m.prompt.remark = "Opening. This takes a moment on purpose."
	return openSealedFile(m.nextTry(text), m.deps.Profiles, redact.NewSecret(text), step.create)
}

// nextTry numbers what is done about the file, so that a late answer is known.
func (m *Model) nextTry(text string) int {
	m.tries++
	m.passphrase.try, m.passphrase.tried = m.tries, text
	return m.tries
}

// sealedOpened goes on with what needed the encrypted file.
func (m *Model) sealedOpened(msg passphraseMsg) tea.Cmd {
	step := m.passphrase
	if m.dialog != dialogPassphrase || msg.try != step.try || step.try == 0 || m.prompt.input.Value() != step.tried {
		return nil
	}
	var damaged *secretfile.CorruptError
	var missing *secretfile.MissingError
	switch {
	case msg.aside != "":
		m.askPassphrase(m.passphrase.next)
		m.prompt.remark = "The file is now " + visible.Line(msg.aside) + ". Nothing is deleted."
		return nil
	case errors.Is(msg.err, sealed.ErrWrongPassphrase):
		m.passphrase.wrong = true
		m.showPassphrasePrompt("That is not the passphrase of this file. If it is lost, press enter without one.")
		return nil
	case errors.As(msg.err, &damaged):
		m.offerSealedRepair(visible.Line(damaged.Error()), damaged.Backup)
		return nil
	case errors.As(msg.err, &missing) && missing.Backup != "":
		m.offerSealedRepair(visible.Line(missing.Error()), missing.Backup)
		return nil
	case msg.err != nil:
		m.prompt.remark = draw.Sentence(visible.Line(msg.err.Error()))
		return nil
	}
	next := m.passphrase.next
	m.passphrase = passphraseStep{}
	m.closeDialog()
	if msg.book != nil && !slices.Equal(msg.book.Profiles, m.book.Profiles) {
		// What waited for the file may be of the profiles as they were.
		return m.profilesChanged(profilesMsg{book: *msg.book, done: "profiles were changed meanwhile, or an interrupted change is settled now; look, and do it again"})
	}
	return next()
}

// offerSealedRepair lets the person choose how to go on with an encrypted file that
// cannot be opened.
func (m *Model) offerSealedRepair(why, backup string) {
	items := repairItems(backup)
	if backup == "" {
		items = append([]menuItem{{id: "again", name: "Type the passphrase again"}}, items...)
	}
	menu := newMenu("The encrypted file", items)
	menu.hints = why
	step := m.passphrase
	menu.run = func(choice string) tea.Cmd { return m.sealedDecided(choice, step) }
	m.dialog, m.menuKind, m.menu = dialogMenu, menuSealed, menu // closing it leads back as the prompt does
}

// sealedDecided goes the way that was chosen. step is where asking for the passphrase
// stood.
func (m *Model) sealedDecided(choice string, step passphraseStep) tea.Cmd {
	m.passphrase = step
	switch choice {
	case "again":
		m.showPassphrasePrompt("")
	case "backup":
		m.passphrase.backup = true
		m.showPassphrasePrompt("The backup has the passphrase that the file had.")
	case "aside":
		m.showPassphrasePrompt("Setting the file aside.")
		return m.writes.keep(setSealedAside(m.nextTry(""), m.deps.Profiles.Secrets))
	}
	return nil
}

// warnOfPlainFile lets the person decide before anything is written.
func (m *Model) warnOfPlainFile() {
	menu := newMenu("Not encrypted", []menuItem{
		{id: "back", name: "Go back", detail: "and choose another place"},
		{id: "write", name: "Write it without encryption", detail: "into a file that only you can open"},
	})
	menu.hints = profiles.PlainFileWarning
	m.dialog, m.menuKind, m.menu = dialogMenu, menuPlain, menu
	m.resume = dialogProfileForm
}

func (m *Model) plainDecided(choice string) tea.Cmd {
	if choice != "write" {
		return nil
	}
	m.profileForm.plainAccepted = true
	return m.saveProfile()
}

// confirms reports whether a name was typed as it is or as it is shown.
func confirms(typed, name string) bool { return typed == name || typed == visible.Line(name) }

// askForget asks for the profile's name before everything of it is removed.
func (m *Model) askForget(name string) {
	m.forgetting = name
	m.dialog, m.resume = dialogForget, dialogMenu
	m.prompt = newForgetPrompt(visible.Line(name))
}

func (m *Model) forgetTyped(text string) tea.Cmd {
	if !confirms(text, m.forgetting) {
		m.prompt.remark = "That is not the name of this profile. Nothing was removed."
		return nil
	}
	m.dialog, m.resume = dialogNone, dialogNone
	m.prompt = prompt{}
	return m.writes.keep(forgetProfile(m.deps.Profiles, m.forgetting))
}
