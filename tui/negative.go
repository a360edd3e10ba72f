package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
	"devtools/ripio-explorer/tui/theme"
)

// newTestMenu lists the requests that are wrong on purpose.
func newTestMenu(environment ripio.EnvironmentName, begin func([]ripio.NegativeTest) tea.Cmd) *dialog.Menu {
	var choices []dialog.Choice
	tests := ripio.NegativeTests()
	for _, test := range tests {
		choices = append(choices, dialog.Choice{Name: test.Title, About: draw.Sentence(test.What),
			Run: func() tea.Cmd { return begin([]ripio.NegativeTest{test}) }})
	}
	choices = append(choices, dialog.Choice{Name: "all of them", About: "One after the other, with a second between them.",
		Run: func() tea.Cmd { return begin(tests) }})
	menu := dialog.NewMenu("Negative tests", choices)
	menu.Hints = "Each sends one request to " + environment.Label() + " that is wrong on purpose, with this user. " +
		"The server's response is remembered, and named when it comes again."
	return menu
}

// noNegativeTest says why none can be sent now; empty when one can.
func (m *Model) noNegativeTest() string {
	why := m.notReady()
	switch {
	case m.environment.Name == ripio.Production:
		return "they are sent to sandbox and simulator only"
	case why != "":
		return why
	case m.form.ClientID == "":
		return "there are no credentials for " + m.environment.Name.Label() + " yet"
	}
	if finding, _, blocked := m.form.FirstBlocked(); blocked {
		return "first correct the request: " + finding.Headline()
	}
	return m.sends.Pauses.Refuse(m.environment.Name, m.deps.Now(), m.settings.Zone())
}

// runNegativeTests sends them, one after the other.
func (m *Model) runNegativeTests(tests []ripio.NegativeTest) tea.Cmd {
	if why := m.noNegativeTest(); why != "" {
		m.status.say(finding.LevelNote, "not sent: "+why)
		return nil
	}
	m.sends.Tests = sending.NewSeries(m.newSend(sending.NegativeTest), tests)
	return m.sendNextTest()
}

func (m *Model) sendNextTest() tea.Cmd {
	s, title := m.sends.Tests.Next()
	return m.sendProbe(s, "Negative test: "+title)
}

// negativeTestAnswered goes on with the run, or shows what came.
func (m *Model) negativeTestAnswered(msg sending.AnswerMsg) {
	run := &m.sends.Tests
	next, more := run.Answered(msg, m.deps.Now())
	if !more {
		m.testsEnded()
		return
	}
	m.sends.Between()
	m.result.OpenSending(result.Sending{
		Environment: run.Send.Environment, Since: m.deps.Now(), Until: next,
		Why: "A short pause lies between negative tests. Next: " + run.Waiting[0].Title + ".",
	})
}

// testsEnded shows the last answer and, after several, a table of all of them.
func (m *Model) testsEnded() {
	run := m.sends.Tests
	m.sends.Tests = sending.Series{}
	m.endProbe()
	if run.Send.Owner != m.selectedOwner() {
		m.status.say(finding.LevelNote, "the tests were for the user you had before; their responses are in the history")
	} else {
		m.result.ShowExchange(run.Answers[len(run.Answers)-1], m.keyboard() == inFilter)
		m.result.SetAside("A negative test brings no user a token; esc goes back.")
		if m.onePane() {
			m.setFocus(request.FocusResult)
		}
	}
	if len(run.Answers)+len(run.Waiting) > 1 {
		m.whenFree(func() tea.Cmd {
			m.open(newTestReport(run))
			return nil
		})
	}
}

// newTestReport is the table of what the server answered to a run of tests.
func newTestReport(run sending.Series) *dialog.Text {
	return &dialog.Text{
		Title: "Negative tests in " + run.Send.Environment.Name.Label(),
		Draw: func(s theme.Styles, width int) []string {
			return result.TestTable(s, run.Answers, run.Waiting, run.Stopped, width)
		},
	}
}
