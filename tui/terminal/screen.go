package terminal

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// screen is what stands on the terminal, as far as it is known.
type screen struct {
	width, height int
	lines         []string // as the view had them
	cut           []string // as they were written
}

// draw returns what turns the screen into a frame: the cells that differ, as one
// change where the terminal knows synchronised output. A view that is larger
// than the terminal is cut at the right and below.
func (s *screen) draw(f frame) string {
	whole := s.width != f.width || s.height != f.height
	if whole {
		*s = screen{width: f.width, height: f.height, lines: make([]string, f.height), cut: make([]string, f.height)}
	}
	lines := strings.Split(f.view, "\n")
	lines = lines[:min(len(lines), f.height)]
	var change strings.Builder
	for row := range f.height {
		line := ""
		if row < len(lines) {
			line = lines[row]
		}
		if !whole && line == s.lines[row] {
			continue
		}
		text := ansi.Truncate(line, f.width, "")
		full := ansi.StringWidth(text) >= f.width
		if whole {
			change.WriteString(wholeLine(row, text, full))
		} else {
			change.WriteString(changeLine(row, s.cut[row], text, full))
		}
		s.lines[row], s.cut[row] = line, text
	}
	if change.Len() == 0 {
		return ""
	}
	return ansi.SetModeSynchronizedOutput + change.String() + ansi.ResetModeSynchronizedOutput
}
