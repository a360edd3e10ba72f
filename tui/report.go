package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// report shows lines that are too many for the status line.
type report struct {
	title string
	lines []string
	// draw makes the lines where they need the width or styles.
	draw   func(s theme.Styles, width int) []string
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
func (r *report) View(s theme.Styles, width, height int) []string {
	boxWidth := min(promptWidth, width-2)
	var lines []string
	for _, line := range r.lines {
		text := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(text)]
		lines = append(lines, draw.Hang(indent, draw.Wrap(visible.Line(text), boxWidth-draw.BoxFrame-len(indent)), s.Text)...)
	}
	if r.draw != nil {
		lines = r.draw(s, boxWidth-draw.BoxFrame)
	}
	room := height - draw.BoxRows
	r.offset = max(0, min(r.offset, len(lines)-room))
	shown := lines[r.offset:min(r.offset+room, len(lines))]
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render(visible.Line(r.title)), Right: s.Muted.Render("esc closes"), Lines: shown,
		Width: boxWidth, Height: min(len(shown)+draw.BoxRows, height), Border: s.Accent,
	})
}
