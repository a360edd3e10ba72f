// Package draw lays text out: lines, boxes, pages, and the words for times and
// findings.
package draw

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/theme"
)

// Fit makes a line exactly width cells wide: cut with an ellipsis, or padded.
func Fit(line string, width int, ellipsis string) string {
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

// Spread puts left and right at the two ends of a line. Where both do not fit,
// the left one is cut.
func Spread(left, right string, width int, ellipsis string) string {
	rightWidth := ansi.StringWidth(right)
	if rightWidth == 0 {
		return Fit(left, width, ellipsis)
	}
	if rightWidth >= width {
		return Fit(right, width, ellipsis)
	}
	return Fit(left, width-rightWidth-1, ellipsis) + " " + right
}

// Shorten cuts the middle out of a plain text that is wider than width.
func Shorten(text string, width int, ellipsis string) string {
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

// Begin shows the beginning of a text that is too long, cut between two words where that
// leaves half of the width.
func Begin(text string, width int, ellipsis string) string {
	if ansi.StringWidth(text) <= width {
		return text
	}
	cut := ansi.Truncate(text, max(width-ansi.StringWidth(ellipsis), 0), "")
	if at := strings.LastIndexByte(cut, ' '); at*2 >= width && text[len(cut):][0] != ' ' {
		cut = cut[:at]
	}
	return ansi.Truncate(strings.TrimRight(cut, " ,;:")+ellipsis, width, "")
}

// Hang puts lines behind a first prefix, and under it behind blanks.
func Hang(prefix string, lines []string, style theme.Style) []string {
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

// Box is a frame with words in its top border.
type Box struct {
	// Title and right stand in the top border, already styled.
	Title, Right string
	// Foot and footRight stand in the bottom border.
	Foot, FootRight string
	Lines           []string
	Width, Height   int
	Border          theme.Style
	// Bare leaves the sides out.
	Bare bool
}

// boxFrame is what the border and one blank on each side take from the width;
// boxRows what the border takes from the height.
const (
	BoxFrame = 4
	BoxRows  = 2
)

// draw returns the box as exactly height lines of width cells. Lines that do not
// fit are left out; callers decide beforehand what matters most.
func DrawBox(s theme.Styles, b Box) []string {
	g := s.Glyphs
	inner := b.Width - BoxFrame
	corners := [4]string{g.TopLeft, g.TopRight, g.BotLeft, g.BotRight}
	side, gap := b.Border.Render(g.Vertical), " "
	if b.Bare {
		inner, side, gap = b.Width, "", ""
		corners = [4]string{g.Horizontal, g.Horizontal, g.Horizontal, g.Horizontal}
	}
	if inner < 1 || b.Height < BoxRows {
		return Blank(b.Width, b.Height)
	}
	out := make([]string, 0, b.Height)
	out = append(out, border(s, b, corners[0], corners[1], b.Title, b.Right))
	for i := range b.Height - BoxRows {
		line := ""
		if i < len(b.Lines) {
			line = b.Lines[i]
		}
		out = append(out, side+gap+Fit(line, inner, g.Ellipsis)+gap+side)
	}
	return append(out, border(s, b, corners[2], corners[3], b.Foot, b.FootRight))
}

// border draws a box's upper or lower border with words in it.
func border(s theme.Styles, b Box, leftCorner, rightCorner, title, right string) string {
	g := s.Glyphs
	room := b.Width - 2
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
	title = ansi.Truncate(title, room-1, g.Ellipsis)
	fill := room - ansi.StringWidth(title) - ansi.StringWidth(right)
	tail := ""
	if right != "" {
		tail, fill = g.Horizontal, fill-1
	}
	return b.Border.Render(leftCorner) + title +
		b.Border.Render(strings.Repeat(g.Horizontal, max(fill, 0))) + right +
		b.Border.Render(tail+rightCorner)
}

// Blank is an empty area.
func Blank(width, height int) []string {
	lines := make([]string, max(height, 0))
	for i := range lines {
		lines[i] = strings.Repeat(" ", max(width, 0))
	}
	return lines
}

// Beside puts two areas of the same height next to each other.
func Beside(left, right []string) []string {
	out := make([]string, len(left))
	for i := range left {
		out[i] = left[i] + right[i]
	}
	return out
}

// Recede takes the colours out of an area, so that what lies over it stands out.
func Recede(s theme.Styles, area []string) []string {
	out := make([]string, len(area))
	for i, line := range area {
		out[i] = s.Frame.Render(ansi.Strip(line))
	}
	return out
}

// Over lays a box in the middle of an area of the given width.
func Over(area, lid []string, width int) []string {
	if len(lid) == 0 {
		return area
	}
	boxWidth := ansi.StringWidth(lid[0])
	left, top := Corner(lid, width, len(area))
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

// Corner is where Over puts the upper left corner of a box.
func Corner(lid []string, width, height int) (left, top int) {
	if len(lid) == 0 {
		return 0, 0
	}
	return max((width-ansi.StringWidth(lid[0]))/2, 0), max((height-len(lid))/3, 0)
}

// Styled puts a style on each line.
func Styled(lines []string, style theme.Style) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = style.Render(line)
	}
	return out
}

// Button centres a button's text, with a pointer when it has the focus.
func Button(s theme.Styles, text string, focused bool, style theme.Style, width int) string {
	pointer := " "
	if focused {
		pointer, style = s.Glyphs.Pointer, style.Bold()
	}
	text = pointer + " " + text
	pad := strings.Repeat(" ", max((width-ansi.StringWidth(text))/2, 0))
	return pad + style.Render(text)
}

// Style names a style where it is handed on.
type Style = theme.Style
