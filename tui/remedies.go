package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
)

// shownReplacement is how much of a new value is shown, in cells.
const shownReplacement = 60

// remedy is what the letter of a cause does.
type remedy struct {
	// words complete "Press A ...".
	words func(m *Model, likely cause.Cause) string
	// disabled says why it cannot be done now, empty when it can; nil for what
	// always can. anytime is for what needs no send from the armed request.
	disabled func(m *Model) string
	anytime  bool
	run      func(m *Model, likely cause.Cause) tea.Cmd
}

// says is for words that are the same whatever the cause.
func says(words string) func(*Model, cause.Cause) string {
	return func(*Model, cause.Cause) string { return words }
}

// does is for what is the same whatever the cause.
func does(run func(m *Model) tea.Cmd) func(*Model, cause.Cause) tea.Cmd {
	return func(m *Model, _ cause.Cause) tea.Cmd { return run(m) }
}

// remedies are the rows of what can be done. They are filled in init because what a
// remedy does may lead to others.
var remedies map[cause.Remedy]remedy

func init() {
	remedies = map[cause.Remedy]remedy{
		cause.RemedyReplace: {
			words: func(_ *Model, likely cause.Cause) string {
				return "to change " + string(likely.Field) + " to " + visible.Cut(likely.Replacement, shownReplacement) + "; enter then sends"
			},
			run: (*Model).replaceValue,
		},
		cause.RemedyEnter: {
			words: func(_ *Model, likely cause.Cause) string { return "to go to " + string(likely.Field) },
			run:   func(m *Model, likely cause.Cause) tea.Cmd { return m.enterValue(likely.Field) },
		},
		cause.RemedyTrimSecret: {
			words:    says("to cut the stray characters off the secret and send"),
			disabled: (*Model).noTrim,
			run:      does((*Model).sendTrimmed),
		},
		cause.RemedyNewExternalRef: {
			words: says("to make a new external_ref; enter then sends"),
			run:   does(do((*Model).newExternalRef)),
		},
		cause.RemedyEditCredentials: {
			words: func(m *Model, _ cause.Cause) string {
				if m.result.Exchange().Profile == "" {
					return "to open a new profile for credentials of your own"
				}
				return "to open the credentials for " + request.AccountFor(m.result.Exchange().Environment.Name).Label()
			},
			run: func(m *Model, likely cause.Cause) tea.Cmd { return m.editCredentials(likely.Field, "") },
		},
		cause.RemedySwitchEnvironment: {
			words: func(m *Model, _ cause.Cause) string {
				return "to arm " + otherLabel(m.result.Exchange().Environment.Name) + "; nothing is sent yet"
			},
			disabled: (*Model).noOtherEnvironment,
			run:      does((*Model).armOtherEnvironment),
		},
		cause.RemedySwapTest: {
			words: func(m *Model, _ cause.Cause) string {
				return "to ask " + otherLabel(m.result.Exchange().Environment.Name) + ", once you have confirmed the risk"
			},
			disabled: (*Model).noSwapTest,
			run:      does(do((*Model).askSwapTest)),
		},
		cause.RemedyRetry: {words: says("to send the same again"), run: does((*Model).begin)},
		cause.RemedyWait: {
			words: func(m *Model, _ cause.Cause) string {
				if left := m.result.WaitLeft(); left > 0 {
					return "to wait " + draw.Countdown(left) + " more, then send again"
				}
				return "to send again"
			},
			run: does((*Model).begin),
		},
		cause.RemedyShowHTTP: {words: says("to show the request and the answer"), anytime: true, run: does(do((*Model).showHTTP))},
		cause.RemedyReport: {
			words: says("to build a report for Ripio's support"), anytime: true,
			disabled: (*Model).noReport, run: does((*Model).previewReport),
		},
		cause.RemedyRestartSimulator: {
			words: says("to start the simulator again"), disabled: (*Model).noSimulator, run: does((*Model).restartSimulator),
		},
	}
}

// otherLabel names the environment that a send did not go to.
func otherLabel(name ripio.EnvironmentName) string {
	if other, ok := otherEnvironment(name); ok {
		return other.Label()
	}
	return "the other environment"
}

// otherEnvironment is the other one of sandbox and production; ok is false for
// the simulator, which has none.
func otherEnvironment(name ripio.EnvironmentName) (other ripio.EnvironmentName, ok bool) {
	switch name {
	case ripio.Sandbox:
		return ripio.Production, true
	case ripio.Production:
		return ripio.Sandbox, true
	}
	return "", false
}

func (m *Model) noTrim() string {
	if !m.hasProfile() {
		return "the simulator's own credentials were sent"
	}
	return ""
}

func (m *Model) noOtherEnvironment() string {
	if m.environment.Name == ripio.Simulator {
		return "the simulator has no other environment"
	}
	return ""
}

func (m *Model) armOtherEnvironment() tea.Cmd {
	other, _ := otherEnvironment(m.environment.Name)
	return m.armEnvironment(other)
}

func (m *Model) noSimulator() string {
	if m.environment.Name != ripio.Simulator {
		return "the simulator is not armed"
	}
	return ""
}

func (m *Model) showHTTP() {
	m.result.SetTab(result.HTTP)
	m.setFocus(request.FocusResult)
}
