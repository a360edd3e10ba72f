package tui

import (
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/explain"
	"devtools/ripio-explorer/tui/guidance"
	"devtools/ripio-explorer/tui/request"
)

// openWelcome shows what a person without profiles sees first. Form and prompt lie
// over it, so that esc leads back to it.
func (m *Model) openWelcome() {
	k := m.keys
	begin := func() dialog.Outcome {
		return dialog.Outcome{Close: true, Run: func() tea.Cmd {
			m.form.SetFocus(request.FocusSend)
			return m.switchEnvironment(ripio.Simulator)
		}}
	}
	m.dialogs.Open(&dialog.Welcome{
		Title: "Welcome", Text: "Request a token for Ripio's On/Off-Ramp widget, read it, and find out why a request fails.",
		Border: ripio.Simulator, Help: []key.Binding{k.PlainHelp, k.PlainQuit},
		Choices: []dialog.Way{
			{Title: "Try it with the built-in simulator", Text: "No credentials, no network: the simulator imitates Ripio's API on this machine.", Begin: begin},
			{Title: "Add my Ripio credentials", Text: "A profile keeps a client_id and where its secret is found. The secret is not written to the file.", Begin: stays(m.profiles.Add)},
			{Title: "Paste a token to inspect", Text: "Reads a token you already have. Nothing leaves this machine.", Begin: stays(m.pastes.AskToken)},
		},
		Other: func(msg tea.KeyMsg) dialog.Outcome {
			switch name := msg.String(); {
			case msg.Paste:
				return dialog.Outcome{Run: func() tea.Cmd { return m.pasted(msg) }}
			case matches(name, k.Help), matches(name, k.PlainHelp):
				m.openHelp()
			case matches(name, k.PlainQuit):
				return dialog.Outcome{Run: m.quit}
			}
			return dialog.Outcome{}
		},
	})
}

// stays begins something without closing what is in front.
func stays(begin func()) func() dialog.Outcome {
	return func() dialog.Outcome { begin(); return dialog.Outcome{} }
}

func (m *Model) openHelp() {
	help := dialog.NewHelp(keyMaps{m.keys, m.result.Keys, m.history.Keys, m.widget.Keys, m.profiles.Keys}.help(m.keyboard(), m.dialogs.Top()))
	help.Foot, help.Keys, help.Find, help.Close = pasteHelp, m.keys.ScrollKeys, m.keys.Search, []key.Binding{m.keys.Help, m.keys.PlainHelp}
	m.dialogs.Open(help)
}

// asksForHelp reports whether a key opens help over the dialog in front.
func (m *Model) asksForHelp(msg tea.KeyMsg) bool {
	_, open := m.dialogs.Top().(*dialog.Help)
	return !open && (key.Matches(msg, m.keys.Help) || !m.typing() && key.Matches(msg, m.keys.PlainHelp))
}

// explainSelected opens the guide at the selected cause, or at what was noticed.
func explainSelected(m *Model) {
	about := guidance.Subject{KindOfFindings: guide.KindFinding}
	switch {
	case m.causesInSight():
		about.Kind, about.Code = guide.KindCause, m.result.Ranked()[m.result.Chosen()].Code
	case m.keyboard().inWidget():
		about.Findings = m.widget.Findings()
	default:
		about.Findings = slices.Concat(m.form.Findings, m.result.Findings())
	}
	guideHost(m).Explain(about)
}

// openExplained opens a page about a paste, from which a key leads to the guide.
func openExplained(m *Model, page *explain.Page, kind guide.Kind) {
	name := m.keys.Guide.Help().Key
	about := guidance.Subject{Findings: page.Findings, KindOfFindings: kind}
	if !about.Empty() {
		page.Actions = append(page.Actions, explain.Action{Key: name, Words: "guide", Run: func() tea.Cmd {
			guideHost(m).Explain(about)
			return nil
		}})
	}
	m.dialogs.Open(page)
}
