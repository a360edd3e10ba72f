package sending

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// ChooseTest lists the requests that are wrong on purpose.
func (f *Flow) ChooseTest() {
	s := f.Capture(NegativeTest)
	f.Dialogs.Open(newTestMenu(s.Owner.Environment, func(tests []ripio.NegativeTest) tea.Cmd { return f.runTests(s, tests) }))
}

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

// NoTest says why no negative test can be sent now; empty when one can.
func (f *Flow) NoTest() string {
	environment := f.Owner().Environment
	if environment == ripio.Production {
		return "they are sent to sandbox and simulator only"
	}
	if why := f.Unready(); why != "" {
		return why
	}
	return f.Pauses.Refuse(environment, f.Now(), f.Local())
}

// runTests sends them, one after the other.
func (f *Flow) runTests(s Send, tests []ripio.NegativeTest) tea.Cmd {
	if why := f.NoTest(); why != "" {
		f.Say(finding.LevelNote, "not sent: "+why)
		return nil
	}
	if !s.SameAs(f.Capture(NegativeTest)) {
		f.Say(finding.LevelNote, "not sent: another profile or user is selected now")
		return nil
	}
	f.tests = series{send: s, waiting: tests}
	return f.sendNextTest()
}

func (f *Flow) sendNextTest() tea.Cmd {
	s, title := f.tests.take()
	return f.sendProbe(s, "Negative test: "+title)
}

// negativeTestAnswered goes on with the run, or shows what came.
func (f *Flow) negativeTestAnswered(msg AnswerMsg) {
	run := &f.tests
	next, more := run.answered(msg, f.Now())
	if !more {
		f.testsEnded()
		return
	}
	f.flight.story = nil // its answer is written down already
	f.Pane.OpenSending(Progress{
		Environment: run.send.Environment, Since: f.Now(), Until: next,
		Why: "A short pause lies between negative tests. Next: " + run.waiting[0].Title + ".",
	})
}

// testsEnded shows the last answer and, after several, a table of all of them.
func (f *Flow) testsEnded() {
	run := f.tests
	f.tests = series{}
	f.endProbe()
	if run.send.Owner != f.Owner() {
		f.Say(finding.LevelNote, "the tests were for the user you had before; their responses are in the history")
	} else {
		f.Pane.ShowExchange(run.answers[len(run.answers)-1])
		f.Pane.SetAside("A negative test brings no user a token; esc goes back.")
		f.Pane.ComeForward()
	}
	if len(run.answers)+len(run.waiting) > 1 {
		f.Dialogs.WhenFree(func() tea.Cmd {
			f.Dialogs.Open(&dialog.Text{
				Title: "Negative tests in " + run.send.Environment.Name.Label(),
				Draw: func(s theme.Styles, width int) []string {
					return f.TestTable(s, run.answers, run.waiting, run.stopped, width)
				},
			})
			return nil
		})
	}
}
