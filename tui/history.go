package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/request"
)

// history is the tab of earlier sends. It holds what the file held when it was
// last read.
type history struct {
	// attempts are all of them, the newest first; matches are the places of those
	// that pass the filter.
	attempts []profiles.Attempt
	matches  []int
	// at is the selected match, offset the first one in sight, room how many there
	// is room for, and top the line of the pane on which the list begins.
	at, offset, room, top int
	widths                historyWidths

	// fresh tells that nothing was written since the file was read; loading that
	// it is being read.
	fresh, loading, loaded bool
	err                    error

	// text is the filter as typed, filter its meaning.
	text   string
	filter attemptFilter
	input  field.Field
	typing bool

	// marked is the ID of the attempt that is to be compared.
	marked string
	// from is the tab that esc goes back to.
	from tab
}

// historyMsg brings the attempts.
type historyMsg struct {
	attempts []profiles.Attempt
	warnings []profiles.Warning
	err      error
}

func loadHistory(book *profiles.History) tea.Cmd {
	return func() tea.Msg {
		attempts, err := book.List(profiles.Filter{})
		return historyMsg{attempts: attempts, warnings: book.Warnings(), err: err}
	}
}

// keepHistory reads the file when the tab is open and something was written.
func (m *Model) keepHistory() tea.Cmd {
	h := &m.history
	if m.result.tab != tabHistory || h.fresh || h.loading {
		return nil
	}
	h.fresh, h.loading = true, true
	return loadHistory(m.deps.Profiles.History)
}

// historyLoaded takes the attempts; the selection stays on the attempt it is on.
func (m *Model) historyLoaded(msg historyMsg) {
	h := &m.history
	selected, moved := h.Selected()
	moved = moved && h.at > 0 // whoever is at the top stays with the newest
	h.loading, h.loaded, h.err = false, true, msg.err
	if len(msg.warnings) > 0 {
		m.status.say(finding.LevelWarning, visible.Line(msg.warnings[0].Text))
	}
	if msg.err != nil && msg.attempts == nil {
		return
	}
	h.attempts = msg.attempts
	h.apply()
	if moved {
		h.Select(selected.ID)
	}
}

// apply recomputes the matches.
func (h *history) apply() {
	h.matches = h.matches[:0]
	h.widths = historyWidths{}
	for i := range h.attempts {
		if h.filter.Fits(h.attempts[i]) {
			h.matches = append(h.matches, i)
			h.widths.take(&h.attempts[i])
		}
	}
	h.at, h.offset = 0, 0
}

// Select moves to the attempt of that ID, if it is in the list.
func (h *history) Select(id string) {
	for i, index := range h.matches {
		if h.attempts[index].ID == id {
			h.at = i
		}
	}
}

// Selected is the attempt the pointer is on.
func (h *history) Selected() (profiles.Attempt, bool) {
	if h.at >= len(h.matches) {
		return profiles.Attempt{}, false
	}
	return h.attempts[h.matches[h.at]], true
}

// find returns the attempt of that ID, whether the filter shows it or not.
func (h *history) find(id string) (profiles.Attempt, bool) {
	for _, attempt := range h.attempts {
		if id != "" && attempt.ID == id {
			return attempt, true
		}
	}
	return profiles.Attempt{}, false
}

// Move moves the pointer by rows.
func (h *history) Move(by int) { h.at = max(0, min(h.at+by, len(h.matches)-1)) }

// setFilter narrows the list; an empty text shows all.
func (h *history) setFilter(text string) {
	h.text = strings.TrimSpace(text)
	h.filter = parseAttemptFilter(h.text)
	h.apply()
}

// openHistory shows the tab of earlier sends. The file is read anew: another
// window may have written to it.
func (m *Model) openHistory() tea.Cmd {
	if m.result.tab != tabHistory {
		m.history.from = m.result.tab
	}
	m.history.fresh = false
	m.result.setTab(tabHistory)
	m.setFocus(request.FocusResult)
	return nil
}

// inHistory reports whether keys go to the list of earlier sends.
func (m *Model) inHistory() bool {
	return m.dialogs.Empty() && m.result.tab == tabHistory && m.form.Focus == request.FocusResult
}

// filtering reports whether letters go to the filter.
func (m *Model) filtering() bool { return m.inHistory() && m.history.typing }

// leaveHistory steps back: out of the filter, then out of the tab.
func (m *Model) leaveHistory() {
	h := &m.history
	if h.text != "" || h.typing {
		h.typing = false
		h.setFilter("")
		return
	}
	if m.result.past != nil {
		m.closePast()
	}
	m.result.setTab(h.from)
}
