package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/visible"
)

// report shows lines that are too many for the status line.
type report struct {
	title string
	lines []string
	// draw makes the lines where they need the width or styles.
	draw   func(s styles, width int) []string
	offset int
}

func newReport(title string, lines []string) report { return report{title: title, lines: lines} }

// Update scrolls, and reports whether the report was read.
func (r *report) Update(msg tea.KeyMsg) (done bool) {
	switch msg.String() {
	case "up", "k":
		r.offset = max(r.offset-1, 0)
	case "down", "j":
		r.offset++
	case "enter", "q":
		return true
	}
	return false
}

// View draws the report as a box for an area of the given size.
func (r *report) View(s styles, width, height int) []string {
	boxWidth := min(promptWidth, width-2)
	var lines []string
	for _, line := range r.lines {
		text := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(text)]
		lines = append(lines, hang(indent, wrap(visible.Line(text), boxWidth-boxFrame-len(indent)), s.text)...)
	}
	if r.draw != nil {
		lines = r.draw(s, boxWidth-boxFrame)
	}
	room := height - boxRows
	r.offset = max(0, min(r.offset, len(lines)-room))
	shown := lines[r.offset:min(r.offset+room, len(lines))]
	return drawBox(s, box{
		title: s.strong.Render(visible.Line(r.title)), right: s.muted.Render("esc closes"), lines: shown,
		width: boxWidth, height: min(len(shown)+boxRows, height), border: s.accent,
	})
}
