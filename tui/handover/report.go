package handover

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
)

// ReportMsg brings what a report is made of.
type ReportMsg struct {
	Exchange ripio.Exchange
	Causes   []cause.Cause
}

// Report shows the report for Ripio's support before it is copied or saved. In the
// history it is about the selected attempt, elsewhere about what is shown.
func (m *Model) Report() tea.Cmd {
	attempt, open := m.Listed()
	if !open {
		s := m.Subject()
		ReportMsg{*s.Exchange, s.Causes}.land(m)
		return nil
	}
	return causesOf(m.Manager, *attempt)
}

// causesOf ranks the causes of an attempt with what the files know beside it.
func causesOf(manager *profiles.Manager, attempt profiles.Attempt) tea.Cmd {
	return func() tea.Msg {
		background, _ := manager.Background(attempt)
		return ReportMsg{attempt.Exchange, cause.Rank(attempt.Exchange, background)}
	}
}

// NoReport says why there is nothing to report; empty when there is.
func (m *Model) NoReport() string {
	attempt, open := m.Listed()
	e := m.Subject().Exchange
	switch {
	case open && attempt == nil:
		return "no attempt is selected"
	case open:
	case e == nil:
		return "nothing was sent yet"
	case e.DryRun:
		return "this is a dry run; nothing was sent"
	}
	return ""
}

func (msg ReportMsg) land(m *Model) {
	m.Dialogs.WhenFree(func() tea.Cmd {
		text := m.markdown(msg.Exchange, msg.Causes)
		m.Dialogs.Open(&dialog.Report{
			Title: "Report for Ripio's support", Text: text, About: m.About(msg.Exchange),
			LeftOut: "Left out: client_secret, token, the middle of client_id and address. Read it before you send it.",
			Copy:    func() tea.Cmd { return m.Put("report", text) },
			Save:    func() tea.Cmd { return m.save("report", "md", text) },
			Keys:    m.Keys,
		})
		return nil
	})
}

// SavedMsg tells where a text was written.
type SavedMsg struct {
	Path string
	Err  error
}

// save writes a text to a file that is named by the time it is made, in UTC.
func (m *Model) save(what, ending, text string) tea.Cmd {
	name, write := "ripio-"+what+"-"+m.Now().UTC().Format("20060102T150405Z")+"."+ending, m.SaveFile
	return m.Keep(func() tea.Msg {
		path, err := write(name, text)
		return SavedMsg{Path: path, Err: err}
	})
}

func (msg SavedMsg) land(m *Model) {
	if msg.Err != nil {
		m.Say(finding.LevelFailure, "not saved: "+visible.Line(msg.Err.Error())+"; c copies the report instead")
		return
	}
	m.Say(finding.LevelOK, "saved as "+visible.Line(msg.Path))
}
