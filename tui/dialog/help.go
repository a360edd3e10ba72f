package dialog

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/theme"
)

// KeyGroup are keys that work in the same place.
type KeyGroup struct {
	Title string
	Keys  []key.Binding
}

// Help lists all keys, and searches in them.
type Help struct {
	// Groups are the keys, those of where the keyboard was first.
	Groups []KeyGroup
	// Foot is said below them.
	Foot string
	Keys draw.ScrollKeys
	// Find begins a search; Close are the keys that close help beside esc.
	Find  key.Binding
	Close []key.Binding

	filter field.Field
	typing bool
	draw.Scroll
}

// NewHelp makes help of some keys.
func NewHelp(groups []KeyGroup) *Help {
	h := &Help{Groups: groups, Keys: draw.DefaultScrollKeys(), Find: draw.Bind("/", "search", "/"), filter: field.New("a key, or what it does")}
	h.filter.Public = true
	return h
}

// Update searches, scrolls, or closes help.
func (h *Help) Update(msg tea.KeyMsg) Outcome {
	switch {
	case h.typing:
		h.typed(msg)
	case msg.Paste:
	case key.Matches(msg, h.Find):
		h.typing = true
		h.filter.Focus()
	case msg.String() == "q", key.Matches(msg, h.Close...):
		return Outcome{Close: true}
	default:
		h.Scroll.Update(msg, h.Keys)
	}
	return Outcome{}
}

// typed takes a key while letters search. What is no text scrolls.
func (h *Help) typed(msg tea.KeyMsg) {
	switch name := msg.String(); {
	case name == "enter" || name == "tab":
		h.endTyping()
	case msg.Type != tea.KeyRunes && msg.Type != tea.KeySpace && h.Scroll.Update(msg, h.Keys):
	case h.filter.Update(msg):
		h.Offset = 0
	}
}

func (h *Help) endTyping() {
	h.typing = false
	h.filter.Blur()
}

// Typing reports whether letters search.
func (h *Help) Typing() bool { return h.typing }

// Leave drops the search first, and then closes help.
func (h *Help) Leave() bool {
	if !h.typing && h.filter.Value() == "" {
		return true
	}
	h.filter.SetValue("")
	h.endTyping()
	return false
}

// ShortHelp are the keys of help.
func (h *Help) ShortHelp() []key.Binding {
	if h.typing {
		return []key.Binding{draw.Bind("enter", "keep the search"), draw.Bind("esc", "show all")}
	}
	back := draw.Bind("esc", "back")
	if h.filter.Value() != "" {
		back = draw.Bind("esc", "show all")
	}
	return []key.Binding{h.Find, draw.Bind(h.Keys.Down.Help().Key+"/"+h.Keys.Up.Help().Key, "scroll"), back}
}

// found are the keys that are looked for, by their groups: each word stands in the key
// or in what it does. An action without a key is left out.
func (h *Help) found() (groups []KeyGroup) {
	words := strings.Fields(strings.ToLower(h.filter.Value()))
	for _, group := range h.Groups {
		group.Keys = slices.DeleteFunc(slices.Clone(group.Keys), func(binding key.Binding) bool {
			text := strings.ToLower(binding.Help().Key + " " + binding.Help().Desc)
			return binding.Help().Key == "" || slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
		})
		if len(group.Keys) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// KeysOf are all keys of a dialog.
func KeysOf(d Dialog) []key.Binding {
	all := slices.Clone(d.ShortHelp())
	if menu, ok := d.(*Menu); ok {
		all = append(all, menu.keys()...)
	}
	return all
}

// The columns of help: one of them, and the key in it.
const helpCell, helpKeyCells = 34, 11

// View draws the keys in as many columns as fit.
func (h *Help) View(s theme.Styles, width, height int) []string {
	columns := max(1, min((width-2-draw.BoxFrame)/helpCell, 2))
	boxWidth := min(columns*helpCell+draw.BoxFrame, width)
	inner := boxWidth - draw.BoxFrame
	var head, lines []string
	if h.typing || h.filter.Value() != "" {
		head = []string{s.Key.Render("/") + " " + h.filter.View(s, inner-2), ""}
	}
	groups := h.found()
	for _, group := range groups {
		lines = append(append(lines, group.lines(s, columns, inner)...), "")
	}
	if len(groups) == 0 {
		lines = append(lines, s.Muted.Render("no key is called so, or does that"))
	}
	if h.filter.Value() == "" {
		lines = append(lines, draw.Styled(draw.Wrap(h.Foot, inner), s.Muted)...)
	}
	shown := append(head, h.Show(lines, height-draw.BoxRows-len(head))...)
	position := h.Position()
	if position != "" {
		position = s.Key.Render(h.Keys.Down.Help().Key+"/"+h.Keys.Up.Help().Key) + s.Muted.Render(" scroll  "+position)
	}
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render("Help"), Right: draw.Press(s, "esc", "closes"), FootRight: position,
		Lines: shown, Width: boxWidth, Height: len(shown) + draw.BoxRows, Border: s.Accent,
	})
}

// lines are the keys of a group under its title, column by column.
func (g KeyGroup) lines(s theme.Styles, columns, width int) []string {
	lines := []string{s.Section.Render(g.Title)}
	rows := (len(g.Keys) + columns - 1) / columns
	for row := range rows {
		line := ""
		for column := range columns {
			if i := column*rows + row; i < len(g.Keys) {
				what := g.Keys[i].Help()
				line += s.Key.Render(draw.Fit(what.Key, helpKeyCells, "")) + s.Text.Render(draw.Fit(what.Desc, helpCell-helpKeyCells, s.Glyphs.Ellipsis))
			}
		}
		lines = append(lines, ansi.Truncate(line, width, s.Glyphs.Ellipsis))
	}
	return lines
}
