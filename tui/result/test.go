package result

import (
	"strconv"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// writeTest writes a negative test: what was sent, what came, and when the same
// came before.
func (m *Model) writeTest(p *draw.Writer) {
	e := m.exchange
	test, _ := e.Request.Deviation.NegativeTest()
	p.Titled("Sent on purpose", draw.Sentence(test.What))
	p.Titled("The response", draw.Sentence(answerWords(e)))
	if e.Failure == nil {
		p.Titled("What this means", "As far as one response can tell, the server does not check this. The token was discarded: it belongs to none of your users.")
	}
	p.Titled("Seen before", m.sightings())
	switch {
	case e.Response != nil:
		p.Titled("What becomes of it", "It is in the history. When the same response comes again, it is named: seen when "+e.Request.Deviation.When()+".")
	case e.Failure != nil:
		p.Titled("What happened", e.Failure.Explanation())
		p.Titled("Found", visible.Line(e.Failure.Evidence))
	}
	p.Add(m.rawBody(p.Width)...)
}

// answerWords say what the answer to a negative test was.
func answerWords(e *ripio.Exchange) string {
	f := e.Failure
	if f == nil {
		return "accepted: a token came"
	}
	text := f.Title()
	if f.Message != "" {
		text += ": " + visible.Line(f.Message)
	}
	if f.Code != "" && f.Code != f.Message {
		text += " (code " + visible.Line(f.Code) + ")"
	}
	return text
}

// answerLevel is how much the answer to a negative test surprises: an accepted one
// does.
func answerLevel(e *ripio.Exchange) finding.Level {
	switch {
	case e.Failure == nil:
		return finding.LevelWarning
	case e.Response == nil:
		return finding.LevelFailure
	}
	return finding.LevelOK
}

// TestTable has a row for each negative test of a run: its name, the status, and
// what was said. waiting are those that were not sent, stopped says why.
func TestTable(s theme.Styles, answers []ripio.Exchange, waiting []ripio.NegativeTest, stopped string, width int) []string {
	const statusWidth = 5
	type row struct {
		mark, name, status, words string
		style                     draw.Style
	}
	var rows []row
	for i := range answers {
		e := &answers[i]
		status, words := "-", answerWords(e)
		if e.Response != nil {
			status = strconv.Itoa(e.Response.Status)
		}
		if e.Failure != nil && e.Failure.Message != "" {
			words = visible.Line(e.Failure.Message)
		}
		rows = append(rows, row{s.Mark(answerLevel(e)), e.Request.Deviation.Title(), status, words, s.Text})
	}
	for _, test := range waiting {
		rows = append(rows, row{" ", test.Title, "-", "not sent: " + stopped, s.Muted})
	}
	nameWidth := 0
	for _, row := range rows {
		nameWidth = max(nameWidth, ansi.StringWidth(row.name))
	}
	nameWidth = min(nameWidth, width/2) + 2
	lines := []string{s.Section.Render(draw.Fit("  Test", nameWidth+2+statusWidth, "") + "Response")}
	for _, row := range rows {
		lead := row.mark + " " + s.Text.Render(draw.Fit(row.name, nameWidth, s.Glyphs.Ellipsis)+draw.Fit(row.status, statusWidth, ""))
		lines = append(lines, draw.Hang(lead, draw.Wrap(row.words, width-ansi.StringWidth(lead)), row.style)...)
	}
	foot := "Every response is in the history. When the same one comes again, it is named after its test."
	return append(append(lines, ""), draw.Styled(draw.Wrap(foot, width), s.Muted)...)
}
