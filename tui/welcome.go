package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// welcome is what a person without profiles sees first.
type welcome struct{ at int }

// welcomeChoices are the ways to begin; the first is focused at the start.
var welcomeChoices = [...]struct{ id, title, text string }{
	{"simulator", "Try it with the built-in simulator",
		"No credentials, no network: the simulator imitates Ripio's API on this machine."},
	{"profile", "Add my Ripio credentials",
		"A profile keeps a client_id and where its secret is found. The secret is not written to the file."},
	{"inspect", "Paste a token to inspect",
		"Reads a token you already have. Nothing leaves this machine."},
}

// Update moves between the choices and tells which was made; empty for none.
func (w *welcome) Update(msg tea.KeyMsg) (choice string) {
	switch text := msg.String(); text {
	case "enter", " ":
		return welcomeChoices[w.at].id
	case "1", "2", "3":
		w.at = int(text[0] - '1')
		return welcomeChoices[w.at].id
	case "down", "j", "tab":
		w.at = (w.at + 1) % len(welcomeChoices)
	case "up", "k", "shift+tab":
		w.at = (w.at + len(welcomeChoices) - 1) % len(welcomeChoices)
	}
	return ""
}

const welcomeWidth = 72

// View draws the choices as a box for an area of the given size.
func (w *welcome) View(s theme.Styles, width, height int) []string {
	boxWidth := min(welcomeWidth, width)
	inner := boxWidth - draw.BoxFrame
	roomy := height >= 20
	lines := []string{}
	if roomy {
		lines = append(lines, "")
	}
	lines = append(lines, draw.Styled(draw.Wrap("Request a token for Ripio's On/Off-Ramp widget, read it, and find out why a request fails.", inner), s.Text)...)
	lines = append(lines, "")
	for i, choice := range welcomeChoices {
		pointer, style := " ", s.Text
		if i == w.at {
			pointer, style = s.Glyphs.Pointer, s.Selected
		}
		lines = append(lines, s.Selected.Render(pointer)+" "+s.Muted.Render(string(rune('1'+i)))+" "+style.Render(choice.title))
		lines = append(lines, draw.Hang("    ", draw.Wrap(choice.text, inner-4), s.Muted)...)
		if roomy {
			lines = append(lines, "")
		}
	}
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render("Welcome"), Lines: lines,
		Width: boxWidth, Height: min(len(lines)+draw.BoxRows, height), Border: s.Environment(ripio.Simulator),
	})
}
