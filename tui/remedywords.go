package tui

import (
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// shownReplacement is how much of a new value is shown, in cells.
const shownReplacement = 60

// remedyWords complete "A ...": what the letter of a cause does. They are empty
// when no key can do anything about it.
func (r *result) remedyWords(cause ripio.Cause, now time.Time) string {
	field := string(cause.Field)
	here := r.exchange.Environment.Name
	other := "the other environment"
	if name, ok := otherEnvironment(here); ok {
		other = name.Label()
	}
	switch cause.Remedy {
	case ripio.RemedyReplace:
		return "changes " + field + " to " + visible.Cut(cause.Replacement, shownReplacement) + "; enter then sends"
	case ripio.RemedyEnter:
		return "goes to " + field
	case ripio.RemedyTrimSecret:
		return "cuts the stray characters off the secret and sends"
	case ripio.RemedyNewExternalRef:
		return "makes a new external_ref; enter then sends"
	case ripio.RemedyEditCredentials:
		if r.exchange.Profile == "" {
			return "opens a new profile for credentials of your own"
		}
		return "opens the credentials for " + accountFor(here).Label()
	case ripio.RemedySwitchEnvironment:
		return "arms " + other + "; nothing is sent yet"
	case ripio.RemedySwapTest:
		return "asks " + other + ", once you have confirmed the risk"
	case ripio.RemedyRetry:
		return "sends the same again"
	case ripio.RemedyWait:
		if left := r.waitLeft(now); left > 0 {
			return "waits " + countdown(left) + " more, then sends again"
		}
		return "sends again"
	case ripio.RemedyShowHTTP:
		return "shows the request and the answer"
	case ripio.RemedyReport:
		return "builds a report for Ripio's support"
	case ripio.RemedyRestartSimulator:
		return "starts the simulator again"
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
