package result

import (
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/search"
)

// Searchable reports whether the open tab can be searched. The history has a
// filter of its own.
func (m *Model) Searchable() bool { return !m.elsewhere() && m.sending == nil && !m.IsEmpty() }

// SearchActive reports whether something is looked for in the open tab.
func (m *Model) SearchActive() bool { return m.search.Active() && m.Searchable() }

// Searching reports whether letters belong to the prompt of the search. They do
// even while a renewal that nobody asked for has emptied the pane: a letter must
// not turn into a command under one's fingers.
func (m *Model) Searching() bool { return m.search.Typing() && !m.elsewhere() }

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
	m.search, m.searched = search.Begin(m.page(), false), m.tab
	return ""
}

// page is what a search looks at: the open tab, without lines while there is nothing.
func (m *Model) page() search.Page {
	return search.Page{Scroll: &m.scroll, Lines: func() []string {
		if !m.Searchable() {
			return nil
		}
		m.arrange()
		m.follow()
		return m.drawn
	}}
}

// follow forgets the current match where another tab is open than was searched.
func (m *Model) follow() {
	if m.searched != m.tab {
		m.searched = m.tab
		m.search.Restart()
	}
}

// UpdateSearch returns a key to the prompt, and reports whether it was taken. A key
// that is a command everywhere closes the prompt and goes on.
func (m *Model) UpdateSearch(msg tea.KeyMsg, command bool) (taken bool) {
	return m.search.Type(msg, command, m.page())
}

// DropSearch ends the search.
func (m *Model) DropSearch() { m.search = search.Search{} }

// SearchNext goes to the next match, backwards when by is -1. why says why there is
// none to go to.
func (m *Model) SearchNext(by int) (why string) {
	switch {
	case !m.SearchActive():
		return "nothing is looked for; / searches"
	case !m.search.Step(by, m.page()):
		return "no match in this tab"
	}
	return ""
}

// marked marks what was found in the lines that show.
func (m *Model) marked(lines []string) []string {
	m.follow()
	return m.search.Mark(m.Styles, m.drawn, lines, m.scroll.Offset)
}

// boxFoot is what a box's lower border needs beside the words in it: two corners,
// the blanks around both texts, and a stretch of line before each corner.
const boxFoot = 8

// Foot is what the pane's lower border says of a search: the prompt or the text that
// was looked for, and how many matches there are, or how to see values whole. focused tells that keys go to the
// pane.
func (m *Model) Foot(width int, focused bool) (left, right string) {
	s := m.Styles
	switch {
	case m.tab == History:
		return "", ""
	case m.search.Active():
	case m.tab == HTTP && m.whole:
		return draw.Press(s, m.Keys.Whole.Help().Key, "cuts long lines"), ""
	case m.tab == HTTP && m.http.cuts > 0:
		return draw.Press(s, m.Keys.Whole.Help().Key, "wraps long lines"), ""
	default:
		return "", ""
	}
	left, right = m.search.Foot(s, width-boxFoot, focused)
	if focused && m.search.Typing() {
		return left, right
	}
	for _, hint := range [][2]string{{"n", "next"}, {"N", "previous"}, {"esc", "ends"}} {
		text := "  " + draw.Press(s, hint[0], hint[1])
		if ansi.StringWidth(left)+ansi.StringWidth(text)+ansi.StringWidth(right)+boxFoot > width {
			break
		}
		left += text
	}
	return left, right
}
