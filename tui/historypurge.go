package tui

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// purge is what a person is asked about before attempts are removed for good.
type purge struct {
	choice profiles.PurgeChoice
	// words complete "remove 3 attempts".
	words string
}

// oldAge is the age from which attempts are offered for removal.
const oldAge = 30 * 24 * time.Hour

// The choices of the purge menu.
const (
	purgeProfile = "profile"
	purgeOld     = "old"
	purgeAll     = "all"
)

// purgeOf returns the meaning of a choice. The profile is the selected attempt's.
func (m *Model) purgeOf(id string) purge {
	switch id {
	case purgeProfile:
		selected, _ := m.history.Selected()
		name := selected.Exchange.Profile
		return purge{profiles.PurgeChoice{Profile: name}, " of " + visible.Line(name)}
	case purgeOld:
		return purge{profiles.PurgeChoice{Before: m.deps.Now().Add(-oldAge)}, " older than 30 days"}
	}
	return purge{words: " of the whole history"}
}

// purgeCount tells how many attempts a purge would remove, as far as they were
// read.
func (m *Model) purgeCount(p purge) int {
	count := 0
	for _, attempt := range m.history.attempts {
		e := attempt.Exchange
		if (p.choice.Profile == "" || strings.EqualFold(e.Profile, p.choice.Profile)) &&
			(p.choice.Before.IsZero() || e.SentAt.Before(p.choice.Before)) {
			count++
		}
	}
	return count
}

// choosePurge asks which attempts are to go.
func (m *Model) choosePurge() {
	if len(m.history.attempts) == 0 {
		m.status.say(finding.LevelNote, "there is nothing to remove")
		return
	}
	item := func(id, name string) menuItem {
		count := m.purgeCount(m.purgeOf(id))
		it := menuItem{id: id, name: name, detail: draw.Plural(count, "attempt", "attempts")}
		if count == 0 {
			it.unavailable = "none"
		}
		return it
	}
	var items []menuItem
	if selected, _ := m.history.Selected(); selected.Exchange.Profile != "" {
		items = append(items, item(purgeProfile, "Those of "+selected.Exchange.Profile))
	}
	items = append(items, item(purgeOld, "Older than 30 days"), item(purgeAll, "All of them"))
	menu := newMenu("Remove attempts from the history", items)
	menu.hints = "The number is confirmed before anything is removed."
	m.openMenu(menuPurge, menu)
}

// confirmPurge names the number and asks once more.
func (m *Model) confirmPurge(id string) {
	m.history.purging = m.purgeOf(id)
	count := draw.Plural(m.purgeCount(m.history.purging), "attempt", "attempts")
	menu := newMenu("Remove "+count+m.history.purging.words, []menuItem{
		{id: "keep", name: "Keep them"},
		{id: "remove", name: "Remove " + count},
	})
	menu.hints = "This cannot be undone. What is known of lifetimes and of error answers stays."
	m.openMenu(menuPurgeConfirm, menu)
}

// purgedMsg tells how many attempts were removed.
type purgedMsg struct {
	removed int
	err     error
}

func (m *Model) purgeDecided(choice string) tea.Cmd {
	if choice != "remove" {
		m.status.say(finding.LevelNote, "nothing was removed")
		return nil
	}
	book, what := m.deps.Profiles.History, m.history.purging.choice
	return m.writes.keep(func() tea.Msg {
		removed, err := book.Purge(what)
		return purgedMsg{removed: removed, err: err}
	})
}

func (m *Model) purged(msg purgedMsg) {
	m.history.fresh = false
	if msg.err != nil {
		m.status.say(finding.LevelFailure, "not removed: "+visible.Line(msg.err.Error()))
		return
	}
	m.status.say(finding.LevelOK, fmt.Sprintf("%s removed from the history", draw.Plural(msg.removed, "attempt", "attempts")))
}
