package tui

import (
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/request"
)

// shownReplacement is how much of a new value is shown, in cells.
const shownReplacement = 60

// remedyWords complete "Press A ...": what the letter of a cause does. They are empty
// when no key can do anything about it.
func (r *result) remedyWords(likely cause.Cause, now time.Time) string {
	field := string(likely.Field)
	here := r.exchange.Environment.Name
	other := "the other environment"
	if name, ok := otherEnvironment(here); ok {
		other = name.Label()
	}
	switch likely.Remedy {
	case cause.RemedyReplace:
		return "to change " + field + " to " + visible.Cut(likely.Replacement, shownReplacement) + "; enter then sends"
	case cause.RemedyEnter:
		return "to go to " + field
	case cause.RemedyTrimSecret:
		return "to cut the stray characters off the secret and send"
	case cause.RemedyNewExternalRef:
		return "to make a new external_ref; enter then sends"
	case cause.RemedyEditCredentials:
		if r.exchange.Profile == "" {
			return "to open a new profile for credentials of your own"
		}
		return "to open the credentials for " + request.AccountFor(here).Label()
	case cause.RemedySwitchEnvironment:
		return "to arm " + other + "; nothing is sent yet"
	case cause.RemedySwapTest:
		return "to ask " + other + ", once you have confirmed the risk"
	case cause.RemedyRetry:
		return "to send the same again"
	case cause.RemedyWait:
		if left := r.waitLeft(now); left > 0 {
			return "to wait " + draw.Countdown(left) + " more, then send again"
		}
		return "to send again"
	case cause.RemedyShowHTTP:
		return "to show the request and the answer"
	case cause.RemedyReport:
		return "to build a report for Ripio's support"
	case cause.RemedyRestartSimulator:
		return "to start the simulator again"
	}
	return ""
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
