package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/request"
)

// pressedInHistory takes a key of the tab, and reports whether it was one.
func (m *Model) pressedInHistory(msg tea.KeyMsg) (cmd tea.Cmd, done bool) {
	name, h, k := msg.String(), &m.history, m.keys
	if m.form.Focus != request.FocusResult && (name == "up" || name == "down") {
		return nil, false // they move in the form
	}
	page := max(h.room-1, 1)
	switch {
	case matches(name, k.Up), matches(name, k.SearchPrevious):
		h.Move(-1)
	case matches(name, k.Down), matches(name, k.SearchNext):
		h.Move(1)
	case matches(name, k.PageUp):
		h.Move(-page)
	case matches(name, k.PageDown):
		h.Move(page)
	case matches(name, k.Top):
		h.at = 0
	case matches(name, k.Bottom):
		h.Move(len(h.matches))
	case matches(name, k.Search):
		m.startFilter()
	case matches(name, k.KeepTokens):
		m.switchKeepTokens()
	case matches(name, k.Purge):
		m.choosePurge()
	case matches(name, k.Mark):
		m.withSelected(m.markAttempt)
	case matches(name, k.Compare):
		m.compareSelected()
	case matches(name, k.PlainRenew):
		m.withSelected(func(attempt profiles.Attempt) { cmd = m.resend(attempt) })
	case matches(name, k.Causes):
		m.status.say(finding.LevelNote, "enter opens the attempt; what can be done about it is shown there")
	default:
		return nil, false
	}
	return cmd, true
}

// withSelected does something with the selected attempt, or says that there is
// none.
func (m *Model) withSelected(work func(profiles.Attempt)) {
	attempt, ok := m.history.Selected()
	if !ok {
		m.status.say(finding.LevelNote, "no attempt is selected")
		return
	}
	work(attempt)
}

// noHistory says why nothing can be done with the list; empty when it is open.
func (m *Model) noHistory() string {
	if !m.inHistory() {
		return "the history is not open; ^L opens it"
	}
	return ""
}

func (m *Model) compareSelected() { m.withSelected(m.compareAttempt) }

func (m *Model) startFilter() {
	h := &m.history
	h.input = field.New(filterExample)
	h.input.SetValue(h.text)
	h.input.Focus()
	h.typing = true
	m.setFocus(request.FocusResult)
}

// typedInFilter returns a key to the filter; the list follows at once.
func (m *Model) typedInFilter(msg tea.KeyMsg) {
	h := &m.history
	switch msg.String() {
	case "enter":
		h.typing = false
	case "up":
		h.Move(-1)
	case "down":
		h.Move(1)
	default:
		if h.input.Update(msg) {
			h.setFilter(h.input.Value())
		}
	}
}

// switchKeepTokens decides whether sends of this run keep their token. Its key
// lies one shift beside another, so it asks before anything is written.
func (m *Model) switchKeepTokens() {
	if !m.keepTokens {
		menu := dialog.NewMenu("Tokens in the history", []dialog.Choice{
			{Name: "Write no tokens"},
			{Name: "Write them from now on", Detail: "until the program ends", Run: func() tea.Cmd {
				m.keepTokens = true
				m.status.say(finding.LevelWarning, "from now until the program ends, tokens are written into the history; whoever reads the file can use them")
				return nil
			}},
		})
		menu.Hints = "Whoever reads the history file can use the tokens in it."
		m.open(menu)
		return
	}
	m.keepTokens = false
	m.status.say(finding.LevelOK, "tokens are no longer written into the history; those in it stay until they are purged")
}

// markAttempt chooses an attempt for comparison; marking it again takes the mark
// away.
func (m *Model) markAttempt(attempt profiles.Attempt) {
	if m.history.marked == attempt.ID {
		m.history.marked = ""
		m.status.say(finding.LevelNote, "no attempt is marked")
		return
	}
	m.history.marked = attempt.ID
	m.status.say(finding.LevelNote, "marked; c on another attempt compares the two")
}

// compareAttempt compares an attempt with the marked one, or with the one before
// it of the same profile.
func (m *Model) compareAttempt(attempt profiles.Attempt) {
	other, ok := m.history.find(m.history.marked)
	if !ok || other.ID == attempt.ID {
		if other, ok = m.history.olderOf(attempt); !ok {
			m.status.say(finding.LevelNote, "there is no older attempt of this profile; m marks one to compare with")
			return
		}
	}
	m.openCompare(other, attempt)
}

// olderOf returns the next older attempt of the same profile.
func (h *history) olderOf(attempt profiles.Attempt) (profiles.Attempt, bool) {
	passed := false
	for _, other := range h.attempts {
		if passed && strings.EqualFold(other.Exchange.Profile, attempt.Exchange.Profile) {
			return other, true
		}
		passed = passed || other.ID == attempt.ID
	}
	return profiles.Attempt{}, false
}

// historyHints are the keys of the tab.
func (m *Model) historyHints() []key.Binding {
	k := m.keys
	if m.history.typing {
		return []key.Binding{bind("enter", "keep the filter"), bind("esc", "show all"), k.Quit}
	}
	return []key.Binding{bind("enter", "open"), bind("/", "filter"), bind("r", "re-send"), k.Mark, k.Compare, bind("s", "report"), k.Purge, k.KeepTokens, k.PlainHelp}
}

// scroll moves what the wheel is over.
func (m *Model) scroll(by int) {
	if m.result.tab == tabHistory {
		m.history.Move(by)
		return
	}
	m.result.Scroll(by)
}

// clickedHistory selects the attempt on a line of the pane.
func (m *Model) clickedHistory(line int) {
	h := &m.history
	row := line - h.top
	if m.result.tab == tabHistory && row >= 0 && row < h.room && h.offset+row < len(h.matches) {
		h.at = h.offset + row
	}
}
