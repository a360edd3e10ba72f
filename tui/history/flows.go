package history

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
)

// Host is what the tab may do with the explorer.
type Host struct {
	dialog.Host
	// InFront reports whether the list has the keyboard, TakeKeys gives it the keyboard.
	InFront  func() bool
	TakeKeys func()
	// Busy says why nothing else can be shown or sent now; empty when it can.
	Busy func() string
	// Show opens an attempt in the other tabs, Send sends what is selected.
	Show func(profiles.Attempt) tea.Cmd
	Send func() tea.Cmd
	// Profile finds a profile. IsSelected reports whether a request for whom an exchange
	// was is selected, Select selects it.
	Profile    func(name string) (profiles.Profile, bool)
	IsSelected func(ripio.Exchange) bool
	Select     func(ripio.Exchange) tea.Cmd
}

// pressed takes a key of the list.
func (m *Model) pressed(msg tea.KeyMsg) (cmd tea.Cmd, taken bool) {
	by, moves := m.Keys.Moves(msg, m.scroll.Room)
	switch k := m.Keys; {
	case key.Matches(msg, k.Filter):
		m.StartFilter()
	case key.Matches(msg, k.Causes):
		m.host.Say(finding.LevelNote, "enter opens the attempt; what can be done about it is shown there")
	case key.Matches(msg, k.Resend):
		return m.ResendSelected(), true
	case key.Matches(msg, k.Tokens):
		m.SwitchKeepTokens()
	case key.Matches(msg, k.Purge):
		m.ChoosePurge()
	case key.Matches(msg, k.Mark):
		m.MarkSelected()
	case key.Matches(msg, k.Compare):
		m.CompareSelected()
	default:
		m.Move(by)
		return nil, moves
	}
	return nil, true
}

// MarkSelected chooses the selected attempt for comparison, or takes its mark away.
func (m *Model) MarkSelected() {
	attempt, selected := m.Selected()
	switch {
	case !selected:
		m.host.Say(finding.LevelNote, noneSelected)
	case m.marked == attempt.ID:
		m.marked = ""
		m.host.Say(finding.LevelNote, "no attempt is marked")
	default:
		m.marked = attempt.ID
		m.host.Say(finding.LevelNote, "marked; "+m.Keys.Compare.Help().Key+" on another attempt compares the two")
	}
}

// CompareSelected opens the selected attempt beside the marked one, or beside the one
// before it of the same profile.
func (m *Model) CompareSelected() {
	comparison, ok := m.compare()
	if _, selected := m.Selected(); !selected {
		m.host.Say(finding.LevelNote, noneSelected)
		return
	}
	if !ok {
		m.host.Say(finding.LevelNote, "there is no older attempt of this profile; "+m.Keys.Mark.Help().Key+" marks one to compare with")
		return
	}
	m.host.Dialogs.Open(comparison)
}

// SwitchKeepTokens decides whether sends of this run keep their token. It asks before
// anything is written.
func (m *Model) SwitchKeepTokens() {
	if m.KeepTokens {
		m.KeepTokens = false
		m.host.Say(finding.LevelOK, "tokens are no longer written into the history; those in it stay until they are purged")
		return
	}
	menu := dialog.NewMenu("Tokens in the history", []dialog.Choice{
		{Name: "Write no tokens"},
		{Name: "Write them from now on", Detail: "until the program ends", Run: func() tea.Cmd {
			m.KeepTokens = true
			m.host.Say(finding.LevelWarning, "from now until the program ends, tokens are written into the history; whoever reads the file can use them")
			return nil
		}},
	})
	menu.Hints = "Whoever reads the history file can use the tokens in it."
	m.host.Dialogs.Open(menu)
}

// oldAge is the age from which attempts are offered for removal.
const oldAge = 30 * 24 * time.Hour

// ChoosePurge asks which attempts are to go.
func (m *Model) ChoosePurge() {
	if len(m.attempts) == 0 {
		m.host.Say(finding.LevelNote, "there is nothing to remove")
		return
	}
	choice := func(name, words string, what profiles.PurgeChoice) dialog.Choice {
		count := m.count(what)
		c := dialog.Choice{Name: name, Detail: phrase.Plural(count, "attempt"), Run: func() tea.Cmd {
			m.confirmPurge(what, words)
			return nil
		}}
		if count == 0 {
			c.Unavailable = "none"
		}
		return c
	}
	var choices []dialog.Choice
	selected, ok := m.Selected()
	if ok && selected.ID != "" {
		at := "of " + strings.TrimSpace(m.shortTime(selected.Exchange.SentAt))
		choices = append(choices, choice("The selected one", at, profiles.PurgeChoice{ID: selected.ID}))
		choices[0].Detail = at + ", " + visible.Line(ProfileName(selected.Exchange))
	}
	if name := selected.Exchange.Profile; name != "" {
		choices = append(choices, choice("Those of "+name, "of "+visible.Line(name), profiles.PurgeChoice{Profile: name}))
	}
	choices = append(choices,
		choice("Older than 30 days", "older than 30 days", profiles.PurgeChoice{Before: m.Now().Add(-oldAge)}),
		choice("All of them", "of the whole history", profiles.PurgeChoice{}))
	menu := dialog.NewMenu("Remove attempts from the history", choices)
	menu.Hints = "The number is confirmed before anything is removed."
	m.host.Dialogs.Open(menu)
}

// confirmPurge names the number and asks once more. words say which they are.
func (m *Model) confirmPurge(what profiles.PurgeChoice, words string) {
	count := phrase.Plural(m.count(what), "attempt")
	file := m.file
	menu := dialog.NewMenu("Remove "+count+" "+words, []dialog.Choice{
		{Name: "Keep them", Run: func() tea.Cmd {
			m.host.Say(finding.LevelNote, "nothing was removed")
			return nil
		}},
		{Name: "Remove " + count, Run: func() tea.Cmd {
			return m.host.Keep(func() tea.Msg {
				removed, err := file.Purge(what)
				return PurgedMsg{Removed: removed, Err: err}
			})
		}},
	})
	menu.Hints = "This cannot be undone. What is known of error responses stays."
	m.host.Dialogs.Open(menu)
}

// PurgedMsg tells how many attempts were removed.
type PurgedMsg struct {
	Removed int
	Err     error
}

func (m *Model) purged(msg PurgedMsg) {
	m.Written()
	if msg.Err != nil {
		m.host.Say(finding.LevelFailure, "not removed: "+visible.Line(msg.Err.Error()))
		return
	}
	m.host.Say(finding.LevelOK, fmt.Sprintf("%s removed from the history", phrase.Plural(msg.Removed, "attempt")))
}
