package tui

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/field"
)

// chooseProfile opens the profile picker.
func (m *Model) chooseProfile() {
	menu := dialog.NewMenu("Profiles", m.profileChoices())
	menu.Select(m.profile)
	menu.Empty = "No profiles yet. ^N adds one."
	menu.Refresh, menu.Yields = m.profileChoices, true
	menu.Keys = func(msg tea.KeyMsg) (tea.Cmd, bool) { return m.pressedInProfiles(msg, menu) }
	menu.Hints = "enter use  ^N add  ^O edit  ^D duplicate  ^X delete  ^U undo delete  ^L begin with it  ^K forget all of it"
	m.open(menu)
}

func (m *Model) profileChoices() []dialog.Choice {
	var choices []dialog.Choice
	for _, p := range m.book.Profiles {
		var parts []string
		if chosen, ok := m.book.Default(); ok && chosen.Name == p.Name {
			parts = append(parts, "begins")
		}
		if p.Country != "" {
			parts = append(parts, p.Country)
		}
		for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
			if account := p.Account(name); account.ClientID != "" {
				parts = append(parts, string(name)+" ("+account.Secret.Label()+")")
			}
		}
		if len(parts) == 0 {
			parts = append(parts, "no credentials yet")
		}
		choices = append(choices, dialog.Choice{Name: p.Name, Detail: strings.Join(parts, ", "), Run: func() tea.Cmd { return m.chooseToArm(p.Name) }})
	}
	return choices
}

// chooseToArm arms a profile that was picked.
func (m *Model) chooseToArm(name string) tea.Cmd {
	m.armProfile(name)
	m.status.say(finding.LevelNote, "profile "+visible.Line(m.profile)+" is selected for "+m.environment.Name.Label())
	return m.armedRecord()
}

// pressedInProfiles handles the keys that only the profile picker has.
func (m *Model) pressedInProfiles(msg tea.KeyMsg, menu *dialog.Menu) (cmd tea.Cmd, done bool) {
	name := msg.String()
	choice, ok := menu.Selected()
	selected, _ := m.book.Find(choice.Name)
	switch {
	case matches(name, m.keys.Add):
		m.addProfile()
	case matches(name, m.keys.Undo) && (len(m.removed) > 0 || menu.Filter() == ""):
		return m.undoDelete(), true
	case !ok:
		return nil, false
	case matches(name, m.keys.Edit):
		m.editProfile(selected)
	case matches(name, m.keys.Duplicate):
		return m.carryOut(&saving{duplicate: selected.Name}), true
	case matches(name, m.keys.Default):
		return m.writes.keep(setDefaultProfile(m.deps.Profiles, selected.Name)), true
	case matches(name, m.keys.Forget):
		m.askForget(selected.Name)
	case matches(name, m.keys.Delete):
		return m.writes.keep(removeProfile(m.deps.Profiles, selected.Name)), true
	default:
		return nil, false
	}
	return nil, true
}

func (m *Model) addProfile() { m.editProfile(profiles.Profile{}) }

// removed is a deleted profile that undo takes back; the last one comes first.
type removed struct {
	name string
	// armed tells that it was the armed profile.
	armed bool
}

func (m *Model) undoDelete() tea.Cmd {
	if len(m.removed) == 0 {
		m.status.say(finding.LevelNote, "there is no deletion of this run to take back")
		return nil
	}
	return m.writes.keep(restoreProfile(m.deps.Profiles, m.removed[len(m.removed)-1].name))
}

// newForgetPrompt asks for the profile's name before all of it is removed.
func newForgetPrompt(profile string) *dialog.Prompt {
	p := &dialog.Prompt{
		Title: "Forget " + profile,
		Text: "Removes the profile, its stored secrets in every place, its test users and its records. " +
			"This cannot be undone. Type the profile's name to go on: " + profile,
		Input:       field.New(""),
		Foot:        "enter removes it all, esc goes back",
		Environment: ripio.Production,
	}
	p.Input.Focus()
	return p
}

// askForget asks for the profile's name before everything of it is removed.
func (m *Model) askForget(name string) {
	prompt := newForgetPrompt(visible.Line(name))
	prompt.Accept = func(text string) dialog.Answer {
		return confirmName(text, name, removedNothing, func() tea.Cmd {
			m.dialogs.Clear()
			return m.writes.keep(forgetProfile(m.deps.Profiles, name))
		})
	}
	m.open(prompt)
}

// profilesMsg brings the profiles after they were loaded or changed.
type profilesMsg struct {
	book     profiles.Book
	warnings []profiles.Warning
	// done words the change for the status line; empty after the first loading.
	done string
	// arm is the profile to use from now on; empty for no change.
	arm string
	// removed is the name of the profile that was deleted, for taking it back;
	// restored of the one that is back, forgotten of the one nothing is left of.
	removed, restored, forgotten string
	// selected is the profile that the list shows as chosen; empty for no change.
	selected string
	// of is the change that this is the result of; nil for those that store no
	// secret.
	of *saving
	// partly tells that book holds in spite of err.
	partly bool
	// report tells the outcome of what cannot be told in a line.
	report []string
	err    error
}

// change is a command that changes profiles; done and arm are what follows when
// it worked.
func change(done, arm string, work func(context.Context) (profiles.Book, []profiles.Warning, error)) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := work(context.Background())
		return profilesMsg{book: book, warnings: warnings, done: done, arm: arm, err: err}
	}
}

func loadProfiles(manager *profiles.Manager, done string) tea.Cmd {
	return change(done, "", func(ctx context.Context) (profiles.Book, []profiles.Warning, error) {
		recovered := manager.Recover(ctx)
		book, warnings, err := manager.Store.Load()
		return book, append(recovered, warnings...), err
	})
}

// useBackup goes back to the profiles before the file was damaged.
func useBackup(manager *profiles.Manager) tea.Cmd {
	return change("the backup is in use; the damaged file was kept beside it", "",
		func(context.Context) (profiles.Book, []profiles.Warning, error) { return manager.Store.UseBackup() })
}

// setAside renames a damaged file, so that there are no profiles again.
func setAside(manager *profiles.Manager) tea.Cmd {
	return func() tea.Msg {
		path, err := manager.Store.SetAside()
		return profilesMsg{done: "the damaged file is now " + path, err: err}
	}
}

func removeProfile(manager *profiles.Manager, name string) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := manager.Remove(context.Background(), name)
		return removal(name, book, warnings, err)
	}
}

func restoreProfile(manager *profiles.Manager, name string) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := manager.Restore(context.Background(), name)
		return profilesMsg{book: book, warnings: warnings, done: name + " is back", restored: name, selected: name, err: err}
	}
}

// removal words a deletion: also what of the profile is still there.
func removal(name string, book profiles.Book, warnings []profiles.Warning, err error) profilesMsg {
	msg := profilesMsg{book: book, removed: name, err: err, done: name + " deleted; ^U in the profile list takes it back"}
	if len(warnings) == 0 {
		return msg
	}
	var left []string
	for _, warning := range warnings {
		left = append(left, warning.Text)
	}
	text := name + " deleted; its " + strings.Join(left, "; its ") + "; ^U takes it back"
	msg.warnings = []profiles.Warning{{Text: text}}
	return msg
}

// overwriteRemoval deletes a profile that was changed meanwhile.
func overwriteRemoval(manager *profiles.Manager, conflict *profiles.ConflictError) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := manager.Overwrite(context.Background(), conflict, nil)
		return removal(conflict.Name, book, warnings, err)
	}
}

func setDefaultProfile(manager *profiles.Manager, name string) tea.Cmd {
	return change(name+" is the profile to begin with", "",
		func(context.Context) (profiles.Book, []profiles.Warning, error) {
			book, err := manager.Store.SetDefault(name)
			return book, nil, err
		})
}

// forgetProfile removes everything that is kept of a profile and reports it.
func forgetProfile(manager *profiles.Manager, name string) tea.Cmd {
	return func() tea.Msg {
		book, report, err := manager.Forget(context.Background(), name)
		lines := append([]string{"Removed"}, report.Removed...)
		if len(report.NotReached) > 0 {
			lines = append(lines, "", "Not reached")
			lines = append(lines, report.NotReached...)
		}
		return profilesMsg{book: book, done: name + " is forgotten", report: lines, forgotten: name, err: err}
	}
}

// orphansMsg brings what was left behind.
type orphansMsg struct {
	orphans []profiles.Orphan
	notSeen []string
	// former are the profiles that were deleted and not forgotten.
	former []string
	err    error
}

// findOrphans looks for secrets without a profile, for old files, and for what is
// left of deleted profiles.
func (m *Model) findOrphans() tea.Cmd {
	manager := m.deps.Profiles
	return func() tea.Msg {
		orphans, notSeen, err := manager.Orphans(context.Background())
		return orphansMsg{orphans: orphans, notSeen: notSeen, former: manager.Former(orphans), err: err}
	}
}

func (m *Model) orphansFound(msg orphansMsg) {
	if msg.err != nil {
		m.status.say(finding.LevelWarning, visible.Line(msg.err.Error()))
		return
	}
	const title = "Left behind"
	if len(msg.former) == 0 {
		m.showLater(title, msg.lines())
		return
	}
	m.whenFree(func() tea.Cmd {
		m.offerToForget(msg.former, &dialog.Text{Title: title, Lines: msg.lines()})
		return nil
	})
}

// lines list the leftovers.
func (msg orphansMsg) lines() []string {
	var lines []string
	for _, orphan := range msg.orphans {
		what := orphan.Path
		if orphan.Kind == profiles.OrphanSecret {
			what = string(orphan.Place) + ", " + orphan.Key.Profile + " " + string(orphan.Key.Environment)
		}
		lines = append(lines, string(orphan.Kind)+": "+what, "  "+orphan.Reason)
	}
	if len(lines) == 0 {
		lines = []string{"No secret and no file was left behind."}
	} else {
		lines = append(lines, "", "ripio-explorer profiles orphans removes them one by one.")
	}
	for _, place := range msg.notSeen {
		lines = append(lines, "", "Not looked into: "+place)
	}
	return lines
}

// offerToForget lists the profiles that were deleted and of which something is left,
// and leads to the report about secrets and files.
func (m *Model) offerToForget(former []string, report *dialog.Text) {
	var choices []dialog.Choice
	for _, name := range former {
		choices = append(choices, dialog.Choice{Name: visible.Line(name), Detail: "was deleted; enter forgets its secrets, test users and history",
			Run: func() tea.Cmd {
				m.askForget(name)
				return nil
			}})
	}
	choices = append(choices, dialog.Choice{Name: "Show the secrets and files", Detail: "that were left behind", Run: func() tea.Cmd {
		m.open(report)
		return nil
	}})
	m.open(dialog.NewMenu(report.Title, choices))
}
