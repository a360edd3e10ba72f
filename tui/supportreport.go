package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	support "devtools/ripio-explorer/ripio/report"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
)

// supportMsg brings what a report is made of.
type supportMsg struct {
	exchange ripio.Exchange
	causes   []cause.Cause
}

// previewReport shows the report for Ripio's support before it is copied or
// saved. In the history it is about the selected attempt, elsewhere about what is
// shown.
func (m *Model) previewReport() tea.Cmd {
	if !m.inHistory() {
		m.openSupport(supportMsg{*m.result.Exchange(), m.result.Causes})
		return nil
	}
	attempt, _ := m.history.Selected()
	return causesOf(m.deps.Profiles, attempt)
}

// causesOf ranks the causes of an attempt with what the files know beside it.
func causesOf(manager *profiles.Manager, attempt profiles.Attempt) tea.Cmd {
	return func() tea.Msg {
		background, _ := manager.Background(attempt)
		return supportMsg{attempt.Exchange, cause.Rank(attempt.Exchange, background)}
	}
}

// noReport says why there is nothing to report; empty when there is.
func (m *Model) noReport() string {
	switch {
	case m.inHistory():
		if _, ok := m.history.Selected(); !ok {
			return noneSelected
		}
	case m.result.Exchange() == nil:
		return "nothing was sent yet"
	case m.result.Exchange().DryRun:
		return "this is a dry run; nothing was sent"
	}
	return ""
}

// openSupport shows the report.
func (m *Model) openSupport(msg supportMsg) {
	m.whenFree(func() tea.Cmd {
		text := support.Markdown(msg.exchange, msg.causes, support.Options{Version: m.options.Version})
		m.open(&dialog.Report{
			Title: "Report for Ripio's support", Text: text, About: m.history.About(msg.exchange),
			LeftOut: "Left out: client_secret, token, the middle of client_id and address. Read it before you send it.",
			Copy:    func() tea.Cmd { return m.put("report", text, "") },
			Save:    func() tea.Cmd { return m.writes.keep(saveReport(m.deps.SaveReport, reportName(m.deps.Now()), text)) },
			Keys:    m.keys.ScrollKeys,
		})
		return nil
	})
}

// reportName names a report's file by the time it is made, in UTC.
func reportName(now time.Time) string {
	return "ripio-report-" + now.UTC().Format("20060102T150405Z") + ".md"
}

// savedReportMsg tells where a report was written.
type savedReportMsg struct {
	path string
	err  error
}

func saveReport(save func(name, text string) (string, error), name, text string) tea.Cmd {
	return func() tea.Msg {
		path, err := save(name, text)
		return savedReportMsg{path: path, err: err}
	}
}

// words tell what became of it.
func (msg savedReportMsg) words() (finding.Level, string) {
	if msg.err != nil {
		return finding.LevelFailure, "not saved: " + visible.Line(msg.err.Error()) + "; c copies the report instead"
	}
	return finding.LevelOK, "saved as " + visible.Line(msg.path)
}
