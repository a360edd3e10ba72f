package cause

import (
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// expiredRule is about a token that came and is of no use.
var expiredRule = rule{"token-came-expired", 100, RemedyRetry, nil}

// ofToken is the cause of a token that had expired when it came; none of any other. How
// sure that is depends on whose clock says it.
func ofToken(e ripio.Exchange) []Cause {
	lifetime, known := e.Lifetime()
	if !known || lifetime > 0 || e.Request.Deviation != ripio.DeviationNone {
		return nil
	}
	rule, found := expiredRule, Cause{}
	ago := phrase.TwoUnits(-lifetime) + " before the response, by "
	switch scenario := e.SimulatedScenario(); {
	case scenario != "":
		rule = simulatedRule
		found.Evidence = "the scenario is " + phrase.ShowName(scenario) + "; "
		ago += "the simulator's clock"
	case e.Clock.Known:
		ago += "the server's own clock"
	default:
		found.Weight, found.Title, found.Fix = 75, "the token may have expired before it came", causeWords.Of(alsoCheckClock).Fix
		ago += "this machine's clock"
	}
	found.Evidence += "exp is " + ago
	rule.word(&found)
	found.Certainty = finding.CertaintyOf(found.Weight)
	return []Cause{found}
}
