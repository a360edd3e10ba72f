package dialog

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/field"
	"devtools/ripio-explorer/tui/theme"
)

// Prompt asks for one line of text.
type Prompt struct {
	Title string
	// Text says what is asked for and why.
	Text string
	// Input takes the answer; Remark is shown under it, such as what was wrong
	// with the last try.
	Input  field.Field
	Remark string
	// Foot says what the keys do.
	Foot string
	// Environment gives the border its colour.
	Environment ripio.EnvironmentName
	// AcceptPaste takes a paste as the answer without enter.
	AcceptPaste bool
	// Accept judges what was typed.
	Accept func(text string) Answer
}

// Answer is what becomes of a typed text. With a Remark the prompt stays and shows
// it; without one it closes. Run goes on after that; it may be nil.
type Answer struct {
	Remark string
	Run    func() tea.Cmd
}

// ConfirmName goes on when a name was typed, as it is or as it is shown; otherwise
// says what did not happen.
func ConfirmName(typed, name, otherwise string, run func() tea.Cmd) Answer {
	if typed != name && typed != visible.Line(name) {
		return Answer{Remark: "That is not the name of this profile. " + otherwise}
	}
	return Answer{Run: run}
}

// Update returns a key to the input; enter hands the text on.
func (p *Prompt) Update(msg tea.KeyMsg) Outcome {
	switch {
	case msg.String() == "enter":
		return p.answer()
	case msg.String() == "ctrl+r" && p.Input.KeepAsPasted():
		p.Remark = "Kept as pasted."
	case p.Input.Update(msg):
		p.Remark = p.Input.PasteRemark()
	}
	if msg.Paste && p.AcceptPaste {
		return p.answer()
	}
	return Outcome{}
}

func (p *Prompt) answer() Outcome {
	answer := p.Accept(p.Input.Value())
	if answer.Remark != "" {
		p.Remark = answer.Remark
	}
	return Outcome{Close: answer.Remark == "", Run: answer.Run}
}

// Typing is true: letters are the answer.
func (p *Prompt) Typing() bool { return true }

// Leave closes the prompt; nothing was accepted.
func (p *Prompt) Leave() bool { return true }

// ShortHelp are the keys of every prompt.
func (p *Prompt) ShortHelp() []key.Binding {
	return []key.Binding{draw.Bind("enter", "confirm"), draw.Bind("esc", "back")}
}

// Width is how wide prompts and texts become where there is room.
const Width = 68

// View draws the prompt as a box for an area of the given size.
func (p *Prompt) View(s theme.Styles, width, height int) []string {
	boxWidth := min(Width, width-2)
	inner := boxWidth - draw.BoxFrame
	border := s.Environment(p.Environment)
	lines := append(draw.Styled(draw.Wrap(p.Text, inner), s.Text), "")
	lines = append(lines, s.Accent.Render(s.Glyphs.Focus)+" "+p.Input.View(s, inner-2), "")
	if p.Remark != "" {
		lines = append(lines, draw.Hang(s.Mark(finding.LevelWarning)+" ", draw.Wrap(p.Remark, inner-2), s.Warning)...)
		lines = append(lines, "")
	}
	lines = append(lines, draw.Foot(s, p.Foot, inner)...)
	return draw.DrawBox(s, draw.Box{
		Title: border.Render(p.Title), Lines: lines, Border: border,
		Width: boxWidth, Height: min(len(lines)+draw.BoxRows, height),
	})
}
