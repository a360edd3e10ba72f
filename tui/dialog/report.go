package dialog

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// Report previews Markdown before it is copied or saved.
type Report struct {
	// About says what the report is about, LeftOut what it never holds.
	Title, Text, About, LeftOut string
	Copy, Save                  func() tea.Cmd
	Keys                        draw.ScrollKeys
	draw.Scroll
}

// Update scrolls, copies or saves.
func (r *Report) Update(msg tea.KeyMsg) Outcome {
	switch msg.String() {
	case "c", "enter":
		return Outcome{Run: r.Copy}
	case "w":
		return Outcome{Run: r.Save}
	case "q":
		return Outcome{Close: true}
	}
	r.Scroll.Update(msg, r.Keys)
	return Outcome{}
}

// Typing is false: letters are keys.
func (r *Report) Typing() bool { return false }

// Leave closes the report.
func (r *Report) Leave() bool { return true }

// ShortHelp are the keys of the report.
func (r *Report) ShortHelp() []key.Binding {
	return []key.Binding{draw.Bind("c", "copy"), draw.Bind("w", "save"), draw.Bind("j/k", "scroll"), draw.Bind("esc", "back")}
}

// reportWidth is how wide the preview becomes where there is room.
const reportWidth = 100

// View draws the preview as a box for an area of the given size.
func (r *Report) View(s theme.Styles, width, height int) []string {
	boxWidth := min(reportWidth, width-2)
	inner := boxWidth - draw.BoxFrame
	head := draw.Styled(draw.Wrap("About "+r.About, inner), s.Muted)
	head = append(head, draw.Hang(s.Mark(finding.LevelNote)+" ", draw.Wrap(r.LeftOut, inner-2), s.Note)...)
	head = append(head, "")
	var body []string
	for line := range strings.SplitSeq(strings.TrimRight(r.Text, "\n"), "\n") {
		style := s.Text
		if strings.HasPrefix(line, "#") {
			style = s.Section
		}
		body = append(body, draw.Styled(draw.WrapAll(visible.Line(line), inner), style)...)
	}
	lines := append(head, r.Show(body, max(height-draw.BoxRows-len(head), 1))...)
	right := draw.Press(s, "c", "copies") + "  " + draw.Press(s, "w", "saves")
	if position := r.Position(); position != "" {
		right += s.Muted.Render("  " + position)
	}
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render(r.Title), Right: right, Lines: lines,
		Width: boxWidth, Height: min(len(lines)+draw.BoxRows, height), Border: s.Accent,
	})
}
