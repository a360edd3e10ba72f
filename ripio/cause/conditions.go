package cause

import (
	"slices"

	"devtools/ripio-explorer/ripio"
)

// condition is a part of a check.
type condition func(s *situation) bool

// all is the check that holds when every condition does. Its evidence is the
// failure's own.
func all(conditions ...condition) check {
	return func(s *situation) (Cause, bool) {
		for _, holds := range conditions {
			if !holds(s) {
				return Cause{}, false
			}
		}
		return Cause{}, true
	}
}

func ofKind(kinds ...ripio.FailureKind) condition {
	return func(s *situation) bool { return slices.Contains(kinds, s.Failure.Kind) }
}

// inPhase holds for failures in these phases. An empty phase is one before the
// first that is measured.
func inPhase(phases ...ripio.Phase) condition {
	return func(s *situation) bool { return slices.Contains(phases, s.Failure.Phase) }
}

func because(reasons ...ripio.Reason) condition {
	return func(s *situation) bool { return slices.Contains(reasons, s.Failure.Reason) }
}

func withStatus(statuses ...int) condition {
	return func(s *situation) bool { return slices.Contains(statuses, s.status) }
}

func not(holds condition) condition { return func(s *situation) bool { return !holds(s) } }

func proxied(s *situation) bool { return s.Connection.Proxy != "" }

func toSimulator(s *situation) bool { return s.Environment.Name == ripio.Simulator }
