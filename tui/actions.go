package tui

import (
	"cmp"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/tui/credentials"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// action is something a person can do from the explorer: by key, by letter
// outside a field, or from the command palette.
type action struct {
	name string
	// key works everywhere, letter only outside text fields.
	key, letter key.Binding
	// inTab works where the history or the widget's tab has the keyboard; its component
	// takes it.
	inTab key.Binding
	// unlisted is what the list of commands leaves out: it opens that list.
	unlisted bool
	// disabled says why it cannot be done now, empty when it can; nil for what
	// always can.
	disabled func() string
	run      func() tea.Cmd
}

// actions is the table of all of them.
type actions []action

// unavailable says why an action cannot be done now; empty when it can.
func (a action) unavailable() string {
	if a.disabled == nil {
		return ""
	}
	return a.disabled()
}

// hint is the key that does it: one that works everywhere, or a letter; in a tab the
// letter that does it there.
func (a action) hint(inTab bool) string {
	if letter := a.inTab.Help().Key; letter != "" && inTab {
		return letter
	}
	return phrase.JoinNonEmpty(" ", a.key.Help().Key, a.letter.Help().Key)
}

// do is for actions that only change the screen.
func do(change func()) func() tea.Cmd {
	return func() tea.Cmd {
		change()
		return nil
	}
}

// says is for what tells why it did nothing; empty when it did something.
func says(m *Model, run func() (why string)) func() tea.Cmd {
	return do(func() {
		if why := run(); why != "" {
			m.status.say(finding.LevelNote, why)
		}
	})
}

// newActions returns everything that can be done, most used first.
func newActions(m *Model, all keyMaps) actions {
	k, r, h, w := all.explorer, all.result, all.history, all.widget
	return actions{
		{name: "Send the request", key: k.Submit, run: m.begin},
		{name: "Renew: send the same again", key: k.Renew, letter: k.PlainRenew, disabled: m.noRenew, run: m.renew},
		{name: "Send without waiting", disabled: m.sends.NotWaiting, run: m.sends.SendWithoutWaiting},
		{name: "Dry run: show the request, send nothing", key: k.DryRun, letter: k.PlainDryRun, run: m.dryRun},
		{name: "Next field", key: k.Next, run: do(func() { m.nextField(1) })},
		{name: "Previous field", key: k.Previous, run: do(func() { m.nextField(-1) })},
		{name: "New external_ref", key: k.NewRef, run: do(m.newExternalRef)},
		{name: "A stable external_ref for a user", run: do(m.users.AskStableRef)},
		{name: "Verify the signature with a key", disabled: m.pastes.NoToken, run: do(m.pastes.AskKey)},
		{name: "Apply the fix", key: k.Fix, letter: k.PlainFix, disabled: m.noFix, run: m.applyFix},
		{name: "Environment", key: k.Environment, run: do(m.chooseEnvironment)},
		{name: "Scenario of the simulator", key: k.Scenario, disabled: func() string { return m.selected.NoScenario(m.keys.Environment.Help().Key) }, run: do(m.chooseScenario)},
		{name: "Profiles", key: k.Profiles, run: do(m.chooseProfile)},
		{name: "Previous profile", letter: k.PreviousProfile, disabled: m.selected.NoPrevious, run: func() tea.Cmd { return useProfile(m, m.selected.Previous) }},
		{name: "Add a profile", run: do(m.profiles.Add)},
		{name: "Import credentials", run: do(m.profiles.Import)},
		{name: "Test users", key: k.Users, run: do(func() { m.users.OpenList(m.selected.Environment.Name, m.setUser) })},
		{name: "Copy", key: k.Copy, letter: k.PlainCopy, run: do(m.handover.Choose)},
		{name: "Read a token", key: k.Inspect, run: do(m.pastes.AskToken)},
		{name: "Compare with the token before", disabled: m.pastes.NoSecondToken, run: do(m.pastes.CompareTokens)},
		{name: "Tab Token", letter: k.Token, run: openTab(m, result.Token)},
		{name: "Tab Checks", letter: k.Checks, run: openTab(m, result.Checks)},
		{name: "Tab HTTP", letter: k.HTTP, run: openTab(m, result.HTTP)},
		{name: "Tab Widget: the link", letter: k.Widget, run: openTab(m, result.Widget)},
		{name: "Open the widget in the browser", letter: k.OpenWidget, inTab: w.Open, disabled: m.widget.NoLink, run: m.widget.OpenLink},
		{name: "Copy the widget link", inTab: w.Copy, disabled: m.widget.NoLink, run: m.widget.CopyLink},
		{name: "QR code of the widget link", inTab: w.Code, disabled: m.widget.NoLink, run: m.widget.ShowCode},
		{name: "Fill in the widget's parameters", inTab: w.Fill, run: do(m.widget.ChooseFill)},
		{name: "Widget of the on-ramp or the off-ramp", inTab: w.Flow, run: do(func() { m.status.say(finding.LevelNote, "the link is for the "+string(m.widget.SwitchFlow())) })},
		{name: "Tab History", key: k.History, letter: k.Past, run: openTab(m, result.History)},
		{name: "Open the selected attempt", inTab: h.Open, disabled: m.history.NoAttempt, run: m.history.OpenSelected},
		{name: "Send the selected attempt again", inTab: h.Resend, disabled: m.history.NoAttempt, run: m.history.ResendSelected},
		{name: "Mark the selected attempt", inTab: h.Mark, disabled: m.history.NoAttempt, run: do(m.history.MarkSelected)},
		{name: "Filter the history", inTab: h.Filter, disabled: m.history.NoList, run: do(m.history.StartFilter)},
		{name: "Compare the selected attempt", inTab: h.Compare, disabled: m.history.NoAttempt, run: do(m.history.CompareSelected)},
		{name: "Remove attempts from the history", inTab: h.Purge, disabled: m.history.NoList, run: do(m.history.ChoosePurge)},
		{name: "Keep tokens in the history, on or off", inTab: h.Tokens, run: do(m.history.SwitchKeepTokens)},
		{name: "Report for Ripio's support", key: k.Report, letter: k.PlainReport, inTab: h.Report, disabled: m.handover.NoReport, run: m.handover.Report},
		{name: "Negative tests", disabled: m.sends.NoTest, run: do(m.sends.ChooseTest)},
		{name: "Are these keys for the other environment", disabled: m.sends.NoSwapTest, run: do(m.sends.AskSwapTest)},
		{name: "Renew by itself, on or off", disabled: m.sends.NoRenewals, run: do(m.sends.SwitchRenewals)},
		{name: "Store the trimmed secret", disabled: m.sends.NoTrimmed, run: do(func() { m.profiles.StoreTrimmed(m.selected.Whole(), m.selected.SecretKey().Environment) })},
		{name: "About these credentials", disabled: m.selected.NoProfile, run: do(func() { m.dialogs.Open(aboutCredentials(m)) })},
		{name: "Show the secret for 10 seconds", disabled: func() string { return cmp.Or(m.curtain.Refuses(), m.selected.NoProfile()) }, run: func() tea.Cmd {
			return credentials.Fetch(m.deps.Profiles.Secrets, m.selected.SecretKey(), m.selected.Account().Secret)
		}},
		{name: "Find what was left behind", run: m.profiles.FindOrphans},
		{name: "Show all of the tab, or wrap its lines", letter: r.Whole, disabled: m.result.NoWhole, run: do(m.result.SwitchWhole)},
		{name: "Search", letter: k.Search, run: func() tea.Cmd { return search(m) }},
		{name: "Next match", letter: k.SearchNext, run: says(m, func() string { return m.result.SearchNext(1) })},
		{name: "Previous match", letter: k.SearchPrevious, run: says(m, func() string { return m.result.SearchNext(-1) })},
		{name: "Curtain: hide values, on or off", key: k.Curtain, run: func() tea.Cmd { return drawCurtain(m) }},
		{name: "One pane alone, to select its text", letter: k.Alone, run: m.switchAlone},
		{name: "Mouse on or off", letter: k.Mouse, run: m.settings.SwitchMouse},
		{name: "Settings", run: do(func() { m.settings.OpenList("") })},
		{name: "Messages: the last notices", run: do(func() { m.dialogs.Open(m.status.log.Dialog(m.settings.Zone())) })},
		{name: "Guide: explain what is selected", letter: k.Guide, run: do(func() { explainSelected(m) })},
		{name: "Guide: all pages", run: do(guideHost(m).List)},
		{name: "Commands", unlisted: true, key: k.Palette, letter: k.PlainPalette, run: do(m.chooseCommand)},
		{name: "Help", key: k.Help, letter: k.PlainHelp, run: do(m.openHelp)},
		{name: "Suspend: back to the shell, fg returns", key: k.Suspend, run: func() tea.Cmd { return tea.Suspend }},
		{name: "Quit", key: k.Quit, letter: k.PlainQuit, run: m.quit},
	}
}

// find returns the action with that key. Letters count only outside text fields.
func (list actions) find(name string, letters bool) (action, bool) {
	for _, a := range list {
		if matches(name, a.key) || letters && matches(name, a.letter) {
			return a, true
		}
	}
	return action{}, false
}

// perform does an action, or says why it cannot be done.
func (m *Model) perform(a action) tea.Cmd {
	if why := a.unavailable(); why != "" {
		m.status.say(finding.LevelNote, strings.ToLower(a.name[:1])+a.name[1:]+": "+why)
		return nil
	}
	return a.run()
}

// search asks what to look for in the open tab; the history has a filter.
func search(m *Model) tea.Cmd {
	if m.result.Tab() == result.History {
		m.history.StartFilter()
		return nil
	}
	return says(m, func() string {
		why := m.result.StartSearch()
		if why == "" {
			m.form.SetFocus(request.FocusResult)
		}
		return why
	})()
}

func aboutCredentials(m *Model) dialog.Dialog {
	return m.credentials.About(m.selected.RecordKey(), m.selected.Account(), m.settings.Zone(), m.deps.Profiles.Store.Path())
}

// drawCurtain hides what is secret on the screen, or shows it again.
func drawCurtain(m *Model) tea.Cmd {
	m.credentials.Reveal.Hide()
	m.status.say(finding.LevelNote, m.curtain.Switch())
	return m.followSettings()
}

func (m *Model) newExternalRef() {
	m.setUser(profiles.User{ExternalRef: m.deps.NewExternalRef(), Address: m.form.Address.Value()})
	m.status.say(finding.LevelOK, "new external_ref: it stands for a new user")
}

// openTab opens a tab of the result, which comes forward where only one pane fits.
func openTab(m *Model, tab result.Tab) func() tea.Cmd {
	return do(func() {
		forward := m.screen.onePane()
		switch tab {
		case result.History: // another window may have written to the file
			m.history.Written()
			m.result.OpenHistory()
			forward = true
		case result.Widget:
			m.widget.Leave()
			m.result.SetTab(tab)
			forward = true
		default:
			m.result.SetTab(tab)
		}
		if forward {
			m.form.SetFocus(request.FocusResult)
		}
	})
}

func (m *Model) chooseCommand() {
	var choices []dialog.Choice
	inTab := m.keyboard().inHistory() || m.keyboard().inWidget()
	for _, a := range append(causeActions(m), m.actions...) {
		if a.unlisted {
			continue
		}
		choices = append(choices, dialog.Choice{Name: a.name, Hint: a.hint(inTab), Unavailable: a.unavailable(),
			Run: func() tea.Cmd { return m.perform(a) }})
	}
	m.dialogs.Open(dialog.NewPalette("Commands", choices))
}
