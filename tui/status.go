package tui

import (
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
)

// status is the line that tells what a key just did, or why it did nothing. It
// stands in place of the key hints until the next key.
type status struct {
	level ripio.Level
	text  string
}

func (s *status) say(level ripio.Level, text string) { s.level, s.text = level, text }
func (s *status) clear()                             { s.text = "" }

func (s *status) View(st styles, width int) string {
	mark := st.mark(s.level) + " "
	room := width - ansi.StringWidth(mark) - 1
	return fit(" "+mark+st.level(s.level).Render(ansi.Truncate(s.text, max(room, 0), st.glyphs.ellipsis)), width, "")
}
