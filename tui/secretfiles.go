package tui

import (
	"errors"
	"path/filepath"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/profileform"
)

// unlocking asks for the encrypted file's passphrase, from the first prompt to
// what needed the file. A new passphrase is typed twice.
type unlocking struct {
	create bool
	first  string
	// backup is set while the passphrase is for the backup of a damaged file, and
	// wrong once one did not open the file.
	backup, wrong bool
	// next goes on when the file is open.
	next func() tea.Cmd
	// prompt is the newest one, tries counts the passphrases that were tried in it
	// and tried is the last. A result of another one, or over one that is being
	// typed, changes nothing.
	prompt *dialog.Prompt
	tries  int
	tried  string
}

// passphraseMsg reports whether the encrypted file is open now. It answers one try.
type passphraseMsg struct {
	of  *unlocking
	try int
	// aside is the new path of a file that was set aside.
	aside string
	err   error
	// book are the profiles after the file was opened, if they could be read: a
	// change of them that a kill interrupted is settled then.
	book *profiles.Book
}

// askPassphrase asks for the encrypted file's passphrase, and goes on with next
// when the file is open.
func (m *Model) askPassphrase(next func() tea.Cmd) {
	m.promptPassphrase(&unlocking{create: !m.deps.Profiles.Secrets.SealedFileExists(), next: next}, "")
}

// promptPassphrase opens a prompt in place of the one before it.
func (m *Model) promptPassphrase(u *unlocking, remark string) {
	if u.prompt != nil {
		m.dialogs.Remove(u.prompt)
	}
	u.prompt, u.tried = newPassphrasePrompt(u, remark), ""
	u.tries++ // a late result of an earlier prompt is not told in this one
	u.prompt.Accept = func(text string) dialog.Answer { return m.passphraseTyped(u, text) }
	m.open(u.prompt)
}

// passphraseTyped opens or makes the encrypted file.
func (m *Model) passphraseTyped(u *unlocking, text string) dialog.Answer {
	manager, secret := m.deps.Profiles, redact.NewSecret(text)
	switch {
	case text == "" && u.wrong:
		m.offerSealedRepair(u, "Nobody can open the file without its passphrase.", "")
		return dialog.Answer{}
	case text == "":
		return dialog.Answer{Remark: "The passphrase is empty."}
	case u.backup:
		return m.try(u, text, "Opening the backup. This takes a moment on purpose.", func() passphraseMsg { return useSealedBackup(manager, secret) })
	case u.create && u.first == "":
		u.first = text
		m.promptPassphrase(u, draw.Sentence(sealed.Remark(secret)))
		return dialog.Answer{}
	case u.create && u.first != text:
		u.first = ""
		m.promptPassphrase(u, "The two were not the same. Type a new one.")
		return dialog.Answer{}
	}
	return m.try(u, text, "Opening. This takes a moment on purpose.", func() passphraseMsg { return openSealedFile(manager, secret, u.create) })
}

// try does something about the file, while the prompt stays with a remark.
func (m *Model) try(u *unlocking, text, remark string, work func() passphraseMsg) dialog.Answer {
	u.tries++
	u.tried = text
	number := u.tries
	return dialog.Answer{Remark: remark, Run: func() tea.Cmd {
		return m.writes.keep(func() tea.Msg {
			msg := work()
			msg.of, msg.try = u, number
			return msg
		})
	}}
}

// sealedOpened goes on with what needed the encrypted file.
func (m *Model) sealedOpened(msg passphraseMsg) tea.Cmd {
	u := msg.of
	if u == nil || m.dialogs.Top() != dialog.Dialog(u.prompt) || msg.try != u.tries || u.prompt.Input.Value() != u.tried {
		return nil
	}
	var damaged *secretfile.CorruptError
	var missing *secretfile.MissingError
	switch {
	case msg.aside != "":
		m.dialogs.Remove(u.prompt)
		again := &unlocking{create: !m.deps.Profiles.Secrets.SealedFileExists(), next: u.next}
		m.promptPassphrase(again, "The file is now "+visible.Line(msg.aside)+". Nothing is deleted.")
	case errors.Is(msg.err, secretfile.ErrWrongPassphrase):
		u.wrong = true
		m.promptPassphrase(u, "That is not the passphrase of this file. If it is lost, press enter without one.")
	case errors.As(msg.err, &damaged):
		m.offerSealedRepair(u, visible.Line(damaged.Error()), damaged.Backup)
	case errors.As(msg.err, &missing) && missing.Backup != "":
		m.offerSealedRepair(u, visible.Line(missing.Error()), missing.Backup)
	case msg.err != nil:
		u.prompt.Remark = draw.Sentence(visible.Line(msg.err.Error()))
	default:
		m.dialogs.Remove(u.prompt)
		if msg.book != nil && !slices.Equal(msg.book.Profiles, m.book.Profiles) {
			// What waited for the file may be of the profiles as they were.
			return m.profilesChanged(profilesMsg{book: *msg.book, done: "profiles were changed meanwhile, or an interrupted change is settled now; look, and do it again"})
		}
		return u.next()
	}
	return nil
}

// offerSealedRepair lets the person choose how to go on with an encrypted file that
// cannot be opened, in place of the prompt.
func (m *Model) offerSealedRepair(u *unlocking, why, backup string) {
	m.dialogs.Remove(u.prompt)
	prompt := func(remark string) func() tea.Cmd {
		return func() tea.Cmd {
			m.promptPassphrase(u, remark)
			return nil
		}
	}
	var useBackup func() tea.Cmd
	if backup != "" {
		useBackup = func() tea.Cmd {
			u.backup = true
			return prompt("The backup has the passphrase that the file had.")()
		}
	}
	setAside := func() tea.Cmd {
		m.promptPassphrase(u, "Setting the file aside.")
		secrets := m.deps.Profiles.Secrets
		return m.try(u, "", "", func() passphraseMsg { return setSealedAside(secrets) }).Run()
	}
	choices := repairChoices(useBackup, setAside, nil)
	if backup == "" {
		choices = append([]dialog.Choice{{Name: "Type the passphrase again", Run: prompt("")}}, choices...)
	}
	menu := dialog.NewMenu("The encrypted file", choices)
	menu.Hints = why
	m.open(menu)
}

// useSealedBackup goes back to the backup of the encrypted file, and opens it.
func useSealedBackup(manager *profiles.Manager, passphrase redact.Secret) passphraseMsg {
	file, err := manager.Secrets.SealedFile()
	if err == nil {
		err = file.UseBackup(passphrase)
	}
	if errors.Is(err, secretfile.ErrReadable) { // it was mended meanwhile
		err = manager.Secrets.UnlockSealed(passphrase)
	}
	return opened(manager, err)
}

// opened is the result of a try to open the encrypted file.
func opened(manager *profiles.Manager, err error) passphraseMsg {
	msg := passphraseMsg{err: err}
	if err == nil {
		if book, _, err := manager.Store.Load(); err == nil {
			msg.book = &book
		}
	}
	return msg
}

func setSealedAside(secrets *profiles.Secrets) passphraseMsg {
	file, err := secrets.SealedFile()
	if err != nil {
		return passphraseMsg{err: err}
	}
	path, err := file.SetAside()
	return passphraseMsg{aside: path, err: err}
}

func openSealedFile(manager *profiles.Manager, passphrase redact.Secret, create bool) passphraseMsg {
	if create {
		return passphraseMsg{err: manager.Secrets.CreateSealed(passphrase)}
	}
	return opened(manager, manager.Secrets.UnlockSealed(passphrase))
}

// newPassphrasePrompt asks for the encrypted file's passphrase.
func newPassphrasePrompt(u *unlocking, remark string) *dialog.Prompt {
	text := "The passphrase of the encrypted file. It stays in memory until the program ends."
	switch {
	case u.create && u.first == "":
		text = "There is no encrypted file yet. Choose a passphrase for it. " +
			"Nobody can open the file without it, and nobody can find it out for you."
	case u.create:
		text = "Type the new passphrase once more."
	}
	p := &dialog.Prompt{
		Title: "Encrypted file", Text: text, Remark: remark,
		Input:       newPassphraseField(),
		Foot:        "enter goes on, esc goes back",
		Environment: ripio.Sandbox,
	}
	p.Input.Focus()
	return p
}

// newPassphraseField takes a passphrase exactly as it is typed or pasted, but for
// a paste's line breaks.
func newPassphraseField() field.Field {
	f := field.New("the passphrase; it is not shown")
	f.Secret, f.Verbatim = true, true
	return f
}

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
