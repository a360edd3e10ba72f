package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// status is the line that tells what a key just did, or why it did nothing. It
// stands in place of the key hints until the next key; a long one covers the lines
// above them too.
type status struct {
	level finding.Level
	text  string
}

func (s *status) say(level finding.Level, text string) { s.level, s.text = level, text }
func (s *status) clear()                               { s.text = "" }

// View writes the status in as many lines as it needs, at most a number of them.
// The reason of a failure stands at its end, so what has no room is left out in
// the middle.
func (s *status) View(st theme.Styles, width, most int) []string {
	mark := st.Mark(s.level) + " "
	indent := 1 + ansi.StringWidth(mark)
	room := width - indent - 1
	if room <= 0 || most <= 0 {
		return []string{draw.Fit(" "+mark, width, "")}
	}
	text := s.text
	lines := draw.Wrap(text, room)
	for limit := room * most; len(lines) > most && limit > 0; limit -= room / 4 {
		lines = draw.Wrap(draw.Shorten(text, limit, st.Glyphs.Ellipsis), room)
	}
	for i, line := range lines {
		lead := " " + mark
		if i > 0 {
			lead = strings.Repeat(" ", indent)
		}
		lines[i] = draw.Fit(lead+st.Level(s.level).Render(line), width, "")
	}
	return lines
}
