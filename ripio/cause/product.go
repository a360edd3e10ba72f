package cause

import (
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// productOfHost names the product of Ripio's that a host belongs to.
// Source: docs.ripio.com (fintech widget, acquire access token), and third
// parties' code and listings for the others.
func productOfHost(host string) (string, bool) {
	switch host {
	case "sandbox-b2b.ripio.com":
		return "Ripio's fintech widget and B2B sandbox", true
	case "skala.ripio.com", "skala-sandbox.ripio.com":
		return "Ripio's Ramps API", true
	case "ramp.ripio.com", "devcon-ramp.ripio.com":
		return "Ripio's ramp pages for consumers", true
	}
	if strings.HasPrefix(host, "b2b-crypto-widget") && strings.HasSuffix(host, ".ripio.com") {
		return "Ripio's Crypto-as-a-Service widget", true
	}
	return "", false
}

// productRules recognise other products of Ripio's by how they answer.
var productRules = []rule{
	{"product-oauth", 95, RemedyShowHTTP, productOAuth},
	{"product-session-code", 95, RemedyShowHTTP, productSessionCode},
	{"product-oauth-words", 45, RemedyReport, oauthWords},
	{"other-scheme-asked", 55, RemedyShowHTTP, otherSchemeAsked},
}

// productOAuth holds for an access token, and for an answer that misses OAuth's
// own parameters.
func productOAuth(s *situation) (Cause, bool) {
	if finding, ok := s.finding("answer-looks-like-oauth"); ok && s.answered() {
		return Cause{Evidence: "the answer has the key " + finding.Found}, true
	}
	return Cause{}, s.answered() && (s.judged() || s.Failure.Kind == ripio.FailureStatus) &&
		phrase.ContainsAny(s.words(), "grant_type", "unsupported_grant_type")
}

// productSessionCode holds for a session_code, and for an answer that misses
// client_id as a field of its own.
func productSessionCode(s *situation) (Cause, bool) {
	if finding, ok := s.finding("answer-looks-like-other-widget"); ok && s.answered() {
		return Cause{Evidence: "the answer has the key " + finding.Found}, true
	}
	misses := s.judged() && phrase.ContainsAny(s.words(), "client_id") && phrase.ContainsAny(s.words(), "required", "missing")
	return Cause{Weight: 75}, misses && !phrase.ContainsAny(s.words(), "grant_type")
}

// oauthErrors are the error codes of an OAuth token endpoint.
// Source: RFC 6749, section 5.2.
var oauthErrors = []string{"invalid_client", "invalid_grant", "unauthorized_client", "invalid_scope", "invalid_request"}

func oauthWords(s *situation) (Cause, bool) {
	return Cause{}, s.judged() && phrase.ContainsAny(s.words(), oauthErrors...)
}

// otherSchemeAsked holds when the answer asks for a way to authenticate that the
// documented call does not have.
func otherSchemeAsked(s *situation) (Cause, bool) {
	asked := s.answerHeader("WWW-Authenticate")
	return Cause{Evidence: "WWW-Authenticate: " + phrase.CutText(asked, ripio.MaxEvidence)}, asked != "" && s.Failure.Kind == ripio.FailureRejected &&
		s.Request.Deviation == ripio.DeviationNone
}

// words are the answer's own: its error code and message.
func (s *situation) words() string { return s.Failure.Code + " " + s.Failure.Message }

// serverWordsRules rest on what the server says. They weigh much, because it
// should know, but no error of this call is documented.
var serverWordsRules = []rule{
	{"server-names-external-ref", 85, RemedyNewExternalRef, names("external_ref", "external ref", "externalref", "uuid")},
	{"server-names-address", 84, RemedyEnter, namesAddress},
	{"form-not-read", 80, RemedyShowHTTP, formNotRead},
	{"credentials-not-seen", 70, RemedyReport, credentialsNotSeen},
}

// names is the check for a refusal in which one of these words stands.
func names(words ...string) check {
	return func(s *situation) (Cause, bool) {
		return Cause{}, s.judged() && phrase.ContainsAny(s.words(), words...)
	}
}

// namesAddress leaves out other things that are called an address.
func namesAddress(s *situation) (Cause, bool) {
	rest := strings.NewReplacer("ip address", "", "email address", "", "e-mail address", "").Replace(strings.ToLower(s.words()))
	return Cause{Field: finding.FieldAddress}, s.judged() && phrase.ContainsAny(rest, "address", "wallet")
}

// formNotRead holds when the server misses a field that was sent.
func formNotRead(s *situation) (Cause, bool) {
	missed := phrase.ContainsAny(s.words(), "username", "password") && phrase.ContainsAny(s.words(), "required", "missing")
	return Cause{Evidence: sentInForm(s)}, s.judged() && missed
}

// sentInForm is the evidence against an answer that misses what was sent.
func sentInForm(s *situation) string {
	return phrase.JoinNonEmpty("; ", "username and password were sent in the form", s.evidence())
}

// credentialsNotSeen knows the code that Ripio's B2B API has for a request
// without credentials.
func credentialsNotSeen(s *situation) (Cause, bool) {
	return Cause{Evidence: sentInForm(s)}, s.judged() && s.missesCredentials()
}

// missesCredentials reports whether the server says that none came.
func (s *situation) missesCredentials() bool {
	return s.Failure.Code == "40001" || phrase.ContainsAny(s.words(), "not provided", "not_authenticated")
}

// refusesCredentials reports whether the server's own words are about the
// credentials.
func (s *situation) refusesCredentials() bool {
	return phrase.ContainsAny(s.words(), "invalid_client", "invalid_grant", "unauthorized_client", "40001", "credential", "password",
		"authenticat", "client_secret", "unauthorized")
}
