package manage

import (
	"errors"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// unlocking asks for the encrypted file's passphrase, from the first prompt to
// what needed the file. A new passphrase is typed twice.
type unlocking struct {
	Host
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

// PassphraseMsg reports whether the encrypted file is open now. It answers one try.
type PassphraseMsg struct {
	of  *unlocking
	try int
	// aside is the new path of a file that was set aside.
	aside string
	Err   error
	// book are the profiles after the file was opened, if they could be read: a
	// change of them that a kill interrupted is settled then.
	book    *profiles.Book
	settled []profiles.Warning
}

// Unlock is how to go on where an error says that a store of secrets is locked or
// damaged, and then with next; nil for any other error.
func (h Host) Unlock(err error, next func() tea.Cmd) (open func()) {
	backup, damaged := damagedPlainFile(err)
	switch {
	case damaged:
		return func() { h.offerPlainRepair(err, backup, next) }
	case errors.Is(err, profiles.ErrPassphraseNeeded), errors.Is(err, profiles.ErrNoSealedFile):
		return func() { h.askPassphrase(next) }
	}
	return nil
}

// askPassphrase asks for the encrypted file's passphrase, and goes on with next
// when the file is open.
func (h Host) askPassphrase(next func() tea.Cmd) { h.newUnlocking(next).ask("") }

func (h Host) newUnlocking(next func() tea.Cmd) *unlocking {
	return &unlocking{Host: h, create: !h.Manager.Secrets.SealedFileExists(), next: next}
}

// ask opens a prompt in place of the one before it.
func (u *unlocking) ask(remark string) {
	if u.prompt != nil {
		u.Dialogs.Remove(u.prompt)
	}
	u.prompt, u.tried = newPassphrasePrompt(u, remark), ""
	u.tries++ // a late result of an earlier prompt is not told in this one
	u.prompt.Accept = func(text string) dialog.Answer { return u.typed(text) }
	u.Dialogs.Open(u.prompt)
}

// typed opens or makes the encrypted file.
func (u *unlocking) typed(text string) dialog.Answer {
	manager, secret := u.Manager, redact.NewSecret(text)
	switch {
	case text == "" && u.wrong:
		u.offerRepair("Nobody can open the file without its passphrase.", "")
		return dialog.Answer{}
	case text == "":
		return dialog.Answer{Remark: "The passphrase is empty."}
	case u.backup:
		return u.try(text, "Opening the backup. This takes a moment on purpose.", func() PassphraseMsg { return useSealedBackup(manager, secret) })
	case u.create && u.first == "":
		u.first = text
		u.ask(draw.Sentence(sealed.Remark(secret)))
		return dialog.Answer{}
	case u.create && u.first != text:
		u.first = ""
		u.ask("The two were not the same. Type a new one.")
		return dialog.Answer{}
	}
	return u.try(text, "Opening. This takes a moment on purpose.", func() PassphraseMsg { return openSealedFile(manager, secret, u.create) })
}

// try does something about the file, while the prompt stays with a remark.
func (u *unlocking) try(text, remark string, work func() PassphraseMsg) dialog.Answer {
	u.tries++
	u.tried = text
	number := u.tries
	return dialog.Answer{Remark: remark, Run: func() tea.Cmd {
		return u.Keep(func() tea.Msg {
			msg := work()
			msg.of, msg.try = u, number
			return msg
		})
	}}
}

// land goes on with what needed the encrypted file.
func (msg PassphraseMsg) land(*Profiles) tea.Cmd {
	u := msg.of
	if u == nil || u.Dialogs.Top() != dialog.Dialog(u.prompt) || msg.try != u.tries || u.prompt.Input.Value() != u.tried {
		return nil
	}
	var damaged *secretfile.CorruptError
	var missing *secretfile.MissingError
	switch {
	case msg.aside != "":
		u.Dialogs.Remove(u.prompt)
		u.newUnlocking(u.next).ask("The file is now " + visible.Line(msg.aside) + ". Nothing is deleted.")
	case errors.Is(msg.Err, secretfile.ErrWrongPassphrase):
		u.wrong = true
		u.ask("That is not the passphrase of this file. If it is lost, press enter without one.")
	case errors.As(msg.Err, &damaged):
		u.offerRepair(visible.Line(damaged.Error()), damaged.Backup)
	case errors.As(msg.Err, &missing) && missing.Backup != "":
		u.offerRepair(visible.Line(missing.Error()), missing.Backup)
	case msg.Err != nil:
		u.prompt.Remark = draw.Sentence(visible.Line(msg.Err.Error()))
	default:
		u.Dialogs.Remove(u.prompt)
		if msg.book != nil && (len(msg.settled) > 0 || !slices.Equal(msg.book.Profiles, u.Book().Profiles)) {
			// What waited for the file may be of the profiles as they were.
			changed := ChangedMsg{Book: *msg.book, Warnings: msg.settled, Done: "profiles were changed meanwhile, or an interrupted change is settled now; look, and do it again"}
			return func() tea.Msg { return changed }
		}
		return u.next()
	}
	return nil
}

// offerRepair lets the person choose how to go on with an encrypted file that
// cannot be opened, in place of the prompt.
func (u *unlocking) offerRepair(why, backup string) {
	u.Dialogs.Remove(u.prompt)
	prompt := func(remark string) func() tea.Cmd {
		return func() tea.Cmd {
			u.ask(remark)
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
		u.ask("Setting the file aside.")
		secrets := u.Manager.Secrets
		return u.try("", "", func() PassphraseMsg { return setSealedAside(secrets) }).Run()
	}
	choices := repairChoices(useBackup, setAside, nil)
	if backup == "" {
		choices = append([]dialog.Choice{{Name: "Type the passphrase again", Run: prompt("")}}, choices...)
	}
	menu := dialog.NewMenu("The encrypted file", choices)
	menu.Hints = why
	u.Dialogs.Open(menu)
}

// useSealedBackup goes back to the backup of the encrypted file, and opens it.
func useSealedBackup(manager *profiles.Manager, passphrase redact.Secret) PassphraseMsg {
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
func opened(manager *profiles.Manager, err error) PassphraseMsg {
	msg := PassphraseMsg{Err: err, settled: manager.Secrets.Settled()}
	if err == nil {
		if book, _, err := manager.Store.Load(); err == nil {
			msg.book = &book
		}
	}
	return msg
}

func setSealedAside(secrets *profiles.Secrets) PassphraseMsg {
	file, err := secrets.SealedFile()
	if err != nil {
		return PassphraseMsg{Err: err}
	}
	path, err := file.SetAside()
	return PassphraseMsg{aside: path, Err: err}
}

func openSealedFile(manager *profiles.Manager, passphrase redact.Secret, create bool) PassphraseMsg {
	if create {
		return PassphraseMsg{Err: manager.Secrets.CreateSealed(passphrase)}
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
		Input:       NewPassphraseField(),
		Foot:        "enter goes on, esc goes back",
		Environment: ripio.Sandbox,
	}
	p.Input.Focus()
	return p
}

// NewPassphraseField takes a passphrase exactly as it is typed or pasted, but for
// a paste's line breaks.
func NewPassphraseField() field.Field {
	f := field.New("the passphrase; it is not shown")
	f.Secret, f.Verbatim = true, true
	return f
}
