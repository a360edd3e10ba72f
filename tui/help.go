package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/history"
	"devtools/ripio-explorer/tui/theme"
)

// keyGroup are keys that work in the same place.
type keyGroup struct {
	title string
	keys  []key.Binding
}

// helpGroups are the keys by where they work.
func (k keyMap) helpGroups() []keyGroup {
	list := history.DefaultKeyMap()
	return []keyGroup{
		{"Everywhere", []key.Binding{
			k.Submit, k.Back, k.Next, k.Previous, k.NewRef, k.Fix, k.Environment, k.Profiles, k.Users,
			k.Scenario, k.Copy, k.Inspect, k.DryRun, k.Renew, k.History, k.Report, k.Palette, k.Help, k.Suspend, k.Quit,
		}},
		{"Outside a text field", []key.Binding{
			k.Token, k.Checks, k.HTTP, k.Past, k.Down, k.Up, k.PageDown, k.PageUp, k.Top, k.Bottom,
			k.Search, bind("n N", "next, previous match"), k.Causes,
			k.PlainFix, k.PlainDryRun, k.PlainRenew, k.PlainReport, k.PlainCopy, k.PlainPalette, k.PlainHelp, k.PlainQuit,
		}},
		{"In the history", []key.Binding{
			bind("enter", "open the attempt"), list.Filter, bind("r", "send the same again"), list.Mark, list.Compare, list.Purge, list.Tokens,
		}},
	}
}

// help lists all keys.
type help struct {
	keys keyMap
	draw.Scroll
}

func (m *Model) openHelp() {
	m.open(&help{keys: m.keys})
}

// Update scrolls where a key does that; any other key closes help.
func (h *help) Update(msg tea.KeyMsg) dialog.Outcome {
	return dialog.Outcome{Close: !msg.Paste && !h.Scroll.Update(msg, h.keys.ScrollKeys)}
}

// Typing is false: letters are keys.
func (h *help) Typing() bool { return false }

// Leave closes help.
func (h *help) Leave() bool { return true }

// ShortHelp is how help is left.
func (h *help) ShortHelp() []key.Binding { return []key.Binding{bind("esc", "back")} }

// View draws the keys in as many columns as fit.
func (h *help) View(s theme.Styles, width, height int) []string {
	const cell, keyCells = 34, 11
	columns := max(1, min((width-2-draw.BoxFrame)/cell, 2))
	boxWidth := min(columns*cell+draw.BoxFrame, width)
	inner := boxWidth - draw.BoxFrame
	var lines []string
	for _, group := range h.keys.helpGroups() {
		lines = append(lines, s.Section.Render(group.title))
		rows := (len(group.keys) + columns - 1) / columns
		for row := range rows {
			line := ""
			for column := range columns {
				if i := column*rows + row; i < len(group.keys) {
					what := group.keys[i].Help()
					line += s.Key.Render(draw.Fit(what.Key, keyCells, "")) + s.Text.Render(draw.Fit(what.Desc, cell-keyCells, s.Glyphs.Ellipsis))
				}
			}
			lines = append(lines, ansi.Truncate(line, inner, s.Glyphs.Ellipsis))
		}
		lines = append(lines, "")
	}
	lines = append(lines, draw.Styled(draw.Wrap("A paste outside a text field is recognised: a token opens the reader, a UUID or an address lands in its field. Hold shift to select text while the mouse is on.", inner), s.Muted)...)
	lines = h.Show(lines, height-draw.BoxRows)
	position := h.Position()
	if position != "" {
		position = s.Key.Render(h.keys.Down.Help().Key+"/"+h.keys.Up.Help().Key) + s.Muted.Render(" scroll  "+position)
	}
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render("Help"), Right: s.Muted.Render("esc closes"), FootRight: position,
		Lines: lines, Width: boxWidth, Height: len(lines) + draw.BoxRows, Border: s.Accent,
	})
}
