// Package search looks for a text in the lines of a page that scrolls.
package search

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
	"devtools/ripio-explorer/tui/theme"
)

// Search is what is looked for; its zero value looks for nothing.
type Search struct {
	input field.Field
	// active tells that there is a search, typing that its prompt is open.
	active, typing bool
	// found are the matches in lines, of which at is the current one, or -1 when none was
	// gone to yet.
	found []draw.Match
	at    int
	lines []string
	query string
	// origin is where the page stood when the prompt was opened.
	origin int
}

// Page is what is searched. Lines lays it out as it would be drawn now.
type Page struct {
	Scroll *draw.Scroll
	Lines  func() []string
}

// Begin opens the prompt over a page. A public page holds nothing that the curtain hides.
func Begin(page Page, public bool) Search {
	s := Search{input: field.New("what to look for"), active: true, typing: true, at: -1, origin: page.Scroll.Offset}
	s.input.Public = public
	s.input.Focus()
	return s
}

// Active reports whether something is looked for, Typing whether letters belong to the
// prompt.
func (s *Search) Active() bool { return s.active }
func (s *Search) Typing() bool { return s.typing }

// Type gives a key to the prompt, and reports whether it was taken. A key that is a
// command everywhere closes the prompt and goes on.
func (s *Search) Type(msg tea.KeyMsg, command bool, page Page) (taken bool) {
	name, query := msg.String(), s.input.Value()
	switch {
	case msg.Paste:
		msg.Runes = []rune(strings.TrimSpace(string(msg.Runes)))
	case name == "esc", name == "enter" && query == "":
		s.End(page)
		return true
	case name == "enter":
		s.typing = false
		return true
	case name == "up":
		s.Step(-1, page)
		return true
	case name == "down":
		s.Step(1, page)
		return true
	case command:
		s.typing, s.active = false, query != ""
		return false
	}
	if s.input.Update(msg) {
		page.Scroll.Offset, s.at = s.origin, -1
		s.Step(1, page)
	}
	return true
}

// End ends the search. While it is typed the page goes back to where it stood.
func (s *Search) End(page Page) {
	if s.typing {
		page.Scroll.Offset = s.origin
	}
	*s = Search{}
}

// Restart lets no match be the current one: another page shows.
func (s *Search) Restart() { s.at = -1 }

// Step goes to the next match, backwards when by is -1, and scrolls it into sight. It
// reports whether there is one.
func (s *Search) Step(by int, page Page) bool {
	s.in(page.Lines())
	count, scroll := len(s.found), page.Scroll
	if count == 0 {
		return false
	}
	from := max(slices.IndexFunc(s.found, func(one draw.Match) bool { return one.Line >= scroll.Offset }), 0)
	switch {
	case s.at >= 0:
		s.at = (s.at + by + count) % count
	case by > 0:
		s.at = from
	default:
		s.at = (from + count - 1) % count
	}
	if line := s.found[s.at].Line; line < scroll.Offset || line >= scroll.Offset+scroll.Room {
		const above = 3 // a third of the page shows what comes before
		scroll.Offset = line
		scroll.By(-scroll.Room / above)
	}
	return true
}

// in looks for it in lines, unless they are those of the last time.
func (s *Search) in(lines []string) {
	same := s.query == s.input.Value() && len(s.lines) == len(lines) && (len(lines) == 0 || &s.lines[0] == &lines[0])
	if !same {
		s.lines, s.query = lines, s.input.Value()
		s.found = draw.Find(lines, s.query)
	}
	s.at = min(s.at, len(s.found)-1)
}

// Mark marks what was found in those of a page's lines that show; first is the place of
// the first of them.
func (s *Search) Mark(styles theme.Styles, lines, shown []string, first int) []string {
	if !s.active {
		return shown
	}
	s.in(lines)
	return draw.MarkMatches(styles, shown, first, s.found, s.at)
}

// Foot is what a lower border with so many cells says: the prompt, where keys go to it, or
// the text that is looked for, and how many matches there are.
func (s *Search) Foot(styles theme.Styles, width int, focused bool) (left, right string) {
	right = styles.Text.Render(s.tally())
	room := width - ansi.StringWidth(right) - len("/ ")
	slash, text := styles.Key.Render("/")+" ", visible.Line(s.input.Value())
	if !s.typing || !focused {
		return slash + styles.Text.Render(ansi.Truncate(text, room, styles.Glyphs.Ellipsis)), right
	}
	shown := ansi.StringWidth(text) + 2
	if text == "" {
		shown = room
	}
	return slash + s.input.View(styles, min(shown, room)), right
}

// tally counts the matches in words.
func (s *Search) tally() string {
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
