package cause

import (
	"net/http"
	"slices"
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
	{"other-scheme-asked", 15, RemedyShowHTTP, otherSchemeAsked},
}

// productOAuth holds for an access token, and for an answer that misses OAuth's
// own parameters.
func productOAuth(s *situation) (Cause, bool) {
	if item, ok := s.finding("answer-looks-like-oauth"); ok && s.answered() {
		return s.foreignKey(item), true
	}
	return Cause{Weight: 75}, s.answered() && s.said[topicGrantType]
}

// foreignKey is the cause that a key of another product's answer is evidence of.
func (s *situation) foreignKey(item finding.Finding) Cause {
	return Cause{Evidence: "the response has the key " + item.Found, Told: []finding.Code{item.Code}}
}

// productSessionCode holds for a session_code, and for an answer that misses
// client_id as a field of its own.
func productSessionCode(s *situation) (Cause, bool) {
	if item, ok := s.finding("answer-looks-like-other-widget"); ok && s.answered() {
		return s.foreignKey(item), true
	}
	return Cause{Weight: 45}, s.judged() && s.said[topicClientIDField]
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
	{"server-names-ip", 85, RemedyReport, speaksOf(topicIP, "")},
	// A new external_ref would be another user.
	{"server-names-other-user", 88, RemedyEnter, speaksOf(topicOtherUser, finding.FieldAddress)},
	{"server-names-external-ref-form", 100, RemedyNewExternalRef, namesForm},
	{"server-names-external-ref", 85, RemedyEnter, namesExternalRef},
	{"server-names-address", 84, RemedyEnter, speaksOf(topicAddress, finding.FieldAddress)},
	{"server-names-account", 80, RemedyReport, speaksOf(topicAccount, "")},
	{"server-names-username", 81, RemedyShowHTTP, speaksOf(topicUsername, "")},
	{"server-names-country", 80, RemedyEditCredentials, speaksOf(topicCountry, "")},
	{"form-not-read", 80, RemedyReport, formNotRead},
	{"credentials-not-seen", 70, RemedyReport, credentialsNotSeen},
	{"b2b-code-not-authenticated", 40, RemedyReport, b2bCodeAlone},
	{"gateway-unknown-url", 80, RemedyShowHTTP, gatewayUnknownURL},
	{"gateway-refused", 75, RemedyReport, all((*situation).answered, func(s *situation) bool { return s.said[topicGateway] })},
}

// speaksOf is the check for a refusal whose words are about something, which leads to a
// field.
func speaksOf(about topic, field finding.Field) check {
	return func(s *situation) (Cause, bool) { return Cause{Field: field}, s.judged() && s.said[about] }
}

// namesForm holds where nothing else can be meant: the server's words are about a UUID,
// its status is about what was sent, and external_ref is not a UUID.
func namesForm(s *situation) (Cause, bool) {
	form, odd := s.oddExternalRef()
	aboutForm := s.said[topicExternalRef] && s.said[topicForm] && !s.said[topicOtherUser]
	seen := s.quoting(quoteFinding(form))
	seen.Told = []finding.Code{form.Code}
	return seen, odd && aboutForm && s.judged() && withStatus(http.StatusBadRequest, http.StatusUnprocessableEntity)(s)
}

// namesExternalRef goes to the field; a new one helps only where its form is odd.
func namesExternalRef(s *situation) (Cause, bool) {
	seen := Cause{Field: finding.FieldExternalRef}
	if _, odd := s.oddExternalRef(); odd {
		seen.Remedy = RemedyNewExternalRef
	}
	_, form := namesForm(s)
	return seen, s.judged() && s.said[topicExternalRef] && !s.said[topicOtherUser] && !form
}

// oddExternalRef is what was noticed about external_ref before it was sent.
func (s *situation) oddExternalRef() (finding.Finding, bool) {
	at := slices.IndexFunc(s.Findings, func(f finding.Finding) bool {
		return f.Field == finding.FieldExternalRef && f.Level >= finding.LevelWarning
	})
	if at < 0 {
		return finding.Finding{}, false
	}
	return s.Findings[at], true
}

// formNotRead holds when the server misses a field that was sent.
func formNotRead(s *situation) (Cause, bool) {
	return sentInForm(s, causeWords.Of(alsoDocsCurl).Fix), s.judged() && s.said[topicFormMissed]
}

// sentInForm has the evidence against an answer that misses what was sent.
func sentInForm(s *situation, fix string) Cause {
	seen := s.quoting("username and password were sent in the form")
	seen.Fix = fix
	return seen
}

// b2bNotAuthenticated is the code that Ripio's B2B API has for a request without
// credentials. Source: docs.ripio.com, overview.
const b2bNotAuthenticated = "40001"

// credentialsNotSeen holds where the server says so in words.
func credentialsNotSeen(s *situation) (Cause, bool) {
	return sentInForm(s, causeWords.Of(alsoDocsCurl).Fix), s.judged() && s.said[topicNoCredentials]
}

// b2bCodeAlone holds where the code stands without words that say more.
func b2bCodeAlone(s *situation) (Cause, bool) {
	return sentInForm(s, ""), s.judged() && s.Failure.Code == b2bNotAuthenticated && !s.said.aboutRequest()
}

// gatewayUnknownURL knows AWS API Gateway's words for a path or a method that it
// does not have. Source: AWS's page of the gateway's response types.
func gatewayUnknownURL(s *situation) (Cause, bool) {
	return Cause{}, s.answered() && phrase.ContainsAny(s.Failure.Message, "missing authentication token")
}

// gatewayRefused knows AWS API Gateway's header of a refusal: its body repeats the status.
func gatewayRefused(s *situation) bool {
	kind := s.answerHeader("X-Amzn-Errortype")
	return strings.HasPrefix(kind, "ForbiddenException") || strings.HasPrefix(kind, "AccessDeniedException") && !s.said.aboutRequest()
}
