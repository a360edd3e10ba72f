package cause

import (
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// simulatorRules are about answers that this program made itself: what it knows, it
// does not guess.
var simulatorRules = []rule{
	{"simulator-complains", 100, RemedyShowHTTP, all(ofSimulator, complains)},
	simulatedRule,
}

var simulatedRule = rule{"simulated", 100, RemedyScenario, simulated}

// played returns the cause that is known: the simulator's. A request that was wrong on
// purpose has its own, and one that never left has nothing to do with a scenario.
func (s *situation) played() (Cause, bool) {
	causes := s.apply(simulatorRules)
	if len(causes) == 0 {
		return Cause{}, false
	}
	causes[0].Evidence, causes[0].Certainty = redact.Credentials(causes[0].Evidence), finding.Known
	return causes[0], true
}

// ofSimulator holds for what came from this program's simulator, and for a time-out of it:
// some scenarios do not answer.
func ofSimulator(s *situation) bool {
	return s.Request.Deviation == ripio.DeviationNone && s.Failure.Kind != ripio.FailureCancelled &&
		(s.SimulatedScenario() != "" || toSimulator(s) && s.Failure.Kind == ripio.FailureTimeout && s.MayHaveArrived())
}

func simulated(s *situation) (Cause, bool) {
	scenario := ""
	if name := s.SimulatedScenario(); name != "" {
		scenario = "the scenario is " + phrase.ShowName(name)
	}
	seen := s.quoting(scenario)
	if s.Failure.Wait() > 0 {
		seen = s.quoting(scenario, s.Failure.WaitAsked())
		seen.Remedy = RemedyWait
	}
	return seen, ofSimulator(s)
}

// complains reports whether the simulator compared the request with the documentation and
// refused it, whatever the scenario is. Its answer then lists problems.
func complains(s *situation) bool {
	if s.Response == nil {
		return false
	}
	object, _ := members.Read(strings.TrimSpace(string(s.Response.Body)))
	_, lists := object.Last("problems")
	return lists
}
