package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
)

// action is something a person can do from the explorer: by key, by letter
// outside a field, or from the command palette.
type action struct {
	name string
	// key works everywhere, letter only outside text fields.
	key, letter key.Binding
	// disabled says why it cannot be done now, empty when it can; nil for what
	// always can.
	disabled func(m *Model) string
	run      func(m *Model) tea.Cmd
}

// unavailable says why an action cannot be done now; empty when it can.
func (a action) unavailable(m *Model) string {
	if a.disabled == nil {
		return ""
	}
	return a.disabled(m)
}

// do is for actions that only change the screen.
func do(change func(m *Model)) func(*Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		change(m)
		return nil
	}
}

// actions is everything that can be done, most used first. It is filled in init
// because an action may list the others.
var actions []action

func init() {
	k := newKeyMap()
	actions = []action{
		{name: "Send the request", key: k.Submit, run: (*Model).begin},
		{name: "Renew: send the same again", key: k.Renew, letter: k.PlainRenew, disabled: (*Model).noRenew, run: (*Model).renew},
		{name: "Send without waiting", disabled: (*Model).noWaiting, run: (*Model).sendWithoutWaiting},
		{name: "Dry run: show the request, send nothing", key: k.DryRun, letter: k.PlainDryRun, run: (*Model).dryRun},
		{name: "Next field", key: k.Next, run: do(func(m *Model) { m.moveFocus(1) })},
		{name: "Previous field", key: k.Previous, run: do(func(m *Model) { m.moveFocus(-1) })},
		{name: "New external_ref", key: k.NewRef, run: do((*Model).newExternalRef)},
		{name: "Apply the fix", key: k.Fix, letter: k.PlainFix, disabled: (*Model).noFix, run: (*Model).applyFix},
		{name: "Environment", key: k.Environment, run: do((*Model).chooseEnvironment)},
		{name: "Scenario of the simulator", key: k.Scenario, disabled: (*Model).noScenario, run: do((*Model).chooseScenario)},
		{name: "Profiles", key: k.Profiles, run: do((*Model).chooseProfile)},
		{name: "Previous profile", disabled: (*Model).noPrevious, run: do(func(m *Model) { m.armProfile(m.previous) })},
		{name: "Add a profile", run: do((*Model).addProfile)},
		{name: "Import credentials", run: do((*Model).askImport)},
		{name: "Test users", key: k.Users, run: do((*Model).chooseUser)},
		{name: "Copy", key: k.Copy, letter: k.PlainCopy, run: do((*Model).chooseCopy)},
		{name: "Read a token", key: k.Inspect, run: do((*Model).inspect)},
		{name: "History", key: k.History, letter: k.Past, run: (*Model).openHistory},
		{name: "Filter the history", disabled: (*Model).noHistory, run: do((*Model).startFilter)},
		{name: "Compare the selected attempt", disabled: (*Model).noHistory, run: do((*Model).compareSelected)},
		{name: "Remove attempts from the history", disabled: (*Model).noHistory, run: do((*Model).choosePurge)},
		{name: "Keep tokens in the history, on or off", run: do((*Model).switchKeepTokens)},
		{name: "Report for Ripio's support", key: k.Report, letter: k.PlainReport, disabled: (*Model).noReport, run: (*Model).previewReport},
		{name: "Negative tests", disabled: (*Model).noNegativeTest, run: do((*Model).chooseNegativeTest)},
		{name: "Are these keys for the other environment", disabled: (*Model).noSwapTest, run: do((*Model).askSwapTest)},
		{name: "Renew by itself, on or off", disabled: (*Model).noAutoRenew, run: (*Model).switchAutoRenew},
		{name: "Store the trimmed secret", disabled: (*Model).noTrimmed, run: (*Model).storeTrimmed},
		{name: "About these credentials", disabled: (*Model).noReveal, run: do((*Model).aboutCredentials)},
		{name: "Show the secret for 10 seconds", disabled: (*Model).noReveal, run: (*Model).startReveal},
		{name: "Find what was left behind", run: (*Model).findOrphans},
		{name: "Search", letter: k.Search, run: do((*Model).startSearch)},
		{name: "Next match", letter: k.SearchNext, run: do(func(m *Model) { m.searchNext(1) })},
		{name: "Previous match", letter: k.SearchPrevious, run: do(func(m *Model) { m.searchNext(-1) })},
		{name: "Mouse on or off", run: (*Model).switchMouse},
		{name: "Commands", key: k.Palette, letter: k.PlainPalette, run: do((*Model).chooseCommand)},
		{name: "Help", key: k.Help, letter: k.PlainHelp, run: do((*Model).openHelp)},
		{name: "Quit", letter: k.PlainQuit, run: (*Model).quit},
	}
}

// actionFor is the action with that key. Letters count only outside text fields.
func actionFor(name string, letters bool) (action, bool) {
	for _, a := range actions {
		if matches(name, a.key) || letters && matches(name, a.letter) {
			return a, true
		}
	}
	return action{}, false
}

// perform does an action, or says why it cannot be done.
func (m *Model) perform(a action) tea.Cmd {
	if why := a.unavailable(m); why != "" {
		m.status.say(finding.LevelNote, strings.ToLower(a.name[:1])+a.name[1:]+": "+why)
		return nil
	}
	return a.run(m)
}

func (m *Model) newExternalRef() {
	m.form.SetUser(m.deps.NewExternalRef(), m.form.Address.Value())
	m.userChanged()
	m.status.say(finding.LevelOK, "new external_ref: a new user, as far as Ripio can tell")
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
	if _, ok := m.book.Find(m.previous); !ok || m.previous == m.profile {
		return "no other profile was used yet"
	}
	return ""
}

func (m *Model) switchMouse() tea.Cmd {
	m.mouse = !m.mouse
	if m.mouse {
		m.status.say(finding.LevelNote, "mouse on; hold shift to select text")
		return tea.EnableMouseCellMotion
	}
	m.status.say(finding.LevelNote, "mouse off; the terminal selects text")
	return tea.DisableMouse
}

func (m *Model) chooseCommand() {
	var choices []dialog.Choice
	for _, a := range append(slices.Clone(actions), m.causeActions()...) {
		if a.name == "Commands" {
			continue
		}
		choices = append(choices, dialog.Choice{Name: a.name, Hint: a.key.Help().Key, Unavailable: a.unavailable(m),
			Run: func() tea.Cmd { return m.perform(a) }})
	}
	m.open(dialog.NewMenu("Commands", choices))
}
