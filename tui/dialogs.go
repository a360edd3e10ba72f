package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/request"
)

// open puts a dialog in front; closing it leads back to what is open now.
func (m *Model) open(d dialog.Dialog) {
	if menu, ok := d.(*dialog.Menu); ok && menu.Refuse == nil {
		menu.Refuse = func(why string) { m.status.say(finding.LevelNote, why) }
	}
	m.dialogs.Push(d)
}

// pressedInDialog returns a key to the dialog in front.
func (m *Model) pressedInDialog(msg tea.KeyMsg) tea.Cmd {
	if matches(msg.String(), m.keys.Back) {
		m.dialogs.Leave()
		return nil
	}
	return m.dialogs.Update(msg)
}

// occupied reports whether something is in front that a person may be in the
// middle of: any dialog but the start and a bare list that yields, a filter, a search, or a field of the form that the last key went to.
func (m *Model) occupied() bool {
	switch top := m.dialogs.Top().(type) {
	case nil:
		return m.filtering() || m.searching() || m.midText && m.form.Focus.InField()
	case *welcome:
		return false
	case *dialog.Menu:
		return !top.Yields || top.Filter() != ""
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

// showLater opens a text that comes late.
func (m *Model) showLater(title string, lines []string) {
	m.whenFree(func() tea.Cmd {
		m.open(&dialog.Text{Title: title, Lines: lines})
		return nil
	})
}

// read decodes a text and shows the token in it.
func (m *Model) read(text string) error {
	token, err := jwt.Decode(text)
	if err != nil {
		return err
	}
	m.dialogs.Clear()
	m.ticking = false
	m.result.ShowToken(token)
	m.setFocus(request.FocusResult)
	return nil
}
