package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/request"
)

// search looks for text in the open tab of the result.
type search struct {
	input field.Field
	// active tells that there is a search, typing that its prompt is open.
	active, typing bool
	// found is what the tab holds of it; at is the current match, or -1 when none
	// was gone to yet.
	found foundText
	at    int
	// tab is the tab that was searched last, origin where it stood when the
	// prompt was opened.
	tab    tab
	origin int
}

// searchable reports whether the open tab can be searched. The history has a
// filter of its own.
func (m *Model) searchable() bool {
	return m.result.tab != tabHistory && !m.result.sending.active && !m.result.isEmpty()
}

// searching reports whether letters belong to the prompt of the search. They do
// even while a renewal that nobody asked for has emptied the pane: a letter must
// not turn into a command under one's fingers.
func (m *Model) searching() bool {
	return m.search.typing && m.dialogs.Empty() && m.form.Focus == request.FocusResult && m.result.tab != tabHistory
}

// startSearch asks what to look for in the pane's open tab.
func (m *Model) startSearch() {
	if m.result.tab == tabHistory {
		m.startFilter()
		return
	}
	if !m.searchable() {
		m.status.say(finding.LevelNote, "nothing to search yet")
		return
	}
	m.setFocus(request.FocusResult)
	input := field.New("what to look for")
	input.Focus()
	m.search = search{input: input, active: true, typing: true, at: -1, tab: m.result.tab, origin: m.result.offset}
}

// pressedInSearch returns a key to the prompt, and reports whether it was taken.
// Commands that work everywhere close the prompt and go on.
func (m *Model) pressedInSearch(msg tea.KeyMsg) (taken bool) {
	name, query := msg.String(), m.search.input.Value()
	switch {
	case msg.Paste:
		msg.Runes = []rune(strings.TrimSpace(string(msg.Runes)))
	case matches(name, m.keys.Back), matches(name, m.keys.Submit) && query == "":
		m.result.offset = m.search.origin
		m.dropSearch()
		return true
	case matches(name, m.keys.Submit):
		m.search.keep()
		return true
	case name == "up", name == "down":
		m.searchNext(map[string]int{"up": -1, "down": 1}[name])
		return true
	}
	if _, ok := actionFor(name, false); ok {
		m.search.keep()
		return false
	}
	if m.search.input.Update(msg) {
		m.searchAnew()
	}
	return true
}

// keep closes the prompt and keeps what was found.
func (s *search) keep() {
	s.typing = false
	s.active = s.input.Value() != ""
}

// dropSearch ends the search.
func (m *Model) dropSearch() { m.search = search{} }

// searchAnew goes to the first match from where the prompt was opened.
func (m *Model) searchAnew() {
	if !m.searchable() {
		return
	}
	m.result.offset = m.search.origin
	m.search.at = -1
	if m.lookInTab(); m.search.found.count() > 0 {
		m.goToMatch(m.search.found.after(m.search.origin))
	}
}

// searchNext goes to the next place that holds what was looked for, backwards
// when by is -1.
func (m *Model) searchNext(by int) {
	if !m.search.active || !m.searchable() {
		m.status.say(finding.LevelNote, "nothing is looked for; / searches")
		return
	}
	m.lookInTab()
	count := m.search.found.count()
	switch {
	case count == 0:
		m.status.say(finding.LevelNote, "no match in this tab")
	case m.search.at >= 0:
		m.goToMatch((m.search.at + by + count) % count)
	case by > 0:
		m.goToMatch(m.search.found.after(m.result.offset))
	default:
		m.goToMatch((m.search.found.after(m.result.offset) + count - 1) % count)
	}
}

// lookInTab searches the open tab as it would be drawn now.
func (m *Model) lookInTab() {
	area := m.layout().result
	_, body := m.result.arrange(m.styles, m.deps.Now(), area.width-draw.BoxFrame, area.height-draw.BoxRows)
	m.search.look(body, area.width-draw.BoxFrame, m.result.tab)
}

// look searches a sheet. In another tab than before no match is the current one.
func (s *search) look(body *draw.Page, width int, open tab) {
	if s.tab != open {
		s.tab, s.at = open, -1
	}
	s.found.search(body, width, s.input.Value())
	s.at = min(s.at, s.found.count()-1)
}

// goToMatch scrolls a match into sight.
func (m *Model) goToMatch(at int) {
	m.search.at = at
	line, r := m.search.found.line(at), &m.result
	if line < r.offset || line >= r.offset+r.room {
		const above = 3 // a third of the pane shows what comes before
		r.offset = line
		r.Scroll(-r.room / above)
	}
}
