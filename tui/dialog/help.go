package dialog

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// KeyGroup are keys that work in the same place.
type KeyGroup struct {
	Title string
	Keys  []key.Binding
}

// Help lists all keys.
type Help struct {
	Groups []KeyGroup
	// Foot is said below them.
	Foot string
	Keys draw.ScrollKeys
	draw.Scroll
}

// Update scrolls where a key does that; any other key closes help.
func (h *Help) Update(msg tea.KeyMsg) Outcome {
	return Outcome{Close: !msg.Paste && !h.Scroll.Update(msg, h.Keys)}
}

// Typing is false: letters are keys.
func (h *Help) Typing() bool { return false }

// Leave closes help.
func (h *Help) Leave() bool { return true }

// ShortHelp is how help is left.
func (h *Help) ShortHelp() []key.Binding { return []key.Binding{bind("esc", "back")} }

// View draws the keys in as many columns as fit.
func (h *Help) View(s theme.Styles, width, height int) []string {
	const cell, keyCells = 34, 11
	columns := max(1, min((width-2-draw.BoxFrame)/cell, 2))
	boxWidth := min(columns*cell+draw.BoxFrame, width)
	inner := boxWidth - draw.BoxFrame
	var lines []string
	for _, group := range h.Groups {
		lines = append(lines, s.Section.Render(group.Title))
		rows := (len(group.Keys) + columns - 1) / columns
		for row := range rows {
			line := ""
			for column := range columns {
				if i := column*rows + row; i < len(group.Keys) {
					what := group.Keys[i].Help()
					line += s.Key.Render(draw.Fit(what.Key, keyCells, "")) + s.Text.Render(draw.Fit(what.Desc, cell-keyCells, s.Glyphs.Ellipsis))
				}
			}
			lines = append(lines, ansi.Truncate(line, inner, s.Glyphs.Ellipsis))
		}
		lines = append(lines, "")
	}
	lines = append(lines, draw.Styled(draw.Wrap(h.Foot, inner), s.Muted)...)
	lines = h.Show(lines, height-draw.BoxRows)
	position := h.Position()
	if position != "" {
		position = s.Key.Render(h.Keys.Down.Help().Key+"/"+h.Keys.Up.Help().Key) + s.Muted.Render(" scroll  "+position)
	}
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render("Help"), Right: draw.Press(s, "esc", "closes"), FootRight: position,
		Lines: lines, Width: boxWidth, Height: len(lines) + draw.BoxRows, Border: s.Accent,
	})
}
