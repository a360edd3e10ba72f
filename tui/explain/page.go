// Package explain shows what a recognised paste is: a request of another program beside
// this program's, a redirect URL, a webhook, credentials, two tokens side by side. It
// sends nothing; what a key of a page does is the root's.
package explain

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// Action is what a letter does on a page. Close tells that the page closes before.
type Action struct {
	Key, Words string
	Close      bool
	Run        func() tea.Cmd
}

// Page is a dialog that scrolls, with letters for what can be done next.
type Page struct {
	Title   string
	Actions []Action
	// Findings are those on the page, each with a page of the guide.
	Findings []finding.Finding
	// Write lays the page out.
	Write func(p *draw.Writer)

	scroll draw.Scroll
}

// Update does what a letter stands for, scrolls, or closes the page.
func (p *Page) Update(msg tea.KeyMsg) dialog.Outcome {
	name := msg.String()
	for _, action := range p.Actions {
		if name == action.Key {
			return dialog.Outcome{Close: action.Close, Run: action.Run}
		}
	}
	if name == "q" || name == "enter" {
		return dialog.Outcome{Close: true}
	}
	p.scroll.Update(msg, draw.DefaultScrollKeys())
	return dialog.Outcome{}
}

// Wheel scrolls the page.
func (p *Page) Wheel(by int) { p.scroll.By(by) }

// Typing is false: letters are keys.
func (p *Page) Typing() bool { return false }

// Leave closes the page.
func (p *Page) Leave() bool { return true }

// ShortHelp are the keys of the page.
func (p *Page) ShortHelp() (keys []key.Binding) {
	for _, action := range p.Actions {
		keys = append(keys, draw.Bind(action.Key, action.Words))
	}
	return append(keys, draw.Bind("j/k", "scroll"), draw.Bind("esc", "back"))
}

// pageWidth is how wide a page becomes where there is room.
const pageWidth = 110

// View draws the page as a box for an area of the given size.
func (p *Page) View(s theme.Styles, width, height int) []string {
	boxWidth := min(pageWidth, width-2)
	w := draw.NewWriter(s, boxWidth-draw.BoxFrame)
	p.Write(w)
	w.End()
	lines := p.scroll.Show(w.Lines, max(height-draw.BoxRows, 1))
	right := draw.Press(s, "esc", "closes")
	if position := p.scroll.Position(); position != "" {
		right += s.Muted.Render("  " + position)
	}
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render(p.Title), Right: right, Lines: lines,
		Width: boxWidth, Height: min(len(lines)+draw.BoxRows, height), Border: s.Accent,
	})
}

// column is where values stand behind their names.
const column = 20

// row puts a value behind its name; nothing without one.
func row(p *draw.Writer, name, value string) {
	if value != "" {
		p.Row(name, column, p.Text, value)
	}
}
