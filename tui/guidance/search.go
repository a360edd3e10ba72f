package guidance

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

// search looks for a text in the lines of a page.
type search struct {
	input field.Field
	// active tells that there is a search, typing that its prompt is open.
	active, typing bool
	found          []draw.Match
	// at is the current match, or -1 where none was gone to; origin is where the page stood
	// when the prompt was opened.
	at, origin int
}

func (s *search) start(offset int) {
	*s = search{input: field.New("what to look for"), active: true, typing: true, at: -1, origin: offset}
	s.input.Public = true
	s.input.Focus()
}

// in looks for it in lines.
func (s *search) in(lines []string) {
	s.found = draw.Find(lines, s.input.Value())
	s.at = min(s.at, len(s.found)-1)
}

// typed gives a key to the prompt.
func (p *Page) typed(msg tea.KeyMsg) {
	s := &p.search
	if msg.Paste {
		msg.Runes = []rune(strings.TrimSpace(string(msg.Runes)))
	}
	switch name := msg.String(); {
	case name == "enter" && s.input.Value() == "":
		p.Leave()
	case name == "enter":
		s.typing = false
	case name == "up":
		p.step(-1)
	case name == "down":
		p.step(1)
	case s.input.Update(msg):
		p.scroll.Offset, s.at = s.origin, -1
		p.step(1)
	}
}

// step goes to the next match, backwards when by is -1.
func (p *Page) step(by int) {
	s := &p.search
	s.in(p.lines)
	count := len(s.found)
	if !s.active || count == 0 {
		return
	}
	from := max(slices.IndexFunc(s.found, func(one draw.Match) bool { return one.Line >= p.scroll.Offset }), 0)
	switch {
	case s.at >= 0:
		s.at = (s.at + by + count) % count
	case by > 0:
		s.at = from
	default:
		s.at = (from + count - 1) % count
	}
	if line, room := s.found[s.at].Line, p.scroll.Room; line < p.scroll.Offset || line >= p.scroll.Offset+room {
		const above = 3 // a third of the page shows what comes before
		p.scroll.Offset = line
		p.scroll.By(-room / above)
	}
}

// foot is what the lower border says of a search: what is looked for, and how many matches
// there are.
func (s *search) foot(styles theme.Styles, width int) (left, right string) {
	if !s.active {
		return "", ""
	}
	right = styles.Text.Render(s.tally())
	const apart = 2
	slash := styles.Key.Render("/") + " "
	room := width - ansi.StringWidth(right) - ansi.StringWidth(slash) - apart
	if s.typing {
		return slash + s.input.View(styles, room), right
	}
	return slash + styles.Text.Render(ansi.Truncate(visible.Line(s.input.Value()), room, styles.Glyphs.Ellipsis)), right
}

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
