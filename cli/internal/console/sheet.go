package console

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/visible"
)

// Sheet is a text of labelled lines. Everything put on it is made safe for a
// terminal.
type Sheet struct{ strings.Builder }

// Line writes a label and what belongs to it; nothing when there is nothing.
func (s *Sheet) Line(label, text string) {
	if text != "" {
		fmt.Fprintf(s, "%-12s  %s\n", visible.Line(label), visible.Line(text))
	}
}

// List writes one label before the first of several lines.
func (s *Sheet) List(label string, lines []string) {
	for _, line := range lines {
		s.Line(label, line)
		label = ""
	}
}

// Gap separates sections with an empty line and begins a new one.
func (s *Sheet) Gap(title string) {
	fmt.Fprintf(s, "\n%s\n", title)
}

// rowWidth is how many cells the labels of a section take at least.
const rowWidth = 16

// Rows writes a section of labels and what belongs to them. Rows without a text
// are left out.
func (s *Sheet) Rows(title string, rows [][2]string) {
	width := rowWidth
	for _, row := range rows {
		width = max(width, ansi.StringWidth(visible.Line(row[0])))
	}
	s.Gap(title)
	for _, row := range rows {
		if row[1] != "" {
			s.WriteString("  " + Padded(visible.Line(row[0]), width) + "  " + visible.Line(row[1]) + "\n")
		}
	}
}

// Block writes a text of several lines.
func (s *Sheet) Block(text string) {
	for line := range strings.Lines(visible.Text(text)) {
		s.WriteString("  " + strings.TrimSuffix(line, "\n") + "\n")
	}
}

// Indented writes an indented line with a label. The label must be safe to print.
func (s *Sheet) Indented(label, text string) {
	fmt.Fprintf(s, "  %-10s  %s\n", label, visible.Line(text))
}

// Table aligns the cells of rows in columns. The cells must be safe to print.
func Table(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	var text strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(Padded(cell, widths[i]) + "  ")
		}
		text.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return text.String()
}

// Padded fills a text with spaces to a number of cells.
func Padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-ansi.StringWidth(text)))
}
