package tui

import (
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"
)

// helpGroups are the keys by what they are for.
func (k keyMap) helpGroups() []struct {
	title string
	keys  []key.Binding
} {
	return []struct {
		title string
		keys  []key.Binding
	}{
		{"Everywhere", []key.Binding{
			k.Submit, k.Back, k.Next, k.Previous, k.NewRef, k.Fix, k.Environment, k.Profiles,
			k.Scenario, k.Copy, k.Inspect, k.Palette, k.Help, k.Suspend, k.Quit,
		}},
		{"Outside a text field", []key.Binding{
			k.Token, k.Checks, k.HTTP, k.Down, k.Up, k.PageDown, k.PageUp, k.Top, k.Bottom,
			k.PlainFix, k.Causes, k.PlainCopy, k.PlainPalette, k.PlainHelp, k.PlainQuit,
		}},
		{"In the history", []key.Binding{
			bind("enter", "open the attempt"), bind("/", "filter"), bind("r", "send the same again"), k.Mark, k.Compare, k.Purge, k.KeepTokens,
		}},
	}
}

// helpLines lists all keys, in as many columns as fit.
func helpLines(s styles, keys keyMap, width, height int) []string {
	const cell = 34
	columns := max(1, min((width-2-boxFrame)/cell, 2))
	boxWidth := min(columns*cell+boxFrame, width)
	inner := boxWidth - boxFrame
	var lines []string
	for _, group := range keys.helpGroups() {
		lines = append(lines, s.section.Render(group.title))
		rows := (len(group.keys) + columns - 1) / columns
		for row := range rows {
			line := ""
			for column := range columns {
				if i := column*rows + row; i < len(group.keys) {
					h := group.keys[i].Help()
					line += s.key.Render(fit(h.Key, 10, "")) + s.text.Render(fit(h.Desc, cell-10, s.glyphs.ellipsis))
				}
			}
			lines = append(lines, ansi.Truncate(line, inner, s.glyphs.ellipsis))
		}
		lines = append(lines, "")
	}
	lines = append(lines, styled(wrap("A paste outside a text field is recognised: a token opens the reader, a UUID or an address lands in its field. Hold shift to select text while the mouse is on.", inner), s.muted)...)
	return s.draw(box{
		title: s.strong.Render("Help"), right: s.muted.Render("esc closes"), lines: lines,
		width: boxWidth, height: min(len(lines)+boxRows, height), border: s.accent,
	})
}
