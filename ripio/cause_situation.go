package ripio

import (
	"net/http"
	"net/url"
	"slices"
)

// situation is a failure with all that is known about it, as the rules see it.
type situation struct {
	Exchange
	background Background
	status     int // of the answer; zero when none came
}

func newSituation(e Exchange, background Background) *situation {
	s := &situation{Exchange: e, background: background}
	if e.Response != nil {
		s.status = e.Response.Status
	}
	return s
}

// judged tells whether the server looked at the request and refused it. Nothing
// but such an answer says anything about the credentials or the user.
//
// A request that was wrong on purpose was refused for that: nothing can be
// learnt from it about the rest.
func (s *situation) judged() bool {
	if s.Request.Deviation != DeviationNone || saidPlainHTTP(s) {
		return false
	}
	switch s.Failure.Kind {
	case FailureRejected, FailureNotSucceeded:
		return true
	case FailureStatus:
		return s.status == http.StatusBadRequest || s.status == http.StatusConflict || s.status == http.StatusUnprocessableEntity
	case FailureNoToken:
		return s.refusesCredentials()
	}
	return false
}

// answered tells whether the API itself seems to have answered, whatever it said.
func (s *situation) answered() bool {
	switch s.Failure.Kind {
	case FailureRejected, FailureNotSucceeded, FailureStatus, FailureNoToken, FailureNotJSON, FailureTokenType:
		return true
	}
	return false
}

// workedBefore tells whether the same client_id and secret brought a token here.
// The simulator takes any: that it took them says nothing.
func (s *situation) workedBefore() bool {
	return !s.background.LastSuccess.IsZero() && s.SimulatedScenario() == ""
}

// finding gives the first finding with one of the codes.
func (s *situation) finding(codes ...Code) (Finding, bool) {
	at := slices.IndexFunc(s.Findings, func(f Finding) bool { return slices.Contains(codes, f.Code) })
	if at < 0 {
		return Finding{}, false
	}
	return s.Findings[at], true
}

// evidence is what the failure itself says: where it happened, the status or
// the system's words, and the server's own.
func (s *situation) evidence() string {
	const longest = 200
	var phase, said string
	switch s.Failure.Kind {
	case FailureTimeout, FailureReset, FailureClosed, FailureCancelled:
		if s.Failure.Phase != "" {
			phase = "in the phase " + string(s.Failure.Phase)
		}
	}
	if words := s.Failure.words(); words != "" {
		said = `the answer says "` + cutText(words, longest) + `"`
	}
	return joinNonEmpty("; ", phase, s.Failure.Evidence, said)
}

// location is where a redirect points, and target where the request went; nil
// when it cannot be read.
func (s *situation) location() (location, target *url.URL) {
	target, err := url.Parse(s.Request.URL)
	if err != nil || s.Failure.Location == "" {
		return nil, nil
	}
	location, err = target.Parse(s.Failure.Location)
	if err != nil {
		return nil, nil
	}
	return location, target
}

// otherEnvironment is production for sandbox and the other way round.
func (s *situation) otherEnvironment() (Environment, bool) {
	switch s.Environment.Name {
	case Sandbox:
		return EnvironmentFor(Production)
	case Production:
		return EnvironmentFor(Sandbox)
	}
	return Environment{}, false
}

// answerHeader is a header of the answer; empty when no answer came.
func (s *situation) answerHeader(name string) string {
	if s.Response == nil {
		return ""
	}
	return s.Response.Header.Get(name)
}

// quoteFinding is a finding as evidence: its field, its name and what was found.
func quoteFinding(f Finding) string {
	return string(f.Field) + ": " + joinNonEmpty(", ", f.Title, f.Found)
}
