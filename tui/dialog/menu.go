package dialog

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/theme"
)

// Choice is one thing to choose. Name and Detail may hold outside text; the menu
// makes them safe to show.
type Choice struct {
	// ID tells choices of a list apart; the Name does where it is empty.
	ID string
	// Name is what the filter looks at.
	Name, Detail string
	// Hint is a key that does the same without the menu.
	Hint string
	// About is said in full below the list while the choice is selected.
	About string
	// Unavailable says why the choice cannot be made now.
	Unavailable string
	// Run does what was chosen, after the menu is closed; nil does nothing.
	Run func() tea.Cmd
}

func (c Choice) id() string { return cmp.Or(c.ID, c.Name) }

// Menu is a list to choose from, filtered by typing. Digits choose at once as
// long as nothing is typed.
type Menu struct {
	Title string
	// Hints say what other keys do, or what a choice means; they stand in the
	// bottom line.
	Hints string
	// Empty is shown when there is nothing to choose from.
	Empty string
	// Yields tells that a late result may open over the list while nothing is typed.
	Yields bool
	// Refresh lists the choices anew, for a list that changes while it is open.
	Refresh func() []Choice
	// Keys are keys that only this menu has.
	Keys func(msg tea.KeyMsg) (cmd tea.Cmd, done bool)
	// Refuse tells why a choice cannot be made.
	Refuse func(why string)

	choices []Choice
	filter  field.Field
	// matches are the indexes of the choices that pass the filter, best first.
	matches []int
	at      int
}

// NewMenu makes a menu of choices.
func NewMenu(title string, choices []Choice) *Menu {
	m := &Menu{Title: title, filter: field.New("type to filter")}
	m.filter.Focus()
	m.SetChoices(choices)
	return m
}

// Filter is what was typed to filter the list.
func (m *Menu) Filter() string { return m.filter.Value() }

// Typing is true: letters filter.
func (m *Menu) Typing() bool { return true }

// Leave clears the filter first, and then closes the menu.
func (m *Menu) Leave() bool {
	if m.filter.Value() == "" {
		return true
	}
	m.filter.SetValue("")
	m.apply()
	return false
}

// ShortHelp are the keys of every menu.
func (m *Menu) ShortHelp() []key.Binding {
	return []key.Binding{bind("enter", "choose"), bind("esc", "back")}
}

// SetChoices replaces the choices and keeps the filter and, by ID, the selection.
func (m *Menu) SetChoices(choices []Choice) {
	selected, _ := m.Selected()
	m.choices = choices
	m.apply()
	m.Select(selected.id())
}

// Select moves to the item of that id, if it is in the list.
func (m *Menu) Select(id string) {
	for i, index := range m.matches {
		if m.choices[index].id() == id {
			m.at = i
		}
	}
}

// Selected is the item the pointer is on.
func (m *Menu) Selected() (Choice, bool) {
	if m.at < 0 || m.at >= len(m.matches) {
		return Choice{}, false
	}
	return m.choices[m.matches[m.at]], true
}

// Update moves, filters, or makes the choice.
func (m *Menu) Update(msg tea.KeyMsg) Outcome {
	if m.Keys != nil {
		if cmd, done := m.Keys(msg); done {
			return Outcome{Run: func() tea.Cmd { return cmd }}
		}
	}
	switch msg.String() {
	case "enter":
		return m.choose()
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
			return m.choose()
		}
		if m.filter.Update(msg) {
			m.apply()
		}
	}
	return Outcome{}
}

// choose takes the selected choice, if it can be made.
func (m *Menu) choose() Outcome {
	choice, ok := m.Selected()
	switch {
	case !ok:
		return Outcome{}
	case choice.Unavailable != "":
		if m.Refuse != nil {
			m.Refuse(choice.Unavailable)
		}
		return Outcome{}
	}
	return Outcome{Close: true, Run: choice.Run}
}

// digit reads 1 to 9 as a choice while the filter is empty.
func (m *Menu) digit(msg tea.KeyMsg) (int, bool) {
	text := msg.String()
	if m.filter.Value() != "" || len(text) != 1 || text[0] < '1' || text[0] > '9' {
		return 0, false
	}
	n := int(text[0] - '1')
	return n, n < len(m.matches)
}

func (m *Menu) move(by int) {
	if n := len(m.matches); n > 0 {
		m.at = (m.at + by + n) % n
	}
}

// apply recomputes the matches: items whose name holds the filter's letters in
// their order, those that hold them together first.
func (m *Menu) apply() {
	wanted := strings.ToLower(strings.TrimSpace(m.filter.Value()))
	var together, scattered []int
	for i, item := range m.choices {
		name := strings.ToLower(item.Name + " " + item.Detail)
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
func (m *Menu) View(s theme.Styles, width, height int) []string {
	boxWidth := min(menuWidth, width-2)
	inner := boxWidth - draw.BoxFrame
	lines := []string{m.filter.View(s, inner), ""}
	foot := m.foot(s, inner)
	room := height - draw.BoxRows - len(lines) - len(foot)
	lines = append(lines, m.rows(s, inner, room)...)
	lines = append(lines, foot...)
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render(m.Title), Lines: lines, Border: s.Accent,
		Width: boxWidth, Height: min(len(lines)+draw.BoxRows, height),
	})
}

// foot is what the selected item and the hints say below the list.
func (m *Menu) foot(s theme.Styles, width int) []string {
	var lines []string
	if item, _ := m.Selected(); item.About != "" {
		lines = append(append(lines, ""), draw.Styled(draw.Wrap(visible.Line(item.About), width), s.Text)...)
	}
	if m.Hints != "" {
		lines = append(append(lines, ""), draw.Styled(draw.Wrap(m.Hints, width), s.Muted)...)
	}
	return lines
}

// rows draws the items around the selected one.
func (m *Menu) rows(s theme.Styles, width, room int) []string {
	if len(m.matches) == 0 {
		text := m.Empty
		if len(m.choices) > 0 || text == "" {
			text = "nothing matches"
		}
		return draw.Styled(draw.Wrap(text, width), s.Muted)
	}
	nameWidth := 0
	for _, item := range m.choices {
		nameWidth = max(nameWidth, ansi.StringWidth(visible.Line(item.Name)))
	}
	nameWidth = min(nameWidth, width/2)
	first := max(0, min(m.at-room/2, len(m.matches)-room))
	var rows []string
	for i := first; i < len(m.matches) && len(rows) < room; i++ {
		rows = append(rows, m.row(s, i, nameWidth, width))
	}
	return rows
}

func (m *Menu) row(s theme.Styles, i, nameWidth, width int) string {
	item := m.choices[m.matches[i]]
	name := draw.Fit(visible.Line(item.Name), nameWidth, s.Glyphs.Ellipsis)
	detail := visible.Line(item.Detail)
	number := " "
	if i < 9 && m.filter.Value() == "" {
		number = fmt.Sprint(i + 1)
	}
	pointer, style, rest := " ", s.Text, s.Muted
	if i == m.at {
		pointer, style = s.Glyphs.Pointer, s.Selected
	}
	if item.Unavailable != "" {
		style, detail = s.Muted, item.Unavailable
	}
	left := s.Selected.Render(pointer) + " " + s.Muted.Render(number) + " " + style.Render(name)
	hint := ""
	if item.Hint != "" {
		hint = s.Key.Render(item.Hint)
	}
	room := width - ansi.StringWidth(left) - ansi.StringWidth(hint) - 3
	if detail != "" && room > 8 {
		left += "  " + rest.Render(ansi.Truncate(detail, room, s.Glyphs.Ellipsis))
	}
	return draw.Spread(left, hint, width, s.Glyphs.Ellipsis)
}
