package dialog

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// Plain shows a text over the whole screen without a frame, so that the terminal can
// select it where no clipboard took it.
type Plain struct {
	// Why says why it was not copied.
	Title, Why, Text string
	// Save writes it to a file.
	Save func() tea.Cmd
	draw.Scroll
}

// Update scrolls, saves, or closes the text.
func (p *Plain) Update(msg tea.KeyMsg) Outcome {
	switch msg.String() {
	case "w":
		return Outcome{Run: p.Save}
	case "q", "enter":
		return Outcome{Close: true}
	}
	p.Scroll.Update(msg, draw.DefaultScrollKeys())
	return Outcome{}
}

// Typing is false: letters are keys.
func (p *Plain) Typing() bool { return false }

// Leave closes the text.
func (p *Plain) Leave() bool { return true }

// ShortHelp are the keys of the text.
func (p *Plain) ShortHelp() []key.Binding {
	return []key.Binding{draw.Bind("w", "save to a file"), draw.Bind("esc", "back")}
}

// View fills the area: why it is here, and the text, broken at the width.
func (p *Plain) View(s theme.Styles, width, height int) []string {
	head := draw.Hang(s.Mark(finding.LevelWarning)+" ", draw.Wrap(p.Title+" was not copied: "+visible.Line(p.Why)+".", width-2), s.Text)
	head = append(head, draw.Styled(draw.Wrap("Select it here; hold shift while the mouse is on. A line break stands where a line is full: w saves the exact text to a file that only you can read.", width), s.Muted)...)
	head = append(head, "")
	var body []string
	for _, line := range strings.Split(ansi.Hardwrap(visible.Text(p.Text), max(width, 1), true), "\n") {
		body = append(body, s.Text.Render(line))
	}
	lines := append(head, p.Show(body, max(height-len(head), 1))...)
	area := draw.Blank(width, height)
	for i, line := range lines[:min(len(lines), height)] {
		area[i] = draw.Fit(line, width, "")
	}
	return area
}
