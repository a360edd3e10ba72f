package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/theme"
)

// testPause lies between two negative tests.
const testPause = time.Second

// testRun is a run of negative tests.
type testRun struct {
	waiting []ripio.NegativeTest
	answers []ripio.Exchange
	// next is when the next one is due; zero while one is under way.
	next time.Time
	// sending is what each makes wrong.
	sending sending
	// stopped says why the rest was not sent.
	stopped string
}

// chooseNegativeTest lists the requests that are wrong on purpose.
func (m *Model) chooseNegativeTest() {
	var choices []dialog.Choice
	tests := ripio.NegativeTests()
	for _, test := range tests {
		choices = append(choices, dialog.Choice{Name: test.Title, About: draw.Sentence(test.What),
			Run: func() tea.Cmd { return m.runNegativeTests([]ripio.NegativeTest{test}) }})
	}
	choices = append(choices, dialog.Choice{Name: "all of them", About: "One after the other, with a second between them.",
		Run: func() tea.Cmd { return m.runNegativeTests(tests) }})
	menu := dialog.NewMenu("Negative tests", choices)
	menu.Hints = "Each sends one request to " + m.environment.Name.Label() + " that is wrong on purpose, with this user. " +
		"What the server answers is remembered, and named when it comes again."
	m.open(menu)
}

// noNegativeTest says why none can be sent now; empty when one can.
func (m *Model) noNegativeTest() string {
	switch {
	case m.environment.Name == ripio.Production:
		return "they are sent to sandbox and simulator only"
	case m.busy() != "":
		return m.busy()
	case m.environment.Name == ripio.Simulator && m.simulator == nil:
		return "the simulator is still starting"
	case m.form.ClientID == "":
		return "there are no credentials for " + m.environment.Name.Label() + " yet"
	}
	if finding, _, blocked := m.form.FirstBlocked(); blocked {
		return "first correct the request: " + string(finding.Field) + ": " + finding.Title
	}
	return m.pausedFor(m.environment.Name)
}

// runNegativeTests sends them, one after the other.
func (m *Model) runNegativeTests(tests []ripio.NegativeTest) tea.Cmd {
	if why := m.noNegativeTest(); why != "" {
		m.status.say(finding.LevelNote, "not sent: "+why)
		return nil
	}
	run := testRun{sending: m.newSending(sendNegativeTest), waiting: tests}
	m.tests = run
	return m.sendNextTest()
}

func (m *Model) sendNextTest() tea.Cmd {
	run := &m.tests
	test := run.waiting[0]
	run.waiting, run.next = run.waiting[1:], time.Time{}
	s := run.sending
	s.request.Deviation = test.Deviation
	return m.sendProbe(s, "Negative test: "+test.Title)
}

// testDue sends the next negative test when the pause before it is over.
func (m *Model) testDue() tea.Cmd {
	if m.tests.next.IsZero() || m.tests.next.After(m.deps.Now()) {
		return nil
	}
	return m.sendNextTest()
}

// negativeTestArrived notes an answer, and goes on or shows what came.
func (m *Model) negativeTestArrived(msg probeMsg) tea.Cmd {
	run := &m.tests
	run.answers = append(run.answers, withoutToken(msg.exchange))
	run.sending.request.Secret = msg.sending.request.Secret // the rest of the run has the same credentials
	note := m.writeProbeDown(msg)
	if len(run.waiting) > 0 {
		run.stopped = reasonToStop(msg.exchange)
	}
	if len(run.waiting) == 0 || run.stopped != "" {
		m.testsEnded()
		return note
	}
	m.flight.posted, m.flight.call = false, nil // this one is written down already
	run.next = m.deps.Now().Add(testPause)
	m.result.OpenSending(result.Sending{
		Environment: run.sending.environment, Since: m.deps.Now(), Until: run.next,
		Why: "A short pause lies between negative tests. Next: " + run.waiting[0].Title + ".",
	})
	return note
}

// reasonToStop says why no further test should follow an answer; empty when one
// may.
func reasonToStop(e ripio.Exchange) string {
	switch {
	case e.Response == nil:
		return "no answer came"
	case e.Failure != nil && (e.Failure.Kind == ripio.FailureRateLimited || e.Failure.RetryAfter > 0):
		return "the server asks to wait"
	}
	return ""
}

// withoutToken drops a token: it is for no user of the person's.
func withoutToken(e ripio.Exchange) ripio.Exchange {
	if e.Token != nil {
		e.Token = nil
		e.Response = redactedResponse(e.Response)
	}
	return e
}

// testsEnded shows the last answer and, after several, a table of all of them.
func (m *Model) testsEnded() {
	run := m.tests
	m.tests = testRun{}
	m.endProbe()
	if run.sending.owner != m.armedOwner() {
		m.status.say(finding.LevelNote, "the tests were for the user you had before; their answers are in the history")
	} else {
		m.showAnswer(run.answers[len(run.answers)-1])
		m.result.SetAside("A negative test brings no user a token; esc goes back.")
		if m.onePane() {
			m.setFocus(request.FocusResult)
		}
	}
	if len(run.answers)+len(run.waiting) > 1 {
		m.whenFree(func() tea.Cmd {
			m.open(newTestReport(run))
			return nil
		})
	}
}

// newTestReport is the table of what the server answered to a run of tests.
func newTestReport(run testRun) *dialog.Text {
	return &dialog.Text{
		Title: "Negative tests in " + run.sending.environment.Name.Label(),
		Draw: func(s theme.Styles, width int) []string {
			return result.TestTable(s, run.answers, run.waiting, run.stopped, width)
		},
	}
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

// testIsPast is said where a negative test was shown.
const testIsPast = "The last answer was to a negative test. It is in the history."
