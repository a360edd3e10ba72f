package cause

import (
	"net/http"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// pageRules are about web pages that came instead of the API's answer. The
// page's title stands in the failure's evidence.
var pageRules = []rule{
	{"page-network-login", 85, RemedyRetry, all(ofKind(ripio.FailureHTML, ripio.FailureServer), withStatus(http.StatusNetworkAuthenticationRequired))},
	{"page-bot-check", 92, RemedyReport, all(ofKind(ripio.FailureHTML), botCheck)},
	{"page-firewall", 55, RemedyReport, all(ofKind(ripio.FailureHTML), withStatus(http.StatusForbidden), not(botCheck))},
	{"page-login", 55, RemedyShowHTTP, all(ofKind(ripio.FailureHTML), withStatus(http.StatusUnauthorized), not(botCheck))},
	{"page-not-found", 75, RemedyShowHTTP, pageNotFound},
	{"page-portal", 75, RemedyRetry, all(ofKind(ripio.FailureHTML), otherPage, (*situation).onTheWay)},
	{"page-unknown", 60, RemedyShowHTTP, all(ofKind(ripio.FailureHTML), otherPage, not((*situation).onTheWay))},
}

// botCheck holds for pages that want a browser to prove itself.
var botCheck = because(ripio.ReasonBotCheck)

// notThere are the statuses of an address that is not served, or not so.
var notThere = []int{http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusGone}

// otherPage holds for pages whose status no other rule knows.
func otherPage(s *situation) bool {
	known := withStatus(append([]int{http.StatusForbidden, http.StatusUnauthorized}, notThere...)...)
	return !known(s) && (s.status < 500 || s.status >= 600) && !botCheck(s) && !saidPlainHTTP(s)
}

// saidPlainHTTP holds when http met a port that speaks TLS.
var saidPlainHTTP = because(ripio.ReasonHTTPSPort)

// serverRules are about faults that the server names itself, and statuses that
// are about the address and not about who asks.
var serverRules = []rule{
	{"rate-limited", 95, RemedyWait, rateLimited},
	{Maintenance, 60, RemedyRetry, maintenance},
	{"server-unavailable", 80, RemedyRetry, unavailable},
	{"server-fault", 80, RemedyRetry, serverFault},
	{"address-not-served", 80, RemedyShowHTTP, notServed},
	{"form-not-taken", 75, RemedyShowHTTP, all(ofKind(ripio.FailureStatus), withStatus(http.StatusNotAcceptable, http.StatusUnsupportedMediaType))},
	{"server-waited", 75, RemedyRetry, all(ofKind(ripio.FailureStatus), withStatus(http.StatusRequestTimeout))},
}

// Maintenance is the code of the cause that is the sandbox's nightly maintenance.
const Maintenance finding.Code = "sandbox-maintenance"

// gatewayStatuses are what gateways say about the server behind them, the
// unofficial ones of a widespread gateway among them.
var gatewayStatuses = []int{http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout, 520, 521, 522, 523, 524, 525, 526, 527, 530}

func rateLimited(s *situation) (Cause, bool) {
	seen := s.quoting(s.Failure.WaitAsked())
	if s.Failure.RetryAfterKnown() || s.said[topicRate] {
		seen.Weight = 100 // status and words, or status and wait, say the same
	}
	return seen, s.Failure.Kind == ripio.FailureRateLimited
}

// maintenance holds in the hours of the sandbox's maintenance, for what it could
// look like. A resolver or a proxy that hangs is none of it.
func maintenance(s *situation) (Cause, bool) {
	hint, ok := s.MaintenanceHint()
	return Cause{Evidence: phrase.JoinNonEmpty(" ", hint, "Here: "+s.evidence()), QuotesFailure: true}, ok && !resolverTimedOut(s) && !timedOutAtProxy(s)
}

// serverFault holds for what a server says about itself, as a page or not. Words about the
// request say more than the status.
func serverFault(s *situation) (Cause, bool) {
	seen := Cause{}
	if s.said.aboutRequest() {
		seen.Weight = 45
	}
	itself := s.status >= 500 && s.status < 600 && !withStatus(gatewayStatuses...)(s) && s.status != http.StatusNetworkAuthenticationRequired
	return seen, ofKind(ripio.FailureServer, ripio.FailureHTML)(s) && itself && !botCheck(s) || s.Failure.Kind == ripio.FailureServer && s.status == 0
}

// notServed holds for statuses that are about the URL. An answer of 404 in words of
// its own may be about something else that was not found.
func notServed(s *situation) (Cause, bool) {
	seen := s.withURL()
	if s.judged() {
		seen.Weight = 40
	}
	return seen, s.Failure.Kind == ripio.FailureStatus && withStatus(notThere...)(s)
}

// pageNotFound holds for a web page that says the same.
func pageNotFound(s *situation) (Cause, bool) {
	return s.withURL(), s.Failure.Kind == ripio.FailureHTML && withStatus(notThere...)(s)
}

// unavailable holds for what a gateway says about the server behind it.
func unavailable(s *situation) (Cause, bool) {
	seen := Cause{}
	if s.Failure.RetryAfterRaw != "" || s.Failure.Kind == ripio.FailureServer && s.status == http.StatusServiceUnavailable {
		seen = s.quoted(s.Failure.WaitAsked())
	}
	if s.Failure.RetryAfter > 0 {
		seen.Remedy = RemedyWait
	}
	if s.said.aboutRequest() {
		seen.Weight = 45
	}
	return seen, ofKind(ripio.FailureHTML, ripio.FailureServer)(s) && withStatus(gatewayStatuses...)(s) && !botCheck(s)
}
