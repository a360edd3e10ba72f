package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/profileform"
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
	m.status.say(finding.LevelNote, "profile "+visible.Line(m.profile)+" is armed for "+m.environment.Name.Label())
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

// editProfile opens the form on a profile, the zero profile for a new one.
func (m *Model) editProfile(p profiles.Profile) *profileform.Form {
	form := profileform.New(p)
	form.Save = func() tea.Cmd { return m.saveProfile(form) }
	form.Stop = func() bool { return m.stopSaving(form) }
	m.open(form)
	return form
}

// saveProfile writes what the form holds; the form stays open until it is on
// the disk.
func (m *Model) saveProfile(form *profileform.Form) tea.Cmd {
	profile, err := form.Profile()
	if err != nil {
		form.Remark = draw.Sentence(visible.Line(err.Error()))
		return nil
	}
	previous := form.Original().Name
	if other, taken := m.book.Find(profile.Name); taken && !strings.EqualFold(other.Name, previous) {
		form.Remark = "There is a profile of that name already."
		return nil
	}
	if form.WritesPlain() {
		m.warnOfPlainFile(form)
		return nil
	}
	m.dialogs.Clear() // saving leads to the explorer
	m.open(form)
	return m.carryOut(&saving{
		form: form, typed: form.Contents(),
		previous: previous, profile: profile, secrets: form.Secrets(),
	})
}

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
