package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	support "devtools/ripio-explorer/ripio/report"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// supportReport previews the report for Ripio's support before it is copied or
// saved.
type supportReport struct {
	m     *Model
	text  string
	about string // whose attempt it is about
	draw.Scroll
}

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
			return "no attempt is selected"
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
		m.open(&supportReport{
			m:     m,
			text:  support.Markdown(msg.exchange, msg.causes, support.Options{Version: m.options.Version}),
			about: m.attemptWords(msg.exchange),
		})
		return nil
	})
}

// Update scrolls, copies or saves.
func (r *supportReport) Update(msg tea.KeyMsg) dialog.Outcome {
	m := r.m
	name, k := msg.String(), m.keys
	switch {
	case name == "c", matches(name, k.Submit):
		return dialog.Outcome{Run: func() tea.Cmd { return copyText(m.deps.Copy, "report", r.text) }}
	case matches(name, k.Save):
		return dialog.Outcome{Run: func() tea.Cmd { return m.writes.keep(saveReport(m.deps.SaveReport, m.reportName(), r.text)) }}
	case matches(name, k.PlainQuit):
		return dialog.Outcome{Close: true}
	}
	r.Scroll.Update(msg, k.ScrollKeys)
	return dialog.Outcome{}
}

// Typing is false: letters are keys.
func (r *supportReport) Typing() bool { return false }

// Leave closes the report.
func (r *supportReport) Leave() bool { return true }

// ShortHelp are the keys of the report.
func (r *supportReport) ShortHelp() []key.Binding {
	return []key.Binding{bind("c", "copy"), bind("w", "save"), bind("j/k", "scroll"), bind("esc", "back")}
}

// reportName names a report's file by the time it is made, in UTC.
func (m *Model) reportName() string {
	return "ripio-report-" + m.deps.Now().UTC().Format("20060102T150405Z") + ".md"
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

func (m *Model) reportSaved(msg savedReportMsg) {
	if msg.err != nil {
		m.status.say(finding.LevelFailure, "not saved: "+visible.Line(msg.err.Error())+"; c copies the report instead")
		return
	}
	m.status.say(finding.LevelOK, "saved as "+visible.Line(msg.path))
}

// supportWidth is how wide the preview becomes where there is room.
const supportWidth = 100

// leftOut says what a report never holds.
const leftOut = "Left out: client_secret, token, the middle of client_id and address. Read it before you send it."

// View draws the preview as a box for an area of the given size.
func (r *supportReport) View(s theme.Styles, width, height int) []string {
	boxWidth := min(supportWidth, width-2)
	inner := boxWidth - draw.BoxFrame
	head := draw.Styled(draw.Wrap("About "+r.about, inner), s.Muted)
	head = append(head, draw.Hang(s.Mark(finding.LevelNote)+" ", draw.Wrap(leftOut, inner-2), s.Note)...)
	head = append(head, "")
	var body []string
	for line := range strings.SplitSeq(strings.TrimRight(r.text, "\n"), "\n") {
		style := s.Text
		if strings.HasPrefix(line, "#") {
			style = s.Section
		}
		body = append(body, draw.Styled(draw.Wrap(visible.Line(line), inner), style)...)
	}
	lines := append(head, r.Show(body, max(height-draw.BoxRows-len(head), 1))...)
	right := "c copies  w saves"
	if position := r.Position(); position != "" {
		right += "  " + position
	}
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render("Report for Ripio's support"), Right: s.Muted.Render(right), Lines: lines,
		Width: boxWidth, Height: min(len(lines)+draw.BoxRows, height), Border: s.Accent,
	})
}
