package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// rankOf puts what changed first and what is noise last.
func rankOf(verdict compare.Verdict) int {
	return slices.Index([]compare.Verdict{compare.VerdictChanged, compare.VerdictSame, compare.VerdictNoise}, verdict)
}

// comparedLines draws a row; long values go on in lines of their own.
func comparedLines(s theme.Styles, row compare.Row, columns comparedColumns) []string {
	mark, name, value, word := strings.Repeat(" ", compareMark), s.Label, s.Text, ""
	right := comparedValue(row.Right, columns.side)
	switch row.Verdict {
	case compare.VerdictChanged:
		mark, name, value, word = s.Warning.Render(draw.Fit(s.Glyphs.Changed, compareMark, "")), s.Warning, s.Strong, "changed"
	case compare.VerdictSame:
		value, right = s.Muted, []string{"same"}
	case compare.VerdictNoise:
		name, value, word = s.Muted, s.Muted, "noise"
	}
	names := strings.Split(ansi.Wrap(visible.Line(row.Name), columns.name, "-_"), "\n")
	if columns.verdict == 0 && word != "" {
		names = append(names, word)
	}
	left := comparedValue(row.Left, columns.side)
	gap := strings.Repeat(" ", compareGap)
	var lines []string
	for i := range max(len(names), len(left), len(right)) {
		line := strings.Repeat(" ", compareMark)
		if i == 0 {
			line = mark
		}
		line += cellOf(names, i, columns.name, name) + gap + cellOf(left, i, columns.side, value) + gap + cellOf(right, i, columns.side, value)
		if i == 0 && columns.verdict > 0 {
			line += gap + name.Render(word)
		}
		lines = append(lines, line)
	}
	return lines
}

// maxComparedLines keeps one long value from filling the view.
const maxComparedLines = 12

// comparedValue breaks a value into lines; a missing one is named.
func comparedValue(text string, width int) []string {
	if text == "" {
		return []string{"none"}
	}
	lines := strings.Split(ansi.Hardwrap(visible.Line(text), max(width, 1), true), "\n")
	if len(lines) > maxComparedLines {
		return append(lines[:maxComparedLines], "and more")
	}
	return lines
}

// cellOf is a line of a cell, blank where the cell has fewer.
func cellOf(lines []string, i, width int, style lipgloss.Style) string {
	if i >= len(lines) {
		return strings.Repeat(" ", width)
	}
	return style.Render(draw.Fit(lines[i], width, ""))
}
