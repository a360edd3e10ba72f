package request

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// username draws the composed field "username" in its three parts, each with
// its name under it and the colour of its verdict.
func (f *Model) username(s theme.Styles, width int) []string {
	parts := f.Request().Parts()
	room := width - 2 - (len(parts) - 1)
	shown := make([]string, len(parts))
	for i, part := range parts {
		switch part.Value {
		case "":
			shown[i] = "(empty)"
		case redact.Mask:
			shown[i] = s.Glyphs.Mask
		default:
			shown[i] = visible.Line(part.Value)
		}
	}
	var values, names strings.Builder
	for i, width := range shareWidths(shown, room) {
		if i > 0 {
			values.WriteString(s.Strong.Render(":"))
			names.WriteString(" ")
		}
		style := s.Text
		if f.checking {
			style = s.Level(finding.Worst(finding.ForField(f.Findings, parts[i].Name)))
		}
		values.WriteString(style.Render(draw.Shorten(shown[i], width, s.Glyphs.Ellipsis)))
		names.WriteString(s.Muted.Render(bracket(s, parts[i].Name, width)))
	}
	return []string{
		"  " + s.Label.Render("username"),
		"  " + values.String(),
		"  " + names.String(),
	}
}

// shortNames stand under parts that are too narrow for the whole name.
var shortNames = map[finding.Field]string{finding.FieldClientID: "id", finding.FieldExternalRef: "ref", finding.FieldAddress: "adr"}

// bracket draws a name inside a brace of the given width.
func bracket(s theme.Styles, name finding.Field, width int) string {
	g := s.Glyphs
	for _, inner := range []string{" " + string(name) + " ", " " + shortNames[name] + " ", ""} {
		fill := width - ansi.StringWidth(g.TickLeft+inner+g.TickEnd)
		if fill >= 0 {
			return g.TickLeft + inner + strings.Repeat(g.Horizontal, fill) + g.TickEnd
		}
	}
	return ansi.Truncate(g.TickLeft, width, "")
}

// shareWidths returns each text the width it needs, or, where they do not all
// fit, takes from the widest until they do.
func shareWidths(texts []string, room int) []int {
	widths := make([]int, len(texts))
	total := 0
	for i, text := range texts {
		widths[i] = ansi.StringWidth(text)
		total += widths[i]
	}
	for ; total > room; total-- {
		widest := 0
		for i := range widths {
			if widths[i] > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= 1 {
			break
		}
		widths[widest]--
	}
	return widths
}
