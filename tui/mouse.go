package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/frame"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/zone"
)

// wheelLines is how far one notch of the wheel scrolls.
const wheelLines = 3

// clicked does what the place under the pointer is for, which the views marked when they
// drew it: it presses a key, or goes to a part of a component.
func (m *Model) clicked(msg tea.MouseMsg) tea.Cmd {
	if !m.before.loaded || frame.TooSmall(m.screen.width, m.screen.height) {
		return nil
	}
	targets, column := zone.AtColumn(m.marked(), msg.X, msg.Y)
	onText := len(targets) > 0 && field.ClickedText(targets[0])
	if onText {
		targets = targets[1:]
	}
	switch {
	case msg.Button == tea.MouseButtonWheelUp:
		m.wheel(targets, -wheelLines)
		return nil
	case msg.Button == tea.MouseButtonWheelDown:
		m.wheel(targets, wheelLines)
		return nil
	case msg.Button != tea.MouseButtonLeft || msg.Action != tea.MouseActionPress:
		return nil
	}
	m.status.clear()
	text := m.before.text
	m.before.text = false
	defer func() { m.before.text = m.before.text || text && !m.dialogs.Empty() }()
	if onText {
		defer func() { m.pointAt(column) }() // when the click has given it the keyboard
	}
	if len(targets) == 0 {
		return nil
	}
	pane, inPane := frame.ClickedPane(targets)
	if inPane && pane == frame.ResultPane {
		m.leaveText()
		m.form.SetFocus(request.FocusResult)
	}
	if name, ok := targets[0].Key(); ok {
		return m.pressed(draw.KeyNamed(name))
	}
	if !m.dialogs.Empty() {
		return m.dialogs.Click(targets[0])
	}
	return m.clickedPart(targets[0])
}

// pointAt puts the cursor of the field that has the keyboard at a column.
func (m *Model) pointAt(column int) {
	switch {
	case !m.dialogs.Empty():
		m.dialogs.PointAt(column)
	case m.form.Focus == request.FocusExternalRef:
		m.form.ExternalRef.PointAt(column)
	case m.form.Focus == request.FocusAddress:
		m.form.Address.PointAt(column)
	case m.keyboard() == inLink:
		m.widget.PointAt(column)
	}
}

// clickedPart goes to a part of the panes.
func (m *Model) clickedPart(target zone.Target) tea.Cmd {
	if tab, ok := result.ClickedTab(target); ok {
		return openTab(m, tab)()
	}
	if at, act, ok := result.ClickedCause(target); ok {
		cmd := m.chooseCause(at)
		if act {
			cmd = m.applyCause(at)
		}
		return cmd
	}
	if at, ok := request.Clicked(target); ok {
		m.form.SetFocus(at)
		if at == request.FocusSend {
			return m.begin()
		}
		return nil
	}
	if user, ok := m.recent.Clicked(target); ok {
		m.setUser(user)
		return nil
	}
	switch {
	case frame.ClickedOther(target) && m.form.Focus == request.FocusResult:
		m.form.SetFocus(request.FocusSend)
	case frame.ClickedOther(target):
		m.form.SetFocus(request.FocusResult)
	case request.ClickedCredentials(target):
		m.chooseProfile()
	case m.history.Click(target):
		return m.history.OpenSelected()
	default:
		m.widget.Click(target)
	}
	return nil
}

// mouseMode turns the mouse on, or leaves it to the terminal, which then selects text.
func (m *Model) mouseMode() tea.Cmd {
	if m.settings.Settings.Mouse && !m.screen.alone {
		return tea.EnableMouseCellMotion
	}
	return tea.DisableMouse
}

// switchAlone shows one pane without its neighbour and its sides, so that the terminal
// selects its text, or both again.
func (m *Model) switchAlone() tea.Cmd {
	m.screen.alone = !m.screen.alone
	switch {
	case !m.screen.alone:
		m.status.say(finding.LevelNote, "both panes again, and the mouse as it was")
		return m.mouseMode()
	case m.form.Focus == request.FocusSend && !m.result.IsEmpty():
		m.form.SetFocus(request.FocusResult)
	}
	m.status.say(finding.LevelNote, "one pane alone; the mouse selects text now, "+m.keys.Alone.Help().Key+" goes back")
	return m.mouseMode()
}

// leaveText takes the keyboard from what is typed in the pane of the result, as enter
// does; what was typed stays.
func (m *Model) leaveText() {
	enter := draw.KeyNamed("enter")
	switch m.keyboard() {
	case inSearch:
		m.result.UpdateSearch(enter, false)
	case inFilter:
		m.history.Type(enter)
	default:
		m.widget.Leave()
	}
}

// wheel scrolls what is under the pointer.
func (m *Model) wheel(targets []zone.Target, by int) {
	pane, inPane := frame.ClickedPane(targets)
	switch {
	case !m.dialogs.Empty():
		m.dialogs.Wheel(by)
	case !inPane || pane != frame.ResultPane:
	case m.result.Tab() == result.History:
		m.history.Move(by)
	case m.result.Tab() == result.Widget:
		m.widget.Scroll(by)
	default:
		m.result.Scroll(by)
	}
}
