package dialog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// The widths of a menu's box: what it has at least and at most where there is room.
const menuMinWidth, menuMaxWidth = 48, 116

// actsWidth is the room that a menu has for its keys at least.
const actsWidth = 72

// leadWidth are the cells of the pointer and the number before a name.
const leadWidth = 4

// needs is how wide the box has to be so that nothing of the list is cut.
func (m *Menu) needs(s theme.Styles) int {
	widest, name := 0, m.names
	for _, c := range m.choices {
		row := leadWidth + name
		if detail := c.detail(); detail != "" {
			row += 2 + ansi.StringWidth(detail)
		}
		if c.Hint != "" {
			row += 2 + ansi.StringWidth(c.Hint)
		}
		widest = max(widest, row, min(ansi.StringWidth(visible.Line(c.About)), draw.ProseWidth))
	}
	widest = max(widest, min(ansi.StringWidth(m.Hints), draw.ProseWidth), min(ansi.StringWidth(m.Empty), draw.ProseWidth), ansi.StringWidth(m.Title)+4)
	if len(m.keys()) > 0 {
		widest = max(widest, actsWidth)
	}
	return min(max(widest+draw.BoxFrame, menuMinWidth), menuMaxWidth)
}

// detail is what stands behind a name: why it is unavailable before all.
func (c Choice) detail() string {
	if c.Unavailable != "" {
		return visible.Line(c.Unavailable)
	}
	return visible.Line(c.Detail)
}

// nameColumn is how wide the column of the names is: a long name goes on in the next
// line, so that there is room for what stands behind the others.
func (m *Menu) nameColumn(width int) int {
	room := width - leadWidth
	if slices.ContainsFunc(m.choices, func(c Choice) bool { return c.detail() != "" }) {
		room = min(room, max(room*namePart/nameOf, leastName))
	}
	return min(m.names, max(room, 1))
}

// A name takes three fifths of a row with details at most, where that is not too little.
const namePart, nameOf, leastName = 3, 5, 40

// View draws the menu as a box for an area of the given size.
func (m *Menu) View(s theme.Styles, width, height int) []string {
	boxWidth := min(m.needs(s), width-2)
	inner := boxWidth - draw.BoxFrame
	var head []string
	if m.typing || m.filter.Value() != "" {
		head = []string{s.Key.Render("/") + " " + m.filter.View(s, inner-2), ""}
	}
	foot := m.foot(s, inner)
	room := max(height-draw.BoxRows-len(head)-len(foot), 1)
	lines := append(append(head, m.list(s, inner, room)...), foot...)
	position := ""
	if len(m.matches) > m.room {
		position = s.Muted.Render(fmt.Sprintf("%d of %d", m.at+1, len(m.matches)))
	}
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render(m.Title), FootRight: position, Lines: lines, Border: s.Accent,
		Width: boxWidth, Height: min(len(lines)+draw.BoxRows, height),
	})
}

// foot is what the selected item, the hints and the keys say below the list.
func (m *Menu) foot(s theme.Styles, width int) []string {
	var lines []string
	add := func(text string, style func(string) string) {
		if text == "" {
			return
		}
		lines = append(lines, "")
		for _, line := range draw.Wrap(text, width) {
			lines = append(lines, style(line))
		}
	}
	item, _ := m.Selected()
	if whole := item.detail(); whole != "" && ansi.StringWidth(whole) > m.detailRoom(item, width) {
		add(whole, s.Muted.Render)
	}
	add(visible.Line(item.About), s.Text.Render)
	add(m.Hints, s.Muted.Render)
	if own := m.keys(); len(own) > 0 && !m.typing {
		var keys [][2]string
		for _, act := range own {
			keys = append(keys, [2]string{act.Help().Key, act.Help().Desc})
		}
		lines = append(append(lines, ""), draw.PressAll(s, keys, width)...)
	}
	return lines
}

// list draws the choices around the selected one.
func (m *Menu) list(s theme.Styles, width, room int) (lines []string) {
	m.room = room
	if len(m.matches) == 0 {
		text := m.Empty
		if len(m.choices) > 0 || text == "" {
			text = "nothing matches"
		}
		return draw.Styled(draw.Wrap(text, width), s.Muted)
	}
	rows := make([][]string, len(m.matches))
	for i := range rows {
		rows[i] = zone.Rows(zone.Part(rowPart, i), m.row(s, i, width), width)
	}
	first := firstInSight(rows, m.at, room)
	m.room = 0
	for i := first; i < len(rows) && len(lines)+len(rows[i]) <= room; i++ {
		lines = append(lines, rows[i]...)
		m.room++
	}
	if m.room == 0 { // not even the selected one has room
		m.room, lines = 1, rows[m.at][:min(room, len(rows[m.at]))]
	}
	return lines
}

// firstInSight is the row to begin with, so that the selected one stands in the middle
// where the list goes on in both directions.
func firstInSight(rows [][]string, at, room int) int {
	above, below := 0, 0
	for _, row := range rows[at:] {
		below += len(row)
	}
	first := at
	for first > 0 {
		next := above + len(rows[first-1])
		if next+len(rows[at]) > room || next > room/2 && next+below > room {
			break
		}
		first, above = first-1, next
	}
	return first
}

// detailRoom is how many cells are left for the detail of a choice.
func (m *Menu) detailRoom(item Choice, width int) int {
	room := width - leadWidth - m.nameColumn(width) - 2
	if item.Hint != "" {
		room -= ansi.StringWidth(item.Hint) + 2
	}
	return room
}

// row draws a choice: its name whole, in as many lines as it needs.
func (m *Menu) row(s theme.Styles, i, width int) []string {
	item := m.choices[m.matches[i]]
	number := " "
	if i < 9 && !m.typing {
		number = fmt.Sprint(i + 1)
	}
	style := s.Text
	if i == m.at {
		style = s.Selected
	}
	if item.Unavailable != "" {
		style = s.Muted
	}
	lead := s.Pointer(i == m.at) + " " + s.Muted.Render(number) + " "
	names := draw.WrapAll(visible.Line(item.Name), m.nameColumn(width))
	lines := make([]string, len(names))
	for n, name := range names {
		lines[n] = strings.Repeat(" ", leadWidth) + style.Render(name)
	}
	if len(names) == 0 {
		return []string{lead}
	}
	first := lead + style.Render(draw.Fit(names[0], m.nameColumn(width), ""))
	hint := ""
	if item.Hint != "" && len(names) == 1 {
		hint = s.Key.Render(item.Hint)
	}
	if detail, room := item.detail(), m.detailRoom(item, width); detail != "" && room > 8 {
		first += "  " + s.Muted.Render(draw.Begin(detail, room, s.Glyphs.Ellipsis))
	}
	lines[0] = draw.Spread(first, hint, width, "")
	return lines
}
