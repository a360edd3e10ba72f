package tui

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
)

// purge is what a person is asked about before attempts are removed for good.
type purge struct {
	choice profiles.PurgeChoice
	// words complete "remove 3 attempts".
	words string
}

// oldAge is the age from which attempts are offered for removal.
const oldAge = 30 * 24 * time.Hour

// choosePurge asks which attempts are to go.
func (m *Model) choosePurge() {
	if m.history.Len() == 0 {
		m.status.say(finding.LevelNote, "there is nothing to remove")
		return
	}
	choice := func(name string, p purge) dialog.Choice {
		count := m.history.Count(p.choice)
		c := dialog.Choice{Name: name, Detail: phrase.Plural(count, "attempt"), Run: func() tea.Cmd { return m.confirmPurge(p) }}
		if count == 0 {
			c.Unavailable = "none"
		}
		return c
	}
	var choices []dialog.Choice
	if selected, _ := m.history.Selected(); selected.Exchange.Profile != "" {
		name := selected.Exchange.Profile
		choices = append(choices, choice("Those of "+name, purge{profiles.PurgeChoice{Profile: name}, " of " + visible.Line(name)}))
	}
	choices = append(choices,
		choice("Older than 30 days", purge{profiles.PurgeChoice{Before: m.deps.Now().Add(-oldAge)}, " older than 30 days"}),
		choice("All of them", purge{words: " of the whole history"}))
	menu := dialog.NewMenu("Remove attempts from the history", choices)
	menu.Hints = "The number is confirmed before anything is removed."
	m.open(menu)
}

// confirmPurge names the number and asks once more.
func (m *Model) confirmPurge(p purge) tea.Cmd {
	count := phrase.Plural(m.history.Count(p.choice), "attempt")
	menu := dialog.NewMenu("Remove "+count+p.words, []dialog.Choice{
		{Name: "Keep them", Run: func() tea.Cmd {
			m.status.say(finding.LevelNote, "nothing was removed")
			return nil
		}},
		{Name: "Remove " + count, Run: func() tea.Cmd {
			return m.writes.keep(purgeHistory(m.deps.Profiles.History, p.choice))
		}},
	})
	menu.Hints = "This cannot be undone. What is known of lifetimes and of error answers stays."
	m.open(menu)
	return nil
}

// purgedMsg tells how many attempts were removed.
type purgedMsg struct {
	removed int
	err     error
}

func purgeHistory(history *profiles.History, what profiles.PurgeChoice) tea.Cmd {
	return func() tea.Msg {
		removed, err := history.Purge(what)
		return purgedMsg{removed: removed, err: err}
	}
}

func (m *Model) purged(msg purgedMsg) {
	m.history.Written()
	if msg.err != nil {
		m.status.say(finding.LevelFailure, "not removed: "+visible.Line(msg.err.Error()))
		return
	}
	m.status.say(finding.LevelOK, fmt.Sprintf("%s removed from the history", phrase.Plural(msg.removed, "attempt")))
}
