package history

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// rows draws the rows group by group.
func (c *Comparison) rows(s theme.Styles, columns comparedColumns, width int) []string {
	var lines []string
	for rest := c.comparison.Rows; len(rest) > 0; {
		group, end := rest[0].Group, 1
		for end < len(rest) && rest[end].Group == group {
			end++
		}
		var shown []string
		changed, folded := 0, 0
		for _, row := range rest[:end] {
			if row.Verdict == compare.VerdictNoise && !c.noise {
				folded++
				continue
			}
			if row.Verdict == compare.VerdictChanged {
				changed++
			}
			shown = append(shown, c.lines(s, row, columns)...)
		}
		title := s.Section.Render(draw.Capital(string(group)))
		if changed > 0 {
			title += s.Muted.Render(fmt.Sprintf("  %d changed", changed))
		}
		lines = append(append(lines, "", title), shown...)
		if folded > 0 {
			text := phrase.Count(folded, "more differs", "more differ") + " in every attempt; " + c.keys.Noise.Help().Key + " shows"
			lines = append(lines, draw.Styled(draw.Wrap(strings.Repeat(" ", compareMark)+text, width), s.Muted)...)
		}
		rest = rest[end:]
	}
	return lines
}

// lines draws a row. Values that do not fit side by side stand one below the
// other, so that none is broken.
func (c *Comparison) lines(s theme.Styles, row compare.Row, columns comparedColumns) []string {
	mark, name, value := "", s.Label, s.Text
	left, right := comparedValue(row.Left), comparedValue(row.Right)
	switch row.Verdict {
	case compare.VerdictChanged:
		mark, value = s.Warning.Render(s.Glyphs.Changed), s.Strong
	case compare.VerdictSame:
		value, right = s.Muted, "same"
	case compare.VerdictNoise:
		name, value = s.Muted, s.Muted
	}
	names := nameLines(visible.Line(row.Name), columns.name, s.Glyphs.Ellipsis)
	var values []string
	switch fits := func(text string) bool { return ansi.StringWidth(text) <= columns.side }; {
	case fits(left) && fits(right):
		values = []string{value.Render(draw.Fit(left, columns.side, "")) + strings.Repeat(" ", compareGap) + value.Render(right)}
	case row.Verdict == compare.VerdictSame:
		values = c.value(s, left, columns.both(), value)
	default:
		for _, side := range []struct{ name, value string }{{"left", left}, {"right", right}} {
			lead := s.Muted.Render(draw.Fit(side.name, sideName, ""))
			for i, line := range c.value(s, side.value, columns.both()-sideName, value) {
				if i > 0 {
					lead = strings.Repeat(" ", sideName)
				}
				values = append(values, lead+line)
			}
		}
	}
	var lines []string
	for i := range max(len(names), len(values)) {
		line := strings.Repeat(" ", compareMark)
		if i == 0 {
			line = draw.Fit(mark, compareMark, "")
		}
		line += cellOf(names, i, columns.name, name)
		if i < len(values) {
			line += strings.Repeat(" ", compareGap) + values[i]
		}
		lines = append(lines, line)
	}
	return lines
}

const (
	// sideName is the width of the word before a value that has lines of its own.
	sideName = 7
	// mostValueLines keeps one long text from filling the view.
	mostValueLines = 6
)

// value is one over the width of both sides: a sentence goes on in further lines, and
// what has no blank is cut in its middle, unless all of it is asked for.
func (c *Comparison) value(s theme.Styles, text string, width int, style theme.Style) []string {
	if c.whole {
		return draw.Styled(draw.WrapAll(text, width), style)
	}
	lines := draw.Styled(draw.Wrap(text, width), style)
	if len(lines) > mostValueLines {
		lines = append(lines[:mostValueLines-1], s.Muted.Render("and more; "+c.keys.Whole.Help().Key+" shows it"))
	}
	return lines
}

// comparedValue is a value as it is shown; a missing one is named.
func comparedValue(text string) string { return cmp.Or(visible.Line(text), "none") }

// nameLines breaks a name between its words: "server's message", "Content-Type".
func nameLines(name string, width int, ellipsis string) (lines []string) {
	line := ""
	for name != "" {
		end := strings.IndexAny(name, " -_") + 1
		if end == 0 {
			end = len(name)
		}
		if line != "" && ansi.StringWidth(strings.TrimSpace(line+name[:end])) > width {
			lines, line = append(lines, draw.Shorten(strings.TrimSpace(line), width, ellipsis)), ""
		}
		line, name = line+name[:end], name[end:]
	}
	return append(lines, draw.Shorten(strings.TrimSpace(line), width, ellipsis))
}

// cellOf is a line of a cell, blank where the cell has fewer.
func cellOf(lines []string, i, width int, style theme.Style) string {
	if i >= len(lines) {
		return strings.Repeat(" ", width)
	}
	return style.Render(draw.Fit(lines[i], width, ""))
}
