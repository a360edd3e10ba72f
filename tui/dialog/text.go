package dialog

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// Text shows lines that are too many for the status line.
type Text struct {
	Title string
	Lines []string
	// Draw makes the lines where they need the width or styles.
	Draw func(s theme.Styles, width int) []string
	// Confirm runs on enter; without it enter closes.
	Confirm func() tea.Cmd
	scroll  draw.Scroll
}

// Update scrolls, or closes the text.
func (t *Text) Update(msg tea.KeyMsg) Outcome {
	switch msg.String() {
	case "enter":
		return Outcome{Close: true, Run: t.Confirm}
	case "q":
		return Outcome{Close: true}
	}
	t.scroll.Update(msg, draw.DefaultScrollKeys())
	return Outcome{}
}

// Typing is false: letters are keys.
func (t *Text) Typing() bool { return false }

// Leave closes the text.
func (t *Text) Leave() bool { return true }

// ShortHelp are the keys of every text.
func (t *Text) ShortHelp() []key.Binding {
	return []key.Binding{draw.Bind("enter", "confirm"), draw.Bind("esc", "back")}
}

// View draws the text as a box for an area of the given size.
func (t *Text) View(s theme.Styles, width, height int) []string {
	boxWidth := min(Width, width-2)
	var lines []string
	for _, line := range t.Lines {
		text := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(text)]
		lines = append(lines, draw.Hang(indent, draw.Wrap(visible.Line(text), boxWidth-draw.BoxFrame-len(indent)), s.Text)...)
	}
	if t.Draw != nil {
		lines = t.Draw(s, boxWidth-draw.BoxFrame)
	}
	shown := t.scroll.Show(lines, height-draw.BoxRows)
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render(visible.Line(t.Title)), Right: draw.Press(s, "esc", "closes"), Lines: shown,
		Width: boxWidth, Height: min(len(shown)+draw.BoxRows, height), Border: s.Accent,
	})
}
