package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio/guide"
	"devtools/ripio-explorer/tui/explain"
	"devtools/ripio-explorer/tui/guidance"
)

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
