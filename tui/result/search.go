package result

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// search looks for text in the open tab, line by line.
type search struct {
	input field.Field
	// active tells that there is a search, typing that its prompt is open.
	active, typing bool
	// found are the matches in lines, of which at is the current one, or -1 when
	// none was gone to yet.
	found []draw.Match
	at    int
	lines []string
	query string
	// tab is the tab that was searched last, origin where it stood when the
	// prompt was opened.
	tab    Tab
	origin int
}

// Searchable reports whether the open tab can be searched. The history has a
// filter of its own.
func (m *Model) Searchable() bool { return !m.elsewhere() && m.sending == nil && !m.IsEmpty() }

// SearchActive reports whether something is looked for in the open tab.
func (m *Model) SearchActive() bool { return m.search.active && m.Searchable() }

// Searching reports whether letters belong to the prompt of the search. They do
// even while a renewal that nobody asked for has emptied the pane: a letter must
// not turn into a command under one's fingers.
func (m *Model) Searching() bool { return m.search.typing && !m.elsewhere() }

// elsewhere reports whether another component draws the tab.
func (m *Model) elsewhere() bool { return m.tab == Widget || m.tab == History }

// StartSearch opens the prompt. why says why there is nothing to search; empty when there is.
func (m *Model) StartSearch() (why string) {
	switch {
	case m.tab == Widget:
		return "the tab of the widget has nothing to search"
	case !m.Searchable():
		return "nothing to search yet"
	}
	input := field.New("what to look for")
	input.Focus()
	m.search = search{input: input, active: true, typing: true, at: -1, tab: m.tab, origin: m.scroll.Offset}
	return ""
}

// UpdateSearch returns a key to the prompt, and reports whether it was taken. A key
// that is a command everywhere closes the prompt and goes on.
func (m *Model) UpdateSearch(msg tea.KeyMsg, command bool) (taken bool) {
	name, query := msg.String(), m.search.input.Value()
	switch {
	case msg.Paste:
		msg.Runes = []rune(strings.TrimSpace(string(msg.Runes)))
	case name == "esc", name == "enter" && query == "":
		m.scroll.Offset = m.search.origin
		m.DropSearch()
		return true
	case name == "enter":
		m.search.typing = false
		return true
	case name == "up":
		m.SearchNext(-1)
		return true
	case name == "down":
		m.SearchNext(1)
		return true
	case command:
		m.search.typing, m.search.active = false, query != ""
		return false
	}
	if m.search.input.Update(msg) && m.Searchable() {
		m.scroll.Offset, m.search.at = m.search.origin, -1
		if m.look(); len(m.search.found) > 0 {
			m.goToMatch(m.search.after(m.search.origin))
		}
	}
	return true
}

// DropSearch ends the search.
func (m *Model) DropSearch() { m.search = search{} }

// SearchNext goes to the next match, backwards when by is -1. why says why there is
// none to go to.
func (m *Model) SearchNext(by int) (why string) {
	if !m.SearchActive() {
		return "nothing is looked for; / searches"
	}
	m.look()
	s := &m.search
	count := len(s.found)
	switch {
	case count == 0:
		return "no match in this tab"
	case s.at >= 0:
		m.goToMatch((s.at + by + count) % count)
	case by > 0:
		m.goToMatch(s.after(m.scroll.Offset))
	default:
		m.goToMatch((s.after(m.scroll.Offset) + count - 1) % count)
	}
	return ""
}

// look searches the open tab as it would be drawn now.
func (m *Model) look() {
	m.arrange()
	m.search.in(m.drawn, m.tab)
}

// in searches lines. In another tab than before no match is the current one.
func (s *search) in(lines []string, open Tab) {
	if s.tab != open {
		s.tab, s.at = open, -1
	}
	same := s.query == s.input.Value() && len(s.lines) == len(lines) && (len(lines) == 0 || &s.lines[0] == &lines[0])
	if !same {
		s.lines, s.query = lines, s.input.Value()
		s.found = draw.Find(lines, s.query)
	}
	s.at = min(s.at, len(s.found)-1)
}

// after is the first match from a line on; the first of all when there is none.
func (s *search) after(line int) int {
	return max(slices.IndexFunc(s.found, func(one draw.Match) bool { return one.Line >= line }), 0)
}

// goToMatch scrolls a match into sight.
func (m *Model) goToMatch(at int) {
	m.search.at = at
	if line, s := m.search.found[at].Line, &m.scroll; line < s.Offset || line >= s.Offset+s.Room {
		const above = 3 // a third of the pane shows what comes before
		s.Offset = line
		s.By(-s.Room / above)
	}
}

// marked marks what was found in the lines that show.
func (m *Model) marked(lines []string) []string {
	if !m.search.active {
		return lines
	}
	m.search.in(m.drawn, m.tab)
	return draw.MarkMatches(m.Styles, lines, m.scroll.Offset, m.search.found, m.search.at)
}

// boxFoot is what a box's lower border needs beside the words in it: two corners,
// the blanks around both texts, and a stretch of line before each corner.
const boxFoot = 8

// Foot is what the pane's lower border says of a search: the prompt or the text that
// was looked for, and how many matches there are, or how to see values whole. focused tells that keys go to the
// pane.
func (m *Model) Foot(width int, focused bool) (left, right string) {
	search, s := &m.search, m.Styles
	switch {
	case m.tab == History:
		return "", ""
	case !search.active && m.tab == HTTP && m.whole:
		return draw.Press(s, m.Keys.Whole.Help().Key, "cuts long lines"), ""
	case !search.active && m.tab == HTTP && m.http.cuts > 0:
		return draw.Press(s, m.Keys.Whole.Help().Key, "wraps long lines"), ""
	case !search.active:
		return "", ""
	}
	right = s.Text.Render(search.tally())
	room := width - ansi.StringWidth(right) - boxFoot - len("/ ")
	text := visible.Line(search.input.Value())
	if focused && search.typing {
		shown := ansi.StringWidth(text) + 2
		if text == "" {
			shown = room
		}
		return s.Key.Render("/") + " " + search.input.View(s, min(shown, room)), right
	}
	left = s.Key.Render("/") + " " + s.Text.Render(ansi.Truncate(text, room, s.Glyphs.Ellipsis))
	for _, hint := range [][2]string{{"n", "next"}, {"N", "previous"}, {"esc", "ends"}} {
		text := "  " + draw.Press(s, hint[0], hint[1])
		if ansi.StringWidth(left)+ansi.StringWidth(text) > room+len("/ ") {
			break
		}
		left += text
	}
	return left, right
}

// tally counts the matches in words.
func (s *search) tally() string {
	count := len(s.found)
	switch {
	case s.input.Value() == "":
		return ""
	case count == 0:
		return "no match"
	case s.at < 0:
		return phrase.Count(count, "match", "matches")
	}
	return fmt.Sprintf("%d of %d", s.at+1, count)
}
