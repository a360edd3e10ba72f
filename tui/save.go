package tui

import (
	"context"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// save is a change of a profile that is under way. Keyrings may wait for their
// owner, so it can be stopped.
type save struct{ cancel context.CancelFunc }

func (s *save) begin() context.Context {
	s.end()
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	return ctx
}

func (s *save) end() {
	if s.cancel != nil {
		s.cancel()
	}
	s.cancel = nil
}

// passphraseStep is where asking for the encrypted file's passphrase stands. A
// new one is typed twice.
type passphraseStep struct {
	create bool
	first  string
}

// askPassphrase asks for the encrypted file's passphrase, and goes on with next
// when the file is open.
func (m *Model) askPassphrase(next func() tea.Cmd) {
	m.afterUnlock = next
	m.passphrase = passphraseStep{create: !m.deps.Profiles.Secrets.SealedFileExists()}
	m.showPassphrasePrompt("")
}

func (m *Model) showPassphrasePrompt(remark string) {
	if m.dialog == dialogProfileForm {
		m.resume = dialogProfileForm
	}
	m.dialog = dialogPassphrase
	m.prompt = newPassphrasePrompt(m.passphrase, remark)
}

// passphraseTyped opens or makes the encrypted file.
func (m *Model) passphraseTyped(text string) tea.Cmd {
	step := &m.passphrase
	switch {
	case text == "":
		m.prompt.remark = "The passphrase is empty."
		return nil
	case step.create && step.first == "":
		step.first = text
		m.showPassphrasePrompt("")
		return nil
	case step.create && step.first != text:
		step.first = ""
		m.showPassphrasePrompt("The two were not the same. Type a new one.")
		return nil
	}
	m.prompt.remark = "Opening. This takes a moment on purpose."
	return openSealedFile(m.deps.Profiles.Secrets, ripio.NewSecret(text), step.create)
}

// sealedOpened goes on with what needed the encrypted file.
func (m *Model) sealedOpened(msg passphraseMsg) tea.Cmd {
	if m.dialog != dialogPassphrase {
		return nil
	}
	switch {
	case errors.Is(msg.err, sealed.ErrWrongPassphrase):
		m.showPassphrasePrompt("That is not the passphrase of this file.")
		return nil
	case msg.err != nil:
		m.prompt.remark = sentence(visible.Line(msg.err.Error()))
		return nil
	}
	next := m.afterUnlock
	m.passphrase, m.afterUnlock = passphraseStep{}, nil
	m.closeDialog()
	return next()
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

// askForget asks for the profile's name before everything of it is removed.
func (m *Model) askForget(name string) {
	m.forgetting = name
	m.dialog, m.resume = dialogForget, dialogMenu
	m.prompt = newForgetPrompt(visible.Line(name))
}

func (m *Model) forgetTyped(text string) tea.Cmd {
	if text != m.forgetting {
		m.prompt.remark = "That is not the name of this profile. Nothing was removed."
		return nil
	}
	m.dialog, m.resume = dialogNone, dialogNone
	m.prompt = prompt{}
	return m.writes.keep(forgetProfile(m.deps.Profiles, m.forgetting))
}
