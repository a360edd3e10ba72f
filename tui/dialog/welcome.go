package dialog

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// Welcome offers the ways to begin; the first is focused at the start.
type Welcome struct {
	Title, Text string
	Choices     []Way
	// Other takes the keys that choose nothing, Help names some of them.
	Other func(tea.KeyMsg) Outcome
	Help  []key.Binding
	// Border is the environment whose colour the box has.
	Border ripio.EnvironmentName
	at     int
}

// Way is one to begin.
type Way struct {
	Title, Text string
	Begin       func() Outcome
}

// Update moves between the choices, or goes the way that is chosen.
func (w *Welcome) Update(msg tea.KeyMsg) Outcome {
	switch text := msg.String(); text {
	case "enter", " ":
		return w.Choices[w.at].Begin()
	case "1", "2", "3":
		w.at = int(text[0] - '1')
		return w.Choices[w.at].Begin()
	case "down", "j", "tab":
		w.at = (w.at + 1) % len(w.Choices)
	case "up", "k", "shift+tab":
		w.at = (w.at + len(w.Choices) - 1) % len(w.Choices)
	default:
		return w.Other(msg)
	}
	return Outcome{}
}

// Typing is false: letters are keys.
func (w *Welcome) Typing() bool { return false }

// Leave goes to the explorer.
func (w *Welcome) Leave() bool { return true }

// ShortHelp are the keys of the start.
func (w *Welcome) ShortHelp() []key.Binding {
	return append([]key.Binding{draw.Bind("enter", "choose"), draw.Bind("up/down", "move")}, w.Help...)
}

const welcomeWidth = 72

// View draws the choices as a box for an area of the given size.
func (w *Welcome) View(s theme.Styles, width, height int) []string {
	boxWidth := min(welcomeWidth, width)
	inner := boxWidth - draw.BoxFrame
	roomy := height >= 20
	lines := []string{}
	if roomy {
		lines = append(lines, "")
	}
	lines = append(lines, draw.Styled(draw.Wrap(w.Text, inner), s.Text)...)
	lines = append(lines, "")
	for i, choice := range w.Choices {
		style := s.Text
		if i == w.at {
			style = s.Selected
		}
		way := []string{s.Pointer(i == w.at) + " " + s.Muted.Render(string(rune('1'+i))) + " " + style.Render(choice.Title)}
		way = append(way, draw.Hang("    ", draw.Wrap(choice.Text, inner-4), s.Muted)...)
		lines = append(lines, zone.Rows(zone.Part(rowPart, i), way, inner)...)
		if roomy {
			lines = append(lines, "")
		}
	}
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render(w.Title), Lines: lines,
		Width: boxWidth, Height: min(len(lines)+draw.BoxRows, height), Border: s.Environment(w.Border),
	})
}
