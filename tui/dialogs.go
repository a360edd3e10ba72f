package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
)

// dialog is what lies over the explorer.
type dialog int

const (
	dialogNone dialog = iota
	dialogWelcome
	dialogMenu
	dialogProfileForm
	dialogProduction
	dialogSecret
	dialogInspect
	dialogHelp
	dialogPassphrase
	dialogForget
	dialogUserName
	dialogReport
	dialogImport
	dialogImportPreview
	dialogCompare
	dialogSupport
	dialogSwapTest
)

// asks reports whether the dialog is a prompt for a line of text.
func (d dialog) asks() bool {
	switch d {
	case dialogProduction, dialogSecret, dialogInspect, dialogPassphrase, dialogForget, dialogUserName, dialogImport, dialogSwapTest:
		return true
	}
	return false
}

// pressedInDialog returns a key to the dialog in front.
func (m *Model) pressedInDialog(msg tea.KeyMsg) tea.Cmd {
	name := msg.String()
	if matches(name, m.keys.Back) {
		return m.leaveDialog()
	}
	if m.dialog.asks() {
		if m.prompt.Update(msg) || msg.Paste && m.dialog == dialogInspect {
			return m.answered()
		}
		return nil
	}
	switch m.dialog {
	case dialogWelcome:
		return m.pressedInWelcome(msg)
	case dialogHelp:
		if m.help.Update(msg, m.keys) {
			m.closeDialog()
		}
	case dialogMenu:
		return m.pressedInMenu(msg)
	case dialogProfileForm:
		if m.profileForm.Update(msg, m.keys) {
			return m.saveProfile()
		}
	case dialogReport:
		if m.report.Update(msg) {
			m.closeDialog()
		}
	case dialogImportPreview:
		if m.report.Update(msg) {
			return m.applyImport(m.importing)
		}
	case dialogCompare:
		m.pressedInCompare(msg)
	case dialogSupport:
		return m.pressedInSupport(msg)
	}
	return nil
}

func (m *Model) pressedInWelcome(msg tea.KeyMsg) tea.Cmd {
	name := msg.String()
	switch {
	case msg.Paste:
		return m.pasted(msg)
	case matches(name, m.keys.Help), matches(name, m.keys.PlainHelp):
		m.openHelp()
		return nil
	case matches(name, m.keys.PlainQuit):
		return m.quit()
	}
	return m.begun(m.welcome.Update(msg))
}

// begun goes the way that was chosen at the start.
func (m *Model) begun(choice string) tea.Cmd {
	switch choice {
	case "simulator":
		m.dialog = dialogNone
		m.setFocus(request.FocusSend)
		return m.armEnvironment(ripio.Simulator)
	case "profile":
		m.addProfile()
	case "inspect":
		m.inspect()
	}
	return nil
}

// open puts a dialog in front; closing it leads back to where one was.
func (m *Model) open(d dialog) {
	m.resume = dialogNone
	if m.dialog == dialogWelcome || m.dialog == dialogMenu && m.menuKind == menuProfiles {
		m.resume = m.dialog
	}
	m.dialog = d
}

// occupied reports whether something is in front that a person may be in the
// middle of: any dialog but the start and the bare list of profiles, a filter, a
// search, or a field of the form that the last key went to.
func (m *Model) occupied() bool {
	switch m.dialog {
	case dialogNone:
		return m.filtering() || m.searching() || m.midText && m.form.Focus.InField()
	case dialogWelcome:
		return false
	case dialogMenu:
		return m.menuKind != menuProfiles || m.menu.filter.Value() != ""
	}
	return true
}

// whenFree opens a dialog that nobody just asked for by a key: the result of
// something slow. Whatever is in front, and what is typed in it, stays; the dialog
// opens when that is closed. Every late result that opens anything goes this way.
func (m *Model) whenFree(open func() tea.Cmd) tea.Cmd {
	if !m.occupied() {
		return open()
	}
	m.later = append(m.later, open)
	if m.status.text == "" {
		m.status.say(finding.LevelNote, "a result waits; it opens when you are done here")
	}
	return nil
}

// openLater opens what waited for the way to be free.
func (m *Model) openLater() tea.Cmd {
	var commands []tea.Cmd
	for len(m.later) > 0 && !m.occupied() {
		next := m.later[0]
		m.later = m.later[1:]
		commands = append(commands, next())
	}
	return tea.Batch(commands...)
}

// showLater opens a report that comes late.
func (m *Model) showLater(r report) {
	m.whenFree(func() tea.Cmd {
		m.open(dialogReport)
		m.report = r
		return nil
	})
}

func (m *Model) closeDialog() {
	m.dialog, m.resume = m.resume, dialogNone
	m.prompt = prompt{}
}

// dropClosed drops what dialogs held that are closed, secrets among it, so that
// nothing of one is there for the next.
func (m *Model) dropClosed() {
	open := func(d dialog) bool { return m.dialog == d || m.resume == d }
	if !open(dialogProfileForm) {
		m.profileForm = profileForm{}
	}
	if !open(dialogMenu) {
		m.menu.run = nil
	}
	if !open(dialogPassphrase) {
		m.passphrase = passphraseStep{}
	}
	if !open(dialogImportPreview) {
		m.importing = nil
	}
	if !m.dialog.asks() {
		m.prompt = prompt{}
	}
}

// leaveDialog steps back, but not over something that would be lost.
func (m *Model) leaveDialog() tea.Cmd {
	switch {
	case m.dialog == dialogProfileForm && m.save.of != nil && m.showsFormOf(m.save.of):
		m.save.stop()
		m.profileForm.remark = "Stopped."
	case m.dialog == dialogWelcome:
		m.dialog = dialogNone
	case m.dialog == dialogProfileForm && m.profileForm.Changed() && !m.profileForm.leaving:
		m.profileForm.leaving = true
		m.profileForm.remark = "Not saved yet. Esc again drops the changes; Save keeps them."
	case m.dialog == dialogMenu && m.menu.filter.Value() != "":
		m.menu.filter.SetValue("")
		m.menu.apply()
	default:
		m.closeDialog()
	}
	return nil
}

// answered takes what was typed in a prompt.
func (m *Model) answered() tea.Cmd {
	text := m.prompt.input.Value()
	switch m.dialog {
	case dialogProduction:
		return m.productionConfirmed(text)
	case dialogSecret:
		return m.secretTyped(text)
	case dialogPassphrase:
		return m.passphraseTyped(text)
	case dialogForget:
		return m.forgetTyped(text)
	case dialogUserName:
		return m.userNamed(text)
	case dialogImport:
		return m.lookForCredentials(text)
	case dialogSwapTest:
		return m.swapTestTyped(text)
	case dialogInspect:
		return m.read(text)
	}
	return nil
}

// read decodes a text and shows the token in it.
func (m *Model) read(text string) tea.Cmd {
	token, err := jwt.Decode(text)
	if err != nil {
		if m.dialog == dialogInspect {
			m.prompt.remark = draw.Sentence(visible.Line(err.Error()))
		} else {
			m.status.say(finding.LevelWarning, visible.Line(err.Error()))
		}
		return nil
	}
	m.dialog, m.resume, m.prompt = dialogNone, dialogNone, prompt{}
	m.ticking = false
	m.result.ShowToken(token)
	m.setFocus(request.FocusResult)
	return nil
}

// inspect asks for a token to read.
func (m *Model) inspect() {
	m.open(dialogInspect)
	m.prompt = newInspectPrompt()
}
