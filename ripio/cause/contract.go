package cause

import (
	"cmp"
	"net/http"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/phrase"
)

// contractRules are about answers of success that are not as documented.
var contractRules = []rule{
	{"contract-token-renamed", 92, RemedyReport, tokenRenamed},
	{"contract-token-type", 90, RemedyReport, all(ofKind(ripio.FailureTokenType))},
	{"contract-token-value", 85, RemedyReport, all(ofKind(ripio.FailureNoToken), uselessToken)},
	{"contract-token-missing", 80, RemedyReport, all(ofKind(ripio.FailureNoToken), not(uselessToken))},
	{"empty-answer", 85, RemedyRetry, all(ofKind(ripio.FailureNotJSON), because(ripio.ReasonEmptyBody))},
	{"unknown-encoding", 85, RemedyReport, all(ofKind(ripio.FailureNotJSON), encoded)},
	{"python-instead-of-json", 85, RemedyReport, pythonInsteadOfJSON},
	{"not-json", 80, RemedyShowHTTP, notJSON},
}

// uselessToken holds when the answer is not an object, or its token is none.
var uselessToken = because(ripio.ReasonNotObject, ripio.ReasonTokenValue)

// tokenRenamed holds when a token stands under another name than the documented
// one. The names that other products use have their own rules.
func tokenRenamed(s *situation) (Cause, bool) {
	if _, other := s.finding("answer-looks-like-oauth", "answer-looks-like-other-widget", "answer-key-case"); other ||
		s.Failure.Kind != ripio.FailureNoToken || s.Response == nil {
		return Cause{}, false
	}
	object, _ := members.Read(string(s.Response.Body))
	for _, member := range object.Members {
		if member.Kind == members.String && member.Name != "token" && jwt.LooksLikeToken(member.Text) {
			return Cause{Evidence: "a token stands under the key " + phrase.ShowName(member.Name) + ", not under token"}, true
		}
	}
	return Cause{}, false
}

var encoded = because(ripio.ReasonEncoding)

// notJSON says which kind of body the answer claims to have.
func notJSON(s *situation) (Cause, bool) {
	claimed := cmp.Or(s.answerHeader("Content-Type"), "none")
	holds := s.Failure.Kind == ripio.FailureNotJSON && !encoded(s) && !because(ripio.ReasonEmptyBody)(s) && !printedPython(s)
	return s.quoting("Content-Type: " + phrase.CutText(claimed, ripio.MaxEvidence)), holds
}

// printedPython recognises what Python's str makes of a dict: names in single
// quotes.
func printedPython(s *situation) bool {
	return s.Failure.Kind == ripio.FailureNotJSON && s.Response != nil && strings.HasPrefix(strings.TrimSpace(string(s.Response.Body)), "{'")
}

func pythonInsteadOfJSON(s *situation) (Cause, bool) {
	return Cause{Evidence: "the body begins with {' where JSON has {\""}, printedPython(s)
}

// credentialGuesses are what is left to think of when a server refuses a request
// and nothing about it is odd.
var credentialGuesses = []rule{
	{"credentials-refused", 50, RemedyEditCredentials, credentialsRefused},
	{"request-refused", 50, RemedyShowHTTP, requestRefused},
	{"account-not-enabled", 30, RemedyReport, accountNotEnabled},
	{"other-product", 24, RemedyReport, all((*situation).judged, not((*situation).workedBefore), not((*situation).saysElse))},
	{"user-refused", 22, RemedyNewExternalRef, userRefused},
	{"other-country", 18, RemedyEditCredentials, all((*situation).judged, not((*situation).workedBefore), not((*situation).saysElse), not((*situation).isPage))},
	{"not-seen-before", 12, RemedyShowHTTP, all((*situation).answered, func(s *situation) bool { return len(s.background.Seen) == 0 })},
}

func credentialsRefused(s *situation) (Cause, bool) {
	seen := Cause{}
	switch {
	case s.workedBefore():
		seen.Weight = 20
	case s.said[topicCredentials]:
		seen.Weight = 80
	case s.said[topicNoCredentials]:
		seen.Weight = 45 // the server's own words speak against it
	case s.said.aboutRequest():
		seen.Weight = 25
	case s.Failure.Code == b2bNotAuthenticated:
		seen.Weight = 70
	case s.isPage():
		seen.Weight = 35
	case s.status == http.StatusNotFound:
		seen.Weight = 20
	case s.Failure.Kind == ripio.FailureNotSucceeded:
		seen.Weight = 45 // what leads to it is not documented at all
	case s.Failure.Kind == ripio.FailureStatus:
		seen.Weight = 35
	}
	if _, ok := s.finding("client-secret-encoding", "username-encoding"); ok {
		seen.Fix = causeWords.Of(alsoEncode).Fix
	}
	return seen, s.judged()
}

// requestRefused holds for statuses that are about the form of a request.
func requestRefused(s *situation) (Cause, bool) {
	seen := Cause{}
	if s.said.aboutRequest() || s.said[topicClientIDField] {
		seen.Weight = 20
	}
	return seen, s.judged() && s.Failure.Kind == ripio.FailureStatus && s.status != http.StatusNotFound
}

// userRefused is likelier where the server says in its own words that something was not
// found: with the right path that may be the user.
func userRefused(s *situation) (Cause, bool) {
	seen := Cause{}
	switch {
	case s.said.aboutRequest():
		seen.Weight = 15
	case s.status == http.StatusNotFound:
		seen.Weight = 45
	}
	return seen, s.judged() && !s.workedBefore()
}

func accountNotEnabled(s *situation) (Cause, bool) {
	seen := Cause{}
	switch {
	case s.saysElse(), s.status == http.StatusNotFound:
		seen.Weight = 20
	case s.isPage():
		seen.Weight = 25
	case s.status == http.StatusForbidden:
		seen.Weight = 45
	}
	return seen, s.judged() && !s.workedBefore() && !s.said[topicAccount]
}
