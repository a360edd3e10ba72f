package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// username draws the composed field "username" in its three parts, each with
// its name under it and the colour of its verdict.
func (f *requestForm) username(s styles, width int) []string {
	parts := f.Request().Parts()
	room := width - 2 - (len(parts) - 1)
	shown := make([]string, len(parts))
	for i, part := range parts {
		switch part.Value {
		case "":
			shown[i] = "(empty)"
		case redact.Mask:
			shown[i] = s.glyphs.mask
		default:
			shown[i] = visible.Line(part.Value)
		}
	}
	var values, names strings.Builder
	for i, width := range shareWidths(shown, room) {
		if i > 0 {
			values.WriteString(s.strong.Render(":"))
			names.WriteString(" ")
		}
		values.WriteString(s.level(parts[i].Level).Render(shorten(shown[i], width, s.glyphs.ellipsis)))
		names.WriteString(s.muted.Render(bracket(s, parts[i].Name, width)))
	}
	return []string{
		"  " + s.label.Render("username"),
		"  " + values.String(),
		"  " + names.String(),
	}
}

// shortNames stand under parts that are too narrow for the whole name.
var shortNames = map[string]string{"client_id": "id", "external_ref": "ref", "address": "adr"}

// bracket draws a name inside a brace of the given width.
func bracket(s styles, name string, width int) string {
	g := s.glyphs
	for _, inner := range []string{" " + name + " ", " " + shortNames[name] + " ", ""} {
		fill := width - ansi.StringWidth(g.tickLeft+inner+g.tickEnd)
		if fill >= 0 {
			return g.tickLeft + inner + strings.Repeat(g.horizontal, fill) + g.tickEnd
		}
	}
	return ansi.Truncate(g.tickLeft, width, "")
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
