package tui

import (
	"fmt"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

func (m *Model) newHistory() history.Model {
	h := history.New(m.deps.Profiles.History, m.styles, m.deps.Now, m.deps.Local)
	h.UserName = m.userName
	return h
}

// userName is the name that the book of test users has for the user of an
// exchange; empty when there is none.
func (m *Model) userName(e ripio.Exchange) string {
	return m.users.Name(e)
}

// loadHistory reads the file when the tab is open and something was written.
func (m *Model) loadHistory() tea.Cmd {
	if m.result.Tab() != result.History {
		return nil
	}
	return m.history.Load()
}

// openHistory shows the tab of earlier sends. The file is read anew: another
// window may have written to it.
func (m *Model) openHistory() tea.Cmd {
	if m.result.Tab() != result.History {
		m.beforeHistory = m.result.Tab()
	}
	m.history.Written()
	m.result.SetTab(result.History)
	m.setFocus(request.FocusResult)
	return nil
}

// inHistory reports whether keys go to the list of earlier sends.
func (m *Model) inHistory() bool {
	return m.dialogs.Empty() && m.result.Tab() == result.History && m.form.Focus == request.FocusResult
}

// filtering reports whether letters go to the filter.
func (m *Model) filtering() bool { return m.inHistory() && m.history.Filtering() }

// leaveHistory steps back: out of the filter, then out of the tab.
func (m *Model) leaveHistory() {
	if m.history.ClearFilter() {
		return
	}
	m.closeAttempt()
	m.result.SetTab(m.beforeHistory)
}

// noHistory says why nothing can be done with the list; empty when it is open.
func (m *Model) noHistory() string {
	if !m.inHistory() {
		return "the history is not open; ^L opens it"
	}
	return ""
}

// pressedInHistory takes a key of the tab, and reports whether it was one.
func (m *Model) pressedInHistory(msg tea.KeyMsg) (cmd tea.Cmd, done bool) {
	name, k := msg.String(), m.history.Keys
	if m.form.Focus != request.FocusResult && (name == "up" || name == "down") {
		return nil, false // they move in the form
	}
	switch attempt, selected := m.history.Selected(); {
	case key.Matches(msg, k.Tokens):
		m.switchKeepTokens()
	case key.Matches(msg, k.Purge):
		m.choosePurge()
	case key.Matches(msg, k.Filter):
		m.startFilter()
	case key.Matches(msg, m.keys.Causes):
		m.status.say(finding.LevelNote, "enter opens the attempt; what can be done about it is shown there")
	case key.Matches(msg, k.Mark, k.Resend) && !selected:
		m.status.say(finding.LevelNote, "no attempt is selected")
	case key.Matches(msg, k.Mark):
		text := "no attempt is marked"
		if m.history.Mark() {
			text = "marked; c on another attempt compares the two"
		}
		m.status.say(finding.LevelNote, text)
	case key.Matches(msg, k.Compare):
		m.compareSelected()
	case key.Matches(msg, k.Resend):
		return m.resend(attempt), true
	default:
		return nil, m.history.Update(msg)
	}
	return nil, true
}

func (m *Model) startFilter() {
	m.history.BeginFilter()
	m.setFocus(request.FocusResult)
}

// compareSelected compares the selected attempt with the marked one, or with the
// one before it of the same profile.
func (m *Model) compareSelected() {
	comparison, ok := m.history.Compare()
	if _, selected := m.history.Selected(); !selected {
		m.status.say(finding.LevelNote, "no attempt is selected")
		return
	}
	if !ok {
		m.status.say(finding.LevelNote, "there is no older attempt of this profile; m marks one to compare with")
		return
	}
	m.open(comparison)
}

// switchKeepTokens decides whether sends of this run keep their token. Its key
// lies one shift beside another, so it asks before anything is written.
func (m *Model) switchKeepTokens() {
	if m.history.KeepTokens {
		m.history.KeepTokens = false
		m.status.say(finding.LevelOK, "tokens are no longer written into the history; those in it stay until they are purged")
		return
	}
	menu := dialog.NewMenu("Tokens in the history", []dialog.Choice{
		{Name: "Write no tokens"},
		{Name: "Write them from now on", Detail: "until the program ends", Run: func() tea.Cmd {
			m.history.KeepTokens = true
			m.status.say(finding.LevelWarning, "from now until the program ends, tokens are written into the history; whoever reads the file can use them")
			return nil
		}},
	})
	menu.Hints = "Whoever reads the history file can use the tokens in it."
	m.open(menu)
}

// historyHints are the keys of the tab.
func (m *Model) historyHints() []key.Binding {
	if m.history.Filtering() {
		return append(m.history.ShortHelp(), m.keys.Quit)
	}
	return append(m.history.ShortHelp(), m.keys.PlainHelp)
}

// scroll moves what the wheel is over.
func (m *Model) scroll(by int) {
	if m.result.Tab() == result.History {
		m.history.Move(by)
		return
	}
	m.result.Scroll(by)
}

// oldAge is the age from which attempts are offered for removal.
const oldAge = 30 * 24 * time.Hour

// choosePurge asks which attempts are to go.
func (m *Model) choosePurge() {
	if m.history.Len() == 0 {
		m.status.say(finding.LevelNote, "there is nothing to remove")
		return
	}
	choice := func(name, words string, what profiles.PurgeChoice) dialog.Choice {
		count := m.history.Count(what)
		c := dialog.Choice{Name: name, Detail: phrase.Plural(count, "attempt"), Run: func() tea.Cmd { return m.confirmPurge(what, words) }}
		if count == 0 {
			c.Unavailable = "none"
		}
		return c
	}
	var choices []dialog.Choice
	if selected, _ := m.history.Selected(); selected.Exchange.Profile != "" {
		name := selected.Exchange.Profile
		choices = append(choices, choice("Those of "+name, "of "+visible.Line(name), profiles.PurgeChoice{Profile: name}))
	}
	choices = append(choices,
		choice("Older than 30 days", "older than 30 days", profiles.PurgeChoice{Before: m.deps.Now().Add(-oldAge)}),
		choice("All of them", "of the whole history", profiles.PurgeChoice{}))
	menu := dialog.NewMenu("Remove attempts from the history", choices)
	menu.Hints = "The number is confirmed before anything is removed."
	m.open(menu)
}

// confirmPurge names the number and asks once more. words say which they are.
func (m *Model) confirmPurge(what profiles.PurgeChoice, words string) tea.Cmd {
	count := phrase.Plural(m.history.Count(what), "attempt")
	menu := dialog.NewMenu("Remove "+count+" "+words, []dialog.Choice{
		{Name: "Keep them", Run: func() tea.Cmd {
			m.status.say(finding.LevelNote, "nothing was removed")
			return nil
		}},
		{Name: "Remove " + count, Run: func() tea.Cmd {
			return m.writes.keep(purgeHistory(m.deps.Profiles.History, what))
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
