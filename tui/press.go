package tui

import (
	"cmp"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/keys"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// matches reports whether a key's name belongs to a binding.
func matches(name string, binding key.Binding) bool {
	return slices.Contains(binding.Keys(), name)
}

// key takes a key. What was typed into a field last stays so while a dialog lies over it.
func (m *Model) key(msg tea.KeyMsg) tea.Cmd {
	text := m.before.text
	cmd := m.pressed(msg)
	m.before.text = m.before.text || text && !m.dialogs.Empty()
	return cmd
}

// pressed decides who gets a key: the dialog in front, else the commands that
// work everywhere, else the focused field, else the commands of single letters.
func (m *Model) pressed(msg tea.KeyMsg) tea.Cmd {
	name := msg.String()
	switch {
	case matches(name, m.keys.Quit):
		return m.quit()
	case matches(name, m.keys.Suspend):
		return tea.Suspend
	case matches(name, m.keys.Curtain): // over dialogs, too
		return drawCurtain(m)
	case !m.before.loaded:
		m.before.keys = append(m.before.keys, msg)
		return nil
	}
	m.status.clear()
	m.credentials.Reveal.Hide()
	if msg.Paste {
		m.curtain.LearnText(string(msg.Runes))
	}
	m.before.text = false
	has := m.keyboard()
	if msg.Type == tea.KeyRunes && len(msg.Runes) > 1 && !msg.Paste && !m.typing() {
		var commands []tea.Cmd // letters that were typed so fast that they came as one
		for _, r := range msg.Runes {
			commands = append(commands, m.pressed(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}))
		}
		return tea.Batch(commands...)
	}
	text := (msg.Type == tea.KeyRunes || msg.Type == tea.KeySpace) && !msg.Paste
	switch has {
	case inDialog:
		if m.asksForHelp(msg) {
			m.openHelp()
			return nil
		}
		return m.dialogs.Update(msg)
	case inSearch:
		if _, command := m.actions.find(name, false); m.result.UpdateSearch(msg, command) {
			return nil
		}
	case inFilter:
		if text || msg.Paste || matches(name, m.keys.Enter) {
			m.history.Type(msg)
			return nil
		}
	case inLink:
		if _, command := m.actions.find(name, false); text || msg.Paste || !command || matches(name, m.keys.Enter) {
			m.widget.Type(msg)
			m.before.text = text
			return nil
		}
	case inField:
		if text {
			return m.typed(msg)
		}
	}
	switch {
	case msg.Paste:
		return m.pasted(msg)
	case matches(name, m.keys.Back):
		return m.back()
	case matches(name, m.keys.Enter) && has.inHistory():
		return m.history.OpenSelected()
	case matches(name, m.keys.Enter) && m.result.IsAttempt() && m.form.Focus == request.FocusResult: // what would leave is not what is shown
		m.status.say(finding.LevelNote, "this attempt is from the history; "+keys.Label(m.keys.PlainRenew, m.keys.Renew)+" sends its inputs again, esc goes back")
		return nil
	case matches(name, m.keys.Enter) && m.form.Focus == request.FocusResult && m.causesInSight() && m.remediesNow().Acts(m.result.Chosen()):
		return m.applyCause(m.result.Chosen())
	case matches(name, m.keys.Enter) && m.form.Focus == request.FocusSend:
		return m.begin()
	}
	if a, ok := m.actions.find(name, false); ok {
		return m.perform(a)
	}
	switch has {
	case inField:
		return m.typed(msg)
	case inFilter:
		m.history.Type(msg)
		return nil
	}
	return m.pressedOutsideField(msg)
}

func (m *Model) typed(msg tea.KeyMsg) tea.Cmd {
	switch msg.String() {
	case "up":
		m.form.MoveFocus(-1)
	case "down":
		m.form.MoveFocus(1)
	default:
		m.form.Update(msg)
		m.userChanged()
		m.before.text = true
	}
	return nil
}

func (m *Model) pressedOutsideField(msg tea.KeyMsg) tea.Cmd {
	name := msg.String()
	inForm := m.form.Focus != request.FocusResult && (name == "up" || name == "down") // they move there
	if m.result.Tab() == result.History && !inForm {
		if cmd, done := m.history.Update(msg); done {
			return cmd
		}
	}
	if m.keyboard().inWidget() {
		if cmd, done := m.widget.Update(msg); done {
			return cmd
		}
	}
	if matches(name, m.keys.Causes) {
		return m.chooseCause(int(name[0] - 'A'))
	}
	if a, ok := m.actions.find(name, true); ok {
		return m.perform(a)
	}
	if m.form.Focus == request.FocusSend {
		switch name {
		case "up":
			m.form.MoveFocus(-1)
			return nil
		case "down":
			m.form.MoveFocus(1)
			return nil
		}
	}
	if m.screen.onePane() && m.result.Keys.ChoosesTab(msg) {
		m.form.SetFocus(request.FocusResult) // what changes is in front
	}
	return m.result.Update(msg)
}

// back cancels the request that is under way, or leaves a field.
func (m *Model) back() tea.Cmd {
	if m.whenReady != nil {
		m.whenReady = nil
		m.status.say(finding.LevelNote, "stopped; nothing was sent")
		return nil
	}
	if note, stopped := m.sends.Stop(); stopped {
		return note
	}
	switch {
	case m.keyboard().inHistory():
		if !m.history.ClearFilter() {
			m.result.CloseHistory()
		}
	case m.result.SearchActive() && !m.form.Focus.InField():
		m.result.DropSearch()
	case m.result.Opened() && !m.form.Focus.InField():
		m.closeOpened()
	case m.result.HasAside() && !m.result.Opened(), m.result.IsTest():
		m.sends.ShowKept()
	case m.form.Focus != request.FocusSend:
		m.form.SetFocus(request.FocusSend)
	}
	return nil
}

// closeOpened goes back from what was opened over the selected user's own outcome.
func (m *Model) closeOpened() {
	dryRun, fromHistory := m.result.IsDryRun(), m.result.IsAttempt()
	m.result.Close()
	switch {
	case fromHistory:
		m.result.SetTab(result.History)
		m.form.SetFocus(request.FocusResult)
	case dryRun && m.screen.onePane() && m.result.IsEmpty():
		m.form.SetFocus(m.before.dryRun)
	}
}

func (m *Model) quit() tea.Cmd {
	m.sends.GiveUp() // Settle sees it to its end
	return tea.Quit
}

// pasted decides what a paste means. In a field it is text; outside it is
// recognised by its shape. A paste never sends anything.
func (m *Model) pasted(msg tea.KeyMsg) tea.Cmd {
	text := strings.TrimSpace(string(msg.Runes))
	if !m.dialogs.Empty() || !m.form.Focus.InField() {
		return m.pastes.Recognise(text)
	}
	switch at := m.form.LandsFromField(text); at {
	case request.FocusExternalRef:
		m.land(profiles.User{ExternalRef: text}, at)
	case request.FocusAddress:
		m.land(profiles.User{Address: text}, at)
	default:
		return m.typed(msg)
	}
	return nil
}

// land puts what a paste names of a user in its field, and the cursor behind it. What it
// does not name stays.
func (m *Model) land(user profiles.User, at request.Focus) {
	m.dialogs.Clear()
	m.form.SetFocus(at)
	m.setUser(profiles.User{ExternalRef: cmp.Or(user.ExternalRef, m.form.ExternalRef.Value()), Address: cmp.Or(user.Address, m.form.Address.Value())})
	m.status.say(finding.LevelOK, "pasted into "+string(m.form.Field()))
}
