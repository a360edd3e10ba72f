package cause

import (
	"net/http"
	"net/url"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// situation is a failure with all that is known about it, as the rules see it.
type situation struct {
	ripio.Exchange
	background Background
	status     int // of the answer; zero when none came
	said       topics
}

func newSituation(e ripio.Exchange, background Background) *situation {
	s := &situation{Exchange: e, background: background}
	if e.Response != nil {
		s.status = e.Response.Status
	}
	if e.Failure != nil {
		s.said = topicsOf(e.Failure.Code, e.Failure.Message, s.status)
		if gatewayRefused(s) {
			s.said = topics{topicGateway: true}
		}
	}
	return s
}

// judged reports whether the server may have looked at the request and refused it.
// Nothing but such an answer says anything about the credentials or the user. Words
// about them are the API's own whatever the status; a page with a status that frameworks
// give to refusals may be.
//
// A request that was wrong on purpose was refused for that: nothing can be
// learnt from it about the rest.
func (s *situation) judged() bool {
	if s.Request.Deviation != ripio.DeviationNone || saidPlainHTTP(s) {
		return false
	}
	if s.said[topicURL] || s.said[topicGateway] {
		return false
	}
	switch s.Failure.Kind {
	case ripio.FailureRejected, ripio.FailureNotSucceeded:
		return true
	case ripio.FailureHTML:
		return refusalStatus(s) && !botCheck(s)
	case ripio.FailureStatus:
		return refusalStatus(s) || s.status == http.StatusConflict || s.said.aboutRequest() || s.status == http.StatusNotFound
	case ripio.FailureServer, ripio.FailureNoToken:
		return s.said.aboutRequest()
	}
	return false
}

// refusalStatus holds for the statuses with which frameworks refuse a login or a form.
var refusalStatus = withStatus(http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusUnprocessableEntity)

// isPage reports whether a web page answered, which may be the API's or not.
func (s *situation) isPage() bool { return s.Failure.Kind == ripio.FailureHTML }

// saysElse reports whether the server's words are about something else than the
// credentials or the account.
func (s *situation) saysElse() bool {
	return s.said.aboutRequest() && !s.said[topicCredentials] && !s.said[topicAccount]
}

// onTheWay reports whether something between here and the server may have answered:
// TLS was opened on the way, or there was none. Over TLS that was verified to the
// server's end a portal or a proxy cannot answer.
func (s *situation) onTheWay() bool {
	_, inspected := s.finding("connection-inspected")
	return inspected || s.Connection.TLSVersion == "" && !toSimulator(s)
}

// answered reports whether the API itself seems to have answered, whatever it said.
func (s *situation) answered() bool {
	switch s.Failure.Kind {
	case ripio.FailureRejected, ripio.FailureNotSucceeded, ripio.FailureStatus, ripio.FailureNoToken, ripio.FailureNotJSON, ripio.FailureTokenType:
		return true
	}
	return false
}

// workedBefore reports whether the same client_id and secret brought a token here.
// The simulator takes any: that it took them says nothing.
func (s *situation) workedBefore() bool {
	return !s.background.LastSuccess.IsZero() && s.SimulatedScenario() == ""
}

func (s *situation) finding(codes ...finding.Code) (finding.Finding, bool) {
	return finding.Find(s.Findings, codes...)
}

// evidence is what the failure itself says: where it happened, the status or
// the system's words, and the server's own.
func (s *situation) evidence() string {
	const longest = 200
	var phase, said string
	switch s.Failure.Kind {
	case ripio.FailureReset, ripio.FailureClosed, ripio.FailureCancelled:
		if s.Failure.Phase != "" {
			phase = s.Failure.Phase.During()
		} else if s.Failure.Kind == ripio.FailureCancelled {
			phase = "before a connection was open"
		}
	}
	if words := s.Failure.Words(); words != "" {
		said = `the response says "` + phrase.CutText(words, longest) + `"`
	}
	return phrase.JoinNonEmpty("; ", phase, s.Failure.Evidence, said)
}

// quoting is a cause with evidence of its own before the failure's.
func (s *situation) quoting(own ...string) Cause {
	return Cause{Evidence: phrase.JoinNonEmpty("; ", append(own, s.evidence())...), QuotesFailure: true}
}

// quoted is a cause with evidence of its own after the failure's.
func (s *situation) quoted(own string) Cause {
	return Cause{Evidence: phrase.JoinNonEmpty("; ", s.evidence(), own), QuotesFailure: true}
}

// withURL is for causes that ask to compare the URL.
func (s *situation) withURL() Cause {
	return s.quoted("the request was " + s.Request.Method + " " + s.Request.URL)
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
func (s *situation) otherEnvironment() (ripio.Environment, bool) {
	switch s.Environment.Name {
	case ripio.Sandbox:
		return ripio.EnvironmentFor(ripio.Production)
	case ripio.Production:
		return ripio.EnvironmentFor(ripio.Sandbox)
	}
	return ripio.Environment{}, false
}

// answerHeader is a header of the answer; empty when no answer came.
func (s *situation) answerHeader(name string) string {
	if s.Response == nil {
		return ""
	}
	return s.Response.Header.Get(name)
}

// quoteFinding is a finding as evidence: its field, its name and what was found.
func quoteFinding(f finding.Finding) string {
	return phrase.JoinNonEmpty(", ", f.Headline(), f.Found)
}
