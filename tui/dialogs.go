package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/theme"
)

// open puts a dialog in front; closing it leads back to what is open now.
func (m *Model) open(d dialog.Dialog) {
	if menu, ok := d.(*dialog.Menu); ok && menu.Refuse == nil {
		menu.Refuse = func(why string) { m.status.say(finding.LevelNote, why) }
	}
	m.dialogs.Push(d)
}

// pressedInDialog returns a key to the dialog in front.
func (m *Model) pressedInDialog(msg tea.KeyMsg) tea.Cmd {
	if matches(msg.String(), m.keys.Back) {
		m.dialogs.Leave()
		return nil
	}
	return m.dialogs.Update(msg)
}

// occupied reports whether something is in front that a person may be in the
// middle of: any dialog but the start and a bare list that yields, a filter, a search, or a field of the form that the last key went to.
func (m *Model) occupied() bool {
	switch top := m.dialogs.Top().(type) {
	case nil:
		return m.filtering() || m.searching() || m.midText && m.form.Focus.InField()
	case *welcome:
		return false
	case *dialog.Menu:
		return !top.Yields || top.Filter() != ""
	}
	return true
}

// whenFree opens a dialog that nobody just asked for by a key: the result of
// something slow. Whatever is in front, and what is typed in it, stays; the dialog
// opens when that is closed. Every late result that opens anything goes this way.
func (m *Model) whenFree(open func() tea.Cmd) tea.Cmd {
	if !m.occupied() {
		return open()
	}
	m.later = append(m.later, open)
	if m.status.text == "" {
		m.status.say(finding.LevelNote, "a result waits; it opens when you are done here")
	}
	return nil
}

// openLater opens what waited for the way to be free.
func (m *Model) openLater() tea.Cmd {
	var commands []tea.Cmd
	for len(m.later) > 0 && !m.occupied() {
		next := m.later[0]
		m.later = m.later[1:]
		commands = append(commands, next())
	}
	return tea.Batch(commands...)
}

// showLater opens a text that comes late.
func (m *Model) showLater(title string, lines []string) {
	m.whenFree(func() tea.Cmd {
		m.open(&dialog.Text{Title: title, Lines: lines})
		return nil
	})
}

// welcome is what a person without profiles sees first.
type welcome struct {
	m  *Model
	at int
}

// welcomeChoices are the ways to begin; the first is focused at the start.
var welcomeChoices = [...]struct {
	title, text string
	begin       func(m *Model) dialog.Outcome
}{
	{"Try it with the built-in simulator",
		"No credentials, no network: the simulator imitates Ripio's API on this machine.",
		(*Model).tryTheSimulator},
	{"Add my Ripio credentials",
		"A profile keeps a client_id and where its secret is found. The secret is not written to the file.",
		func(m *Model) dialog.Outcome { m.addProfile(); return dialog.Outcome{} }},
	{"Paste a token to inspect",
		"Reads a token you already have. Nothing leaves this machine.",
		func(m *Model) dialog.Outcome { m.inspect(); return dialog.Outcome{} }},
}

// Update moves between the choices, or goes the way that is chosen.
func (w *welcome) Update(msg tea.KeyMsg) dialog.Outcome {
	text, k := msg.String(), w.m.keys
	switch {
	case msg.Paste:
		return dialog.Outcome{Run: func() tea.Cmd { return w.m.pasted(msg) }}
	case matches(text, k.Help), matches(text, k.PlainHelp):
		w.m.openHelp()
	case matches(text, k.PlainQuit):
		return dialog.Outcome{Run: w.m.quit}
	case text == "enter", text == " ":
		return w.choose()
	case text == "1", text == "2", text == "3":
		w.at = int(text[0] - '1')
		return w.choose()
	case text == "down", text == "j", text == "tab":
		w.at = (w.at + 1) % len(welcomeChoices)
	case text == "up", text == "k", text == "shift+tab":
		w.at = (w.at + len(welcomeChoices) - 1) % len(welcomeChoices)
	}
	return dialog.Outcome{}
}

// choose begins the selected way. Form and prompt lie over the start, so that esc
// leads back to it.
func (w *welcome) choose() dialog.Outcome {
	return welcomeChoices[w.at].begin(w.m)
}

// tryTheSimulator leaves the start for the simulator.
func (m *Model) tryTheSimulator() dialog.Outcome {
	return dialog.Outcome{Close: true, Run: func() tea.Cmd {
		m.setFocus(request.FocusSend)
		return m.armEnvironment(ripio.Simulator)
	}}
}

// Typing is false: letters are keys.
func (w *welcome) Typing() bool { return false }

// Leave goes to the explorer.
func (w *welcome) Leave() bool { return true }

// ShortHelp are the keys of the start.
func (w *welcome) ShortHelp() []key.Binding {
	return []key.Binding{bind("enter", "choose"), bind("up/down", "move"), w.m.keys.PlainHelp, w.m.keys.PlainQuit}
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
