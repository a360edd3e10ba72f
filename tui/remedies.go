package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/keys"
	"devtools/ripio-explorer/tui/request"
	"devtools/ripio-explorer/tui/result"
	"devtools/ripio-explorer/tui/sending"
)

// shownReplacement is how much of a new value is shown, in cells.
const shownReplacement = 60

// remedy is what the letter of a cause does.
type remedy struct {
	// words complete "Press A: ...".
	words func(likely cause.Cause) string
	// disabled says why it cannot be done now, empty when it can; nil for what
	// always can. anytime is for what needs no send from the selected request.
	disabled func() string
	anytime  bool
	run      func(likely cause.Cause) tea.Cmd
}

// words is for words that are the same whatever the cause.
func words(text string) func(cause.Cause) string {
	return func(cause.Cause) string { return text }
}

// does is for what is the same whatever the cause.
func does(run func() tea.Cmd) func(cause.Cause) tea.Cmd {
	return func(_ cause.Cause) tea.Cmd { return run() }
}

// remedies are the rows by their codes.
type remedies map[cause.Remedy]remedy

// newRemedies returns the rows of what can be done.
func newRemedies(m *Model) remedies {
	return remedies{
		cause.RemedyReplace: {
			words: func(likely cause.Cause) string {
				return "change " + string(likely.Field) + " to " + visible.Cut(likely.Replacement, shownReplacement) + "; enter then sends"
			},
			run: func(likely cause.Cause) tea.Cmd {
				if m.form.Target(likely.Field) == nil {
					return m.editCredentials(likely.Field, likely.Replacement)
				}
				m.form.Apply(finding.Finding{Field: likely.Field, Replacement: likely.Replacement})
				m.userChanged()
				m.status.say(finding.LevelOK, string(likely.Field)+" is now "+visible.Cut(likely.Replacement, shownReplacement)+"; enter sends")
				return nil
			},
		},
		cause.RemedyEnter: {
			words: func(likely cause.Cause) string { return "go to " + string(likely.Field) },
			run: func(likely cause.Cause) tea.Cmd {
				if m.form.Target(likely.Field) == nil {
					return m.editCredentials(likely.Field, "")
				}
				m.form.SetFocus(request.PlaceOf(likely.Field))
				m.status.say(finding.LevelNote, "type the "+string(likely.Field)+"; enter then sends")
				return nil
			},
		},
		cause.RemedyTrimSecret: {
			words: words("cut the stray characters off the secret and send"),
			disabled: func() string {
				if !m.selected.HasProfile() {
					return "the simulator's own credentials were sent"
				}
				return ""
			},
			run: does(func() tea.Cmd { // from now on, until the program ends or the profile changes
				m.sends.Trimmed[m.selected.SecretKey()] = true
				return m.begin()
			}),
		},
		cause.RemedyNewExternalRef: {
			words: words("make a new external_ref; enter then sends"),
			run:   does(do(m.newExternalRef)),
		},
		cause.RemedyEditCredentials: {
			words: func(_ cause.Cause) string {
				if m.result.Exchange().Profile == "" {
					return "open a new profile for credentials of your own"
				}
				return "open the credentials for " + m.result.Exchange().Environment.Name.Account().Label()
			},
			run: func(likely cause.Cause) tea.Cmd { return m.editCredentials(likely.Field, "") },
		},
		cause.RemedySwitchEnvironment: {
			words: func(_ cause.Cause) string {
				return "select " + sending.OtherLabel(m.result.Exchange().Environment.Name) + "; nothing is sent yet"
			},
			disabled: func() string { return sending.NoOther(m.selected.Environment.Name) },
			run: does(func() tea.Cmd {
				other, _ := sending.Other(m.selected.Environment.Name)
				return m.switchEnvironment(other)
			}),
		},
		cause.RemedySwapTest: {
			words: func(_ cause.Cause) string {
				return "ask " + sending.OtherLabel(m.result.Exchange().Environment.Name) + ", once you have confirmed the risk"
			},
			disabled: m.sends.NoSwapTest,
			run:      does(do(m.sends.AskSwapTest)),
		},
		cause.RemedyRetry: {words: words("send the same again"), run: does(m.begin)},
		cause.RemedyWait: {
			words: func(_ cause.Cause) string {
				if left := m.result.WaitLeft(); left > 0 {
					return "wait " + draw.Countdown(left) + " more, then send again"
				}
				return "send again"
			},
			run: does(m.begin),
		},
		cause.RemedyShowHTTP: {words: words("show the request and the response"), anytime: true, run: func(_ cause.Cause) tea.Cmd {
			m.result.SetTab(result.HTTP)
			m.form.SetFocus(request.FocusResult)
			return nil
		}},
		cause.RemedyReport: {
			words: words("build a report for Ripio's support"), anytime: true,
			disabled: m.handover.NoReport, run: does(m.handover.Report),
		},
		cause.RemedyScenario: {
			words: words("choose another scenario"), run: does(do(m.chooseScenario)),
			disabled: func() string { return m.selected.NoScenario(m.keys.Environment.Help().Key) },
		},
		cause.RemedyRestartSimulator: {
			words: words("start the simulator again"), run: does(m.restartSimulator),
			disabled: func() string {
				if m.selected.Environment.Name != ripio.Simulator {
					return "the simulator is not selected"
				}
				return ""
			},
		},
	}
}

// chooseCause opens the cause at a place of the ranked list, counted from 0.
func (m *Model) chooseCause(at int) tea.Cmd {
	why := ""
	switch causes := m.result.Ranked(); {
	case len(causes) == 0:
		why = "letters stand for the causes of a failure; there is none here"
	case !m.causesInSight():
		why = "the causes are out of sight; the tab Token shows them"
	case at >= len(causes):
		why = "no cause has the letter " + result.Letter(at)
	default:
		m.form.SetFocus(request.FocusResult)
		m.result.Choose(at)
		return nil
	}
	m.status.say(finding.LevelNote, why)
	return nil
}

// applyCause does what one key can do about the cause at a place of the ranked list. What
// it fills in is sent with the next enter.
func (m *Model) applyCause(at int) tea.Cmd {
	likely := m.result.Ranked()[at]
	if why := m.remedies.refuse(m, likely); why != "" {
		m.status.say(finding.LevelNote, result.Letter(at)+": "+why)
		return nil
	}
	m.form.SetFocus(request.FocusSend)
	return m.remedies[likely.Remedy].run(likely)
}

// causesInSight reports whether the person sees what the letters stand for.
func (m *Model) causesInSight() bool {
	tab := m.result.Tab()
	return len(m.result.Ranked()) > 0 && tab == result.Token && !m.layout().Result.Empty()
}

// refuse says why nothing can be done about a cause now; empty when something can.
func (r remedies) refuse(m *Model, likely cause.Cause) string {
	remedy, ok := r[likely.Remedy]
	if !ok {
		return "no key can do this; read what to do"
	}
	if !remedy.anytime {
		if why := m.staleCauses(); why != "" {
			return why
		}
	}
	if remedy.disabled == nil {
		return ""
	}
	return remedy.disabled()
}

// staleCauses says why the causes that are shown are not those of the selected
// request; empty when they are.
func (m *Model) staleCauses() string {
	e, now := m.result.Exchange(), m.form.Request()
	switch {
	case e == nil:
		return ""
	case m.result.IsAttempt():
		return "this attempt is from the history; " + keys.Label(m.keys.PlainRenew, m.keys.Renew) + " sends its inputs again"
	case e.Environment.Name != m.selected.Environment.Name || e.Profile != m.selected.Profile:
		return "this was sent with another profile or environment than the selected one; send again to act on it"
	case !redact.MayBe(e.Request.ClientID, now.ClientID) || m.credentials.EditedAfter(m.selected.Profile, e.SentAt):
		return "the profile has changed since this was sent; send again"
	case !redact.MayBe(e.Request.ExternalRef, now.ExternalRef) || !redact.MayBe(e.Request.Address, now.Address):
		return "the request has changed since this was sent; send again"
	}
	return ""
}

// remediesNow is what can be done about the causes that are shown.
func (m *Model) remediesNow() result.Remedies {
	_, mends := m.form.Fix()
	told := result.Remedies{Stale: m.staleCauses(), Typing: m.form.Focus.InField(), Focused: m.form.Focus == request.FocusResult, First: !mends}
	for _, likely := range m.result.Ranked() {
		words := "" // no key can do anything
		if remedy, ok := m.remedies[likely.Remedy]; ok {
			words = remedy.words(likely)
		}
		told.Each = append(told.Each, result.Remedy{Words: words, Disabled: m.remedies.refuse(m, likely)})
	}
	return told
}

// causeActions are the letters of the shown causes, for the list of commands.
func causeActions(m *Model) (list []action) {
	told := m.remediesNow()
	for at, cause := range m.result.Ranked() {
		words := told.Each[at].Words
		if words == "" || result.Letter(at) == "" {
			continue
		}
		list = append(list, action{
			name: "Cause " + result.Letter(at) + ": " + words, disabled: func() string { return m.remedies.refuse(m, cause) },
			run: func() tea.Cmd { return m.remedies[cause.Remedy].run(cause) },
		})
	}
	return list
}
