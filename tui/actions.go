package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
)

// action is something a person can do from the explorer: by key, by letter
// outside a field, or from the command palette.
type action struct {
	name string
	// key works everywhere, letter only outside text fields.
	key, letter key.Binding
	// unavailable says why it cannot be done now; empty when it can.
	unavailable string
	run         func(m *Model) tea.Cmd
}

// do is for actions that only change the screen.
func do(change func(m *Model)) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		change(m)
		return nil
	}
}

// actions lists everything that can be done now, most used first.
func (m *Model) actions() []action {
	k := m.keys
	return []action{
		{name: "Send the request", key: k.Submit, run: (*Model).begin},
		{name: "Next field", key: k.Next, run: do(func(m *Model) { m.moveFocus(1) })},
		{name: "Previous field", key: k.Previous, run: do(func(m *Model) { m.moveFocus(-1) })},
		{name: "New external_ref", key: k.NewRef, run: do((*Model).newExternalRef)},
		{name: "Apply the fix", key: k.Fix, letter: k.PlainFix, unavailable: m.noFix(), run: do((*Model).applyFix)},
		{name: "Environment", key: k.Environment, run: do((*Model).chooseEnvironment)},
		{name: "Scenario of the simulator", key: k.Scenario, unavailable: m.noScenario(), run: do((*Model).chooseScenario)},
		{name: "Profiles", key: k.Profiles, run: do((*Model).chooseProfile)},
		{name: "Previous profile", unavailable: m.noPrevious(), run: do(func(m *Model) { m.armProfile(m.previous) })},
		{name: "Add a profile", run: do((*Model).addProfile)},
		{name: "Import credentials", run: do((*Model).askImport)},
		{name: "Test users", key: k.Users, run: do((*Model).chooseUser)},
		{name: "Copy", key: k.Copy, letter: k.PlainCopy, run: do((*Model).chooseCopy)},
		{name: "Read a token", key: k.Inspect, run: do((*Model).inspect)},
		{name: "About these credentials", unavailable: m.noReveal(), run: do((*Model).aboutCredentials)},
		{name: "Show the secret for 10 seconds", unavailable: m.noReveal(), run: (*Model).startReveal},
		{name: "Find what was left behind", run: (*Model).findOrphans},
		{name: "Mouse on or off", run: (*Model).switchMouse},
		{name: "Commands", key: k.Palette, letter: k.PlainPalette, run: do((*Model).chooseCommand)},
		{name: "Help", key: k.Help, letter: k.PlainHelp, run: do(func(m *Model) { m.open(dialogHelp) })},
		{name: "Quit", letter: k.PlainQuit, run: (*Model).quit},
	}
}

// perform does an action, or says why it cannot be done.
func (m *Model) perform(a action) tea.Cmd {
	if a.unavailable != "" {
		m.status.say(ripio.LevelNote, strings.ToLower(a.name[:1])+a.name[1:]+": "+a.unavailable)
		return nil
	}
	return a.run(m)
}

func (m *Model) newExternalRef() {
	m.form.SetUser(m.deps.NewExternalRef(), m.form.address.Value())
	m.userChanged()
	m.status.say(ripio.LevelOK, "new external_ref: a new user, as far as Ripio can tell")
}

func (m *Model) noFix() string {
	if _, ok := m.form.Fix(); !ok {
		return "nothing here that a key can mend"
	}
	return ""
}

func (m *Model) applyFix() {
	finding, _ := m.form.Fix()
	m.form.Apply(finding)
	m.userChanged()
	m.status.say(ripio.LevelOK, string(finding.Field)+" changed")
}

func (m *Model) noScenario() string {
	switch {
	case m.environment.Name != ripio.Simulator:
		return "the simulator is not armed; ^E arms it"
	case m.simulator == nil:
		return "the simulator is still starting"
	}
	return ""
}

func (m *Model) noPrevious() string {
	if m.previous == "" {
		return "no other profile was used yet"
	}
	return ""
}

func (m *Model) switchMouse() tea.Cmd {
	m.mouse = !m.mouse
	if m.mouse {
		m.status.say(ripio.LevelNote, "mouse on; hold shift to select text")
		return tea.EnableMouseCellMotion
	}
	m.status.say(ripio.LevelNote, "mouse off; the terminal selects text")
	return tea.DisableMouse
}
