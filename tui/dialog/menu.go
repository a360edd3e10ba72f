package dialog

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
)

// Choice is one thing to choose. Name and Detail may hold outside text; the menu
// makes them safe to show.
type Choice struct {
	// Value is what it stands for, which tells choices of a list apart; the Name where it
	// is nil. It is comparable.
	Value any
	// Name is what the filter looks at first, and is never cut.
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

func (c Choice) value() any {
	if c.Value == nil {
		return c.Name
	}
	return c.Value
}

// Menu is a list to choose from. Single letters are commands, digits choose at once,
// and a slash begins to filter; a palette filters from the start.
type Menu struct {
	Title string
	// Hints say what a choice means; they stand in the last lines.
	Hints string
	// Acts are the keys that only this menu has, as its last line shows them, and Act
	// does what they do.
	Acts []key.Binding
	// EmptyActs are those that do something while there is nothing to choose from.
	EmptyActs []key.Binding
	Act       func(msg tea.KeyMsg) (cmd tea.Cmd, done bool)
	// Empty is shown when there is nothing to choose from.
	Empty string
	// Yields tells that a late result may open over the list while nothing is typed.
	Yields bool
	// Refresh lists the choices anew, for a list that changes while it is open.
	Refresh func() []Choice
	// Refuse tells why a choice cannot be made.
	Refuse func(why string)

	choices []Choice
	// names is the width of the widest name.
	names  int
	filter field.Field
	// typing tells that letters filter; palette that they always do.
	typing, palette bool
	// matches are the indexes of the choices that pass the filter, best first.
	matches []int
	at      int
	// room is how many choices were in sight when it was drawn last.
	room int
}

// NewMenu makes a menu of choices.
func NewMenu(title string, choices []Choice) *Menu {
	m := &Menu{Title: title, filter: field.New("type to filter")}
	m.filter.Public = true
	m.SetChoices(choices)
	return m
}

// NewPalette makes a menu in which letters filter from the start.
func NewPalette(title string, choices []Choice) *Menu {
	m := NewMenu(title, choices)
	m.palette = true
	m.beginFilter()
	return m
}

// NewQuestion asks before something is done that cannot be undone: going back is
// chosen, and warning says what it means.
func NewQuestion(title, yes, warning string, run func() tea.Cmd) *Menu {
	m := NewMenu(title, []Choice{{Name: "Go back"}, {Name: yes, Run: run}})
	m.Hints = warning
	return m
}

// Filter is what was typed to filter the list.
func (m *Menu) Filter() string { return m.filter.Value() }

// Typing reports whether letters filter.
func (m *Menu) Typing() bool { return m.typing }

func (m *Menu) beginFilter() {
	m.typing = true
	m.filter.Focus()
}

func (m *Menu) endFilter() {
	m.typing = m.palette
	if !m.typing {
		m.filter.Blur()
	}
}

// Leave drops the filter first, and then closes the menu.
func (m *Menu) Leave() bool {
	if m.filter.Value() == "" && m.typing == m.palette {
		return true
	}
	m.filter.SetValue("")
	m.endFilter()
	m.apply()
	return false
}

// ShortHelp are the keys of every menu.
func (m *Menu) ShortHelp() []key.Binding {
	switch {
	case len(m.choices) == 0:
		return []key.Binding{draw.Bind("esc", "back")}
	case m.palette:
		return []key.Binding{draw.Bind("enter", "choose"), draw.Bind("esc", "back")}
	case m.typing:
		return []key.Binding{draw.Bind("enter", "choose"), draw.Bind("tab", "keep the filter"), draw.Bind("esc", "show all")}
	}
	return []key.Binding{draw.Bind("enter", "choose"), draw.Bind("/", "filter"), draw.Bind("esc", "back")}
}

// keys are the menu's own keys that do something now.
func (m *Menu) keys() []key.Binding {
	if len(m.choices) == 0 {
		return m.EmptyActs
	}
	return m.Acts
}

// SetChoices replaces the choices and keeps the filter and, by its value, the selection.
func (m *Menu) SetChoices(choices []Choice) {
	selected, _ := m.Selected()
	at := m.at
	m.choices = choices
	m.names = 0
	for _, c := range choices {
		m.names = max(m.names, ansi.StringWidth(visible.Line(c.Name)))
	}
	m.apply()
	m.at = max(min(at, len(m.matches)-1), 0) // the pointer stays where a row is gone: the first one is another profile
	m.Select(selected.value())
}

// Select moves to the choice that stands for a value, if it is in the list.
func (m *Menu) Select(value any) {
	for i, index := range m.matches {
		if m.choices[index].value() == value {
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
	switch name := msg.String(); {
	case msg.Paste && m.typing:
		m.typed(msg)
	case msg.Paste:
	case name == "enter":
		return m.choose()
	case name == "up", name == "shift+tab":
		m.step(-1)
	case name == "down", name == "tab" && (m.palette || !m.typing):
		m.step(1)
	case name == "pgup":
		m.move(-m.page())
	case name == "pgdown":
		m.move(m.page())
	case name == "tab":
		m.endFilter()
	case m.typing:
		m.typed(msg)
	default:
		return m.pressed(msg)
	}
	return Outcome{}
}

// typed gives a key to the filter.
func (m *Menu) typed(msg tea.KeyMsg) {
	if m.filter.Update(msg) {
		m.apply()
	}
}

// pressed takes a key while letters are commands.
func (m *Menu) pressed(msg tea.KeyMsg) Outcome {
	if m.Act != nil {
		if cmd, done := m.Act(msg); done {
			return Outcome{Run: func() tea.Cmd { return cmd }}
		}
	}
	switch name := msg.String(); {
	case name == "/":
		m.beginFilter()
	case name == "q":
		return Outcome{Close: true}
	case len(name) == 1 && name[0] >= '1' && name[0] <= '9':
		if n := int(name[0] - '1'); n < len(m.matches) {
			m.at = n
			return m.choose()
		}
	default:
		by, _ := draw.DefaultScrollKeys().Moves(msg, m.room)
		m.move(by)
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

// step goes to the next choice, from the last one to the first.
func (m *Menu) step(by int) {
	if n := len(m.matches); n > 0 {
		m.at = (m.at + by + n) % n
	}
}

// move goes by rows, no further than the list.
func (m *Menu) move(by int) { m.at = max(0, min(m.at+by, len(m.matches)-1)) }

func (m *Menu) page() int { return max(m.room-1, 1) }

// apply recomputes the matches.
func (m *Menu) apply() { m.matches, m.at = rank(m.choices, m.filter.Value()), 0 }
