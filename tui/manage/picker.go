package manage

import (
	"context"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/field"
)

// OpenList lists the profiles with the selected one in front; choose gets the name
// of the one that is picked.
func (p *Profiles) OpenList(selected string, choose func(name string) tea.Cmd) {
	k := p.Keys
	menu := dialog.NewMenu("Profiles", p.choices(choose))
	list := func() []dialog.Choice {
		menu.EmptyActs = []key.Binding{k.Add}
		if len(p.removed) > 0 {
			menu.EmptyActs = append(menu.EmptyActs, k.Undo)
		}
		return p.choices(choose)
	}
	menu.SetChoices(list())
	menu.Select(selected)
	menu.Empty = "No profiles yet."
	menu.Refresh, menu.Yields = list, true
	menu.Act = func(msg tea.KeyMsg) (tea.Cmd, bool) { return p.pressed(msg, menu) }
	menu.Acts = []key.Binding{k.Add, k.Edit, k.Duplicate, k.Delete, k.Undo, k.Default, k.Forget}
	p.Dialogs.Open(menu)
}

func (p *Profiles) choices(choose func(name string) tea.Cmd) []dialog.Choice {
	var choices []dialog.Choice
	book := p.Book()
	for _, profile := range book.Profiles {
		var parts []string
		if chosen, ok := book.Default(); ok && chosen.Name == profile.Name {
			parts = append(parts, "begins")
		}
		if profile.Country != "" {
			parts = append(parts, profile.Country)
		}
		for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
			if account := profile.Account(name); account.ClientID != "" {
				parts = append(parts, string(name)+" ("+account.Secret.Label()+")")
			}
		}
		if len(parts) == 0 {
			parts = append(parts, "no credentials yet")
		}
		choices = append(choices, dialog.Choice{Name: profile.Name, Detail: strings.Join(parts, ", "), Run: func() tea.Cmd { return choose(profile.Name) }})
	}
	return choices
}

// pressed handles the keys that only the profile picker has.
func (p *Profiles) pressed(msg tea.KeyMsg, menu *dialog.Menu) (cmd tea.Cmd, done bool) {
	k := p.Keys
	choice, ok := menu.Selected()
	selected, _ := p.Book().Find(choice.Name)
	switch {
	case key.Matches(msg, k.Add):
		p.Add()
	case key.Matches(msg, k.Undo):
		return p.undoDelete(choice.Name), true
	case !ok:
		return nil, false
	case key.Matches(msg, k.Edit):
		p.Edit(selected)
	case key.Matches(msg, k.Duplicate):
		return p.carryOut(&saving{duplicate: selected.Name}), true
	case key.Matches(msg, k.Default):
		return p.Keep(setDefaultProfile(p.Manager, selected.Name)), true
	case key.Matches(msg, k.Forget):
		p.askForget(selected.Name)
	case key.Matches(msg, k.Delete):
		return p.Keep(removeProfile(p.Manager, selected.Name)), true
	default:
		return nil, false
	}
	return nil, true
}

// Add opens the form of a new profile.
func (p *Profiles) Add() { p.Edit(profiles.Profile{}) }

// removed is a deleted profile that undo takes back; the last one comes first.
type removed struct {
	name string
	// selected tells that it was the selected profile.
	selected bool
}

// TookAway notes a deletion, and whether its profile was selected then.
func (p *Profiles) TookAway(name string, selected bool) {
	p.removed = append(p.removed, removed{name, selected})
}

// TakenBack drops a deletion that cannot be undone any more, and reports whether its
// profile was selected then.
func (p *Profiles) TakenBack(name string) (selected bool) {
	p.removed = slices.DeleteFunc(p.removed, func(r removed) bool {
		mine := strings.EqualFold(r.name, name)
		selected = selected || mine && r.selected
		return mine
	})
	return selected
}

// undoDelete takes the last deletion back, from a list that is on a profile.
func (p *Profiles) undoDelete(on string) tea.Cmd {
	if len(p.removed) == 0 {
		p.Say(finding.LevelNote, "there is no deletion of this run to take back")
		return nil
	}
	return p.Keep(restoreProfile(p.Manager, p.removed[len(p.removed)-1].name, on))
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
func (p *Profiles) askForget(name string) {
	prompt := newForgetPrompt(visible.Line(name))
	prompt.Accept = func(text string) dialog.Answer {
		return dialog.ConfirmName(text, name, "Nothing was removed.", func() tea.Cmd {
			p.Dialogs.Clear()
			return p.Keep(forgetProfile(p.Manager, name))
		})
	}
	p.Dialogs.Open(prompt)
}

func removeProfile(manager *profiles.Manager, name string) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := manager.Remove(context.Background(), name)
		return removal(name, book, warnings, err)
	}
}

func restoreProfile(manager *profiles.Manager, name, on string) tea.Cmd {
	return func() tea.Msg {
		book, warnings, err := manager.Restore(context.Background(), name)
		return ChangedMsg{Book: book, Warnings: warnings, Done: name + " is back", Restored: name, on: on, show: name, Err: err}
	}
}

// removal words a deletion: also what of the profile is still there.
func removal(name string, book profiles.Book, warnings []profiles.Warning, err error) ChangedMsg {
	msg := ChangedMsg{Book: book, Removed: name, Err: err, Done: name + " deleted; u in the profile list takes it back"}
	if len(warnings) == 0 {
		return msg
	}
	var left []string
	for _, warning := range warnings {
		left = append(left, warning.Text)
	}
	text := name + " deleted; its " + strings.Join(left, "; its ") + "; u takes it back"
	msg.Warnings = []profiles.Warning{{Text: text}}
	return msg
}

func setDefaultProfile(manager *profiles.Manager, name string) tea.Cmd {
	return change(name+" is the profile to begin with",
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
		return ChangedMsg{Book: book, Done: name + " is forgotten", Report: lines, Forgotten: name, Err: err}
	}
}
