package tui

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/theme"
)

// menuItem is one choice. Name and detail may hold outside text; the menu makes
// them safe to show.
type menuItem struct {
	// id tells the owner what was chosen.
	id string
	// name is what the filter looks at.
	name, detail string
	// hint is a key that does the same without the menu.
	hint string
	// about is said in full below the list while the choice is selected.
	about string
	// unavailable says why the choice cannot be made now.
	unavailable string
}

// menu is a list to choose from, filtered by typing. Digits choose at once as
// long as nothing is typed.
type menu struct {
	title  string
	items  []menuItem
	filter field.Field
	// matches are the indexes of the items that pass the filter, best first.
	matches []int
	at      int
	// hints say what other keys do; they stand in the bottom line.
	hints string
	// empty is shown when there is nothing to choose from.
	empty string
	// run does what was chosen; where it is nil, the owner knows by the kind.
	run func(id string) tea.Cmd
}

func newMenu(title string, items []menuItem) menu {
	m := menu{title: title, filter: field.New("type to filter")}
	m.filter.Focus()
	m.SetItems(items)
	return m
}

// SetItems replaces the choices and keeps the filter and, by id, the selection.
func (m *menu) SetItems(items []menuItem) {
	selected, _ := m.Selected()
	m.items = items
	m.apply()
	m.Select(selected.id)
}

// Select moves to the item of that id, if it is in the list.
func (m *menu) Select(id string) {
	for i, index := range m.matches {
		if m.items[index].id == id {
			m.at = i
		}
	}
}

// Selected is the item the pointer is on.
func (m *menu) Selected() (menuItem, bool) {
	if m.at < 0 || m.at >= len(m.matches) {
		return menuItem{}, false
	}
	return m.items[m.matches[m.at]], true
}

// Update takes a key and reports whether an item was chosen with it.
func (m *menu) Update(msg tea.KeyMsg) (chosen bool) {
	switch msg.String() {
	case "enter":
		_, chosen = m.Selected()
		return chosen
	case "up", "shift+tab":
		m.move(-1)
	case "down", "tab":
		m.move(1)
	case "home":
		m.at = 0
	case "end":
		m.at = max(len(m.matches)-1, 0)
	default:
		if n, ok := m.digit(msg); ok {
			m.at = n
			return true
		}
		if m.filter.Update(msg) {
			m.apply()
		}
	}
	return false
}

// digit reads 1 to 9 as a choice while the filter is empty.
func (m *menu) digit(msg tea.KeyMsg) (int, bool) {
	text := msg.String()
	if m.filter.Value() != "" || len(text) != 1 || text[0] < '1' || text[0] > '9' {
		return 0, false
	}
	n := int(text[0] - '1')
	return n, n < len(m.matches)
}

func (m *menu) move(by int) {
	if n := len(m.matches); n > 0 {
		m.at = (m.at + by + n) % n
	}
}

// apply recomputes the matches: items whose name holds the filter's letters in
// their order, those that hold them together first.
func (m *menu) apply() {
	wanted := strings.ToLower(strings.TrimSpace(m.filter.Value()))
	var together, scattered []int
	for i, item := range m.items {
		name := strings.ToLower(item.name + " " + item.detail)
		switch {
		case strings.Contains(name, wanted):
			together = append(together, i)
		case holdsInOrder(name, wanted):
			scattered = append(scattered, i)
		}
	}
	m.matches = append(together, scattered...)
	m.at = 0
}

func holdsInOrder(text, letters string) bool {
	rest := []rune(letters)
	for _, r := range text {
		if len(rest) > 0 && r == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// menuWidth is how wide a menu becomes where there is room.
const menuWidth = 76

// View draws the menu as a box for an area of the given size.
func (m *menu) View(s theme.Styles, width, height int) []string {
	boxWidth := min(menuWidth, width-2)
	inner := boxWidth - draw.BoxFrame
	lines := []string{m.filter.View(s, inner), ""}
	foot := m.foot(s, inner)
	room := height - draw.BoxRows - len(lines) - len(foot)
	lines = append(lines, m.rows(s, inner, room)...)
	lines = append(lines, foot...)
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render(m.title), Lines: lines, Border: s.Accent,
		Width: boxWidth, Height: min(len(lines)+draw.BoxRows, height),
	})
}

// foot is what the selected item and the hints say below the list.
func (m *menu) foot(s theme.Styles, width int) []string {
	var lines []string
	if item, _ := m.Selected(); item.about != "" {
		lines = append(append(lines, ""), draw.Styled(draw.Wrap(visible.Line(item.about), width), s.Text)...)
	}
	if m.hints != "" {
		lines = append(append(lines, ""), draw.Styled(draw.Wrap(m.hints, width), s.Muted)...)
	}
	return lines
}

// rows draws the items around the selected one.
func (m *menu) rows(s theme.Styles, width, room int) []string {
	if len(m.matches) == 0 {
		text := m.empty
		if len(m.items) > 0 || text == "" {
			text = "nothing matches"
		}
		return draw.Styled(draw.Wrap(text, width), s.Muted)
	}
	nameWidth := 0
	for _, item := range m.items {
		nameWidth = max(nameWidth, ansi.StringWidth(visible.Line(item.name)))
	}
	nameWidth = min(nameWidth, width/2)
	first := max(0, min(m.at-room/2, len(m.matches)-room))
	var rows []string
	for i := first; i < len(m.matches) && len(rows) < room; i++ {
		rows = append(rows, m.row(s, i, nameWidth, width))
	}
	return rows
}

func (m *menu) row(s theme.Styles, i, nameWidth, width int) string {
	item := m.items[m.matches[i]]
	name := draw.Fit(visible.Line(item.name), nameWidth, s.Glyphs.Ellipsis)
	detail := visible.Line(item.detail)
	number := " "
	if i < 9 && m.filter.Value() == "" {
		number = fmt.Sprint(i + 1)
	}
	pointer, style, rest := " ", s.Text, s.Muted
	if i == m.at {
		pointer, style = s.Glyphs.Pointer, s.Selected
	}
	if item.unavailable != "" {
		style, detail = s.Muted, item.unavailable
	}
	left := s.Selected.Render(pointer) + " " + s.Muted.Render(number) + " " + style.Render(name)
	hint := ""
	if item.hint != "" {
		hint = s.Key.Render(item.hint)
	}
	room := width - ansi.StringWidth(left) - ansi.StringWidth(hint) - 3
	if detail != "" && room > 8 {
		left += "  " + rest.Render(ansi.Truncate(detail, room, s.Glyphs.Ellipsis))
	}
	return draw.Spread(left, hint, width, s.Glyphs.Ellipsis)
}
