package tui

import (
	"fmt"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// isTest reports whether the shown request was wrong on purpose.
func (r *result) isTest() bool {
	return r.exchange != nil && r.exchange.Request.Deviation != ripio.DeviationNone
}

// testLines draws a negative test: what was sent, what came, and when the same
// came before.
func (r *result) testLines(s theme.Styles, width int) []string {
	e := r.exchange
	test, _ := e.Request.Deviation.NegativeTest()
	var lines []string
	say := func(label, text string) {
		if text == "" {
			return
		}
		lines = append(lines, s.Section.Render(label))
		lines = append(lines, indented(draw.Wrap(text, width-2), s.Text)...)
		lines = append(lines, "")
	}
	say("Sent on purpose", draw.Sentence(test.What))
	answer := testAnswer{*e}
	say("The answer", draw.Sentence(answer.words()))
	if e.Failure == nil {
		say("What that says", "As far as one answer can tell, the server does not check this. The token was dropped: it is no user's of yours.")
	}
	say("Seen before", r.sightings())
	switch {
	case e.Response != nil:
		say("What becomes of it", "It is in the history. When the same answer comes again, it is named: seen when "+e.Request.Deviation.When()+".")
	case e.Failure != nil:
		say("What happened", e.Failure.Explanation())
		say("Evidence", visible.Line(e.Failure.Evidence))
	}
	return append(lines, r.rawBody(s, width)...)
}

// status is the answer's status; a dash without one.
func (a testAnswer) status() string {
	if a.exchange.Response == nil {
		return "-"
	}
	return fmt.Sprint(a.exchange.Response.Status)
}

// words say what the answer was.
func (a testAnswer) words() string {
	f := a.exchange.Failure
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

// short is what the answer says, beside its status.
func (a testAnswer) short() string {
	if f := a.exchange.Failure; f != nil && f.Message != "" {
		return visible.Line(f.Message)
	}
	return a.words()
}

// level is how much the answer surprises: an accepted test does.
func (a testAnswer) level() finding.Level {
	switch {
	case a.exchange.Failure == nil:
		return finding.LevelWarning
	case a.exchange.Response == nil:
		return finding.LevelFailure
	}
	return finding.LevelOK
}

// newTestReport is the table of what the server answered to a run of tests.
func newTestReport(run testRun) *dialog.Text {
	return &dialog.Text{
		Title: "Negative tests in " + run.sending.environment.Name.Label(),
		Draw:  func(s theme.Styles, width int) []string { return testTable(s, run, width) },
	}
}

// statusWidth is the column of the status codes.
const statusWidth = 5

// testTable has a row for each test: its name, the status, and what was said.
func testTable(s theme.Styles, run testRun, width int) []string {
	nameWidth := ansi.StringWidth("Test")
	for _, answer := range run.answers {
		nameWidth = max(nameWidth, ansi.StringWidth(answer.exchange.Request.Deviation.Title()))
	}
	for _, test := range run.waiting {
		nameWidth = max(nameWidth, ansi.StringWidth(test.Title))
	}
	nameWidth = min(nameWidth, width/2) + 2
	lines := []string{s.Section.Render(draw.Fit("  Test", nameWidth+2, "") + draw.Fit("", statusWidth, "") + "Answer")}
	row := func(mark, name, status, words string, style draw.Style) {
		lead := mark + " " + s.Text.Render(draw.Fit(name, nameWidth, s.Glyphs.Ellipsis)) + s.Text.Render(draw.Fit(status, statusWidth, ""))
		lines = append(lines, draw.Hang(lead, draw.Wrap(words, width-ansi.StringWidth(lead)), style)...)
	}
	for _, answer := range run.answers {
		row(s.Mark(answer.level()), answer.exchange.Request.Deviation.Title(), answer.status(), answer.short(), s.Text)
	}
	for _, test := range run.waiting {
		row(" ", test.Title, "-", "not sent: "+run.stopped, s.Muted)
	}
	foot := "Every answer is in the history. When the same one comes again, it is named after its test."
	return append(append(lines, ""), draw.Styled(draw.Wrap(foot, width), s.Muted)...)
}

// redactedResponse is an answer without the tokens in its body.
func redactedResponse(response *ripio.Response) *ripio.Response {
	if response == nil {
		return nil
	}
	redacted := *response
	redacted.Body = []byte(redact.Tokens(string(response.Body)))
	return &redacted
}
