package tui

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
)

// fit makes a line exactly width cells wide: cut with an ellipsis, or padded.
func fit(line string, width int, ellipsis string) string {
	if width <= 0 {
		return ""
	}
	have := ansi.StringWidth(line)
	if have > width {
		line = ansi.Truncate(line, width, ellipsis)
		have = ansi.StringWidth(line)
	}
	if have < width {
		line += strings.Repeat(" ", width-have)
	}
	return line
}

// spread puts left and right at the two ends of a line. Where both do not fit,
// the left one is cut.
func spread(left, right string, width int, ellipsis string) string {
	rightWidth := ansi.StringWidth(right)
	if rightWidth == 0 {
		return fit(left, width, ellipsis)
	}
	if rightWidth >= width {
		return fit(right, width, ellipsis)
	}
	return fit(left, width-rightWidth-1, ellipsis) + " " + right
}

// wrap breaks text that holds no escape sequences into lines of at most width
// cells, at spaces where it can.
func wrap(text string, width int) []string {
	if width <= 0 {
		return nil
	}
	return strings.Split(ansi.Wrap(text, width, ""), "\n")
}

// shorten cuts the middle out of a plain text that is wider than width.
func shorten(text string, width int, ellipsis string) string {
	if ansi.StringWidth(text) <= width {
		return text
	}
	mark := ansi.StringWidth(ellipsis)
	if width <= mark {
		return ansi.Truncate(text, max(width, 0), "")
	}
	head := (width - mark + 1) / 2
	tail := width - mark - head
	whole := ansi.StringWidth(text)
	return ansi.Cut(text, 0, head) + ellipsis + ansi.Cut(text, whole-tail, whole)
}

// hang puts lines behind a first prefix, and under it behind blanks.
func hang(prefix string, lines []string, style lipgloss.Style) []string {
	indent := strings.Repeat(" ", ansi.StringWidth(prefix))
	out := make([]string, len(lines))
	for i, line := range lines {
		if i == 0 {
			out[i] = prefix + style.Render(line)
			continue
		}
		out[i] = indent + style.Render(line)
	}
	return out
}

// box is a frame with words in its top border.
type box struct {
	// title and right stand in the top border, already styled.
	title, right string
	// foot and footRight stand in the bottom border.
	foot, footRight string
	lines           []string
	width, height   int
	border          lipgloss.Style
}

// boxFrame is what the border and one blank on each side take from the width;
// boxRows what the border takes from the height.
const (
	boxFrame = 4
	boxRows  = 2
)

// draw returns the box as exactly height lines of width cells. Lines that do not
// fit are left out; callers decide beforehand what matters most.
func drawBox(s styles, b box) []string {
	g := s.glyphs
	inner := b.width - boxFrame
	if inner < 1 || b.height < boxRows {
		return blank(b.width, b.height)
	}
	out := make([]string, 0, b.height)
	out = append(out, border(s, b, g.topLeft, g.topRight, b.title, b.right))
	side := b.border.Render(g.vertical)
	for i := range b.height - boxRows {
		line := ""
		if i < len(b.lines) {
			line = b.lines[i]
		}
		out = append(out, side+" "+fit(line, inner, g.ellipsis)+" "+side)
	}
	return append(out, border(s, b, g.botLeft, g.botRight, b.foot, b.footRight))
}

// border draws a box's upper or lower border with words in it.
func border(s styles, b box, leftCorner, rightCorner, title, right string) string {
	g := s.glyphs
	room := b.width - 2
	if ansi.StringWidth(right) > 0 {
		right = " " + right + " "
	} else {
		right = ""
	}
	if title != "" {
		title = " " + title + " "
	}
	if ansi.StringWidth(title)+ansi.StringWidth(right)+2 > room {
		right = ""
	}
	title = ansi.Truncate(title, room-1, g.ellipsis)
	fill := room - ansi.StringWidth(title) - ansi.StringWidth(right)
	tail := ""
	if right != "" {
		tail, fill = g.horizontal, fill-1
	}
	return b.border.Render(leftCorner) + title +
		b.border.Render(strings.Repeat(g.horizontal, max(fill, 0))) + right +
		b.border.Render(tail+rightCorner)
}

// blank is an empty area.
func blank(width, height int) []string {
	lines := make([]string, max(height, 0))
	for i := range lines {
		lines[i] = strings.Repeat(" ", max(width, 0))
	}
	return lines
}

// beside puts two areas of the same height next to each other.
func beside(left, right []string) []string {
	out := make([]string, len(left))
	for i := range left {
		out[i] = left[i] + right[i]
	}
	return out
}

// recede takes the colours out of an area, so that what lies over it stands out.
func recede(s styles, area []string) []string {
	out := make([]string, len(area))
	for i, line := range area {
		out[i] = s.frame.Render(ansi.Strip(line))
	}
	return out
}

// over lays a box in the middle of an area of the given width.
func over(area, lid []string, width int) []string {
	if len(lid) == 0 {
		return area
	}
	boxWidth := ansi.StringWidth(lid[0])
	left := max((width-boxWidth)/2, 0)
	top := max((len(area)-len(lid))/3, 0)
	out := append([]string(nil), area...)
	for i, line := range lid {
		row := top + i
		if row >= len(out) {
			break
		}
		under := out[row]
		out[row] = ansi.Cut(under, 0, left) + line + ansi.Cut(under, left+boxWidth, width)
	}
	return out
}

// styled puts a style on each line.
func styled(lines []string, style lipgloss.Style) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = style.Render(line)
	}
	return out
}

// button centres a button's text, with a pointer when it has the focus.
func button(s styles, text string, focused bool, style lipgloss.Style, width int) string {
	pointer := " "
	if focused {
		pointer, style = s.glyphs.pointer, style.Bold(true)
	}
	text = pointer + " " + text
	pad := strings.Repeat(" ", max((width-ansi.StringWidth(text))/2, 0))
	return pad + style.Render(text)
}

// styleOf names a style where it is handed on.
type styleOf = lipgloss.Style
