package ripio

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// judge says why a response brings no usable token; nil when it brings one. The
// status decides first, then the kind of the body, then what the body says. A
// web page is named before 401 and 403, because gateways and firewalls answer
// with pages: what they refuse is not the credentials.
//
// body is what checkBody found in a response of status 2xx.
func (a rawResponse) judge(body contract, target *url.URL, received time.Time) *Failure {
	r := a.Response
	if isRedirect(r.Status) {
		return redirectFailure(r, target)
	}
	isPage := isWebPage(r.Header.Get("Content-Type"), r.Body)
	failure := &Failure{Evidence: StatusLine(r)}
	switch {
	case r.Status == http.StatusTooManyRequests:
		failure.Kind = FailureRateLimited
	case isPage:
		failure.Kind = FailureHTML
	case r.Status >= 500 && r.Status < 600:
		failure.Kind = FailureServer
	case r.Status == http.StatusUnauthorized, r.Status == http.StatusForbidden:
		failure.Kind = FailureRejected
	case !IsSuccess(r.Status), r.Status != http.StatusOK && len(r.Body) == 0:
		failure.Kind = FailureStatus
	case a.ending != bodyWhole:
		failure = a.endingFailure()
	case body.failure == nil:
		return nil
	default:
		failure = body.failure
	}
	title := ""
	if isPage {
		failure.Evidence += ", a page without a title"
		if title = titleOf(r.Body); title != "" {
			failure.Evidence = StatusLine(r) + `, a page titled "` + title + `"`
		}
	}
	failure.RetryAfter, failure.RetryAfterRaw = retryAfter(r.Header, received)
	failure.Evidence = phrase.JoinNonEmpty("; ", failure.Evidence, a.unreadBody(failure.Kind))
	if !isPage && failure.Kind != FailureTooLarge && a.codingError == "" {
		failure.Message, failure.Code = readMessage(r.Body)
	}
	switch {
	case r.Status == http.StatusBadRequest && phrase.ContainsAny(title+failure.Message, httpsPortWords...):
		failure.Reason = ReasonHTTPSPort
	case failure.Kind == FailureHTML && phrase.ContainsAny(title, botCheckWords...):
		failure.Reason = ReasonBotCheck
	}
	return failure
}

// httpsPortWords are what common servers say to http on a port that speaks TLS.
var httpsPortWords = []string{"HTTP request to an HTTPS server", "plain HTTP request was sent to HTTPS port"}

// botCheckWords stand in the titles of pages that want a browser to prove itself.
var botCheckWords = []string{"just a moment", "attention required", "are you a robot", "captcha", "checking your browser"}

// IsSuccess reports whether a status is 2xx.
func IsSuccess(status int) bool { return status >= 200 && status < 300 }

// endingFailure names a body that was not read to its end.
func (a rawResponse) endingFailure() *Failure {
	switch a.ending {
	case bodyTruncated:
		return &Failure{Kind: FailureTruncated, Evidence: truncationEvidence(a.Response)}
	case bodyTooLarge:
		if len(a.Response.Body) == maxDecodedBytes {
			return &Failure{Kind: FailureTooLarge, Evidence: "unpacked, it is more than 1 MiB; reading stopped there"}
		}
		return &Failure{Kind: FailureTooLarge, Evidence: "more than 256 KiB came; reading stopped there"}
	}
	return &Failure{Kind: FailureNotJSON, Reason: ReasonEncoding, Evidence: a.codingError}
}

func truncationEvidence(response *Response) string {
	if length := response.Header.Get("Content-Length"); length != "" && response.Encoding == "" {
		return "Content-Length announces " + length + " bytes, " + phrase.Plural(len(response.Body), "byte") + " came"
	}
	return phrase.Plural(len(response.Body), "byte") + " came before the connection ended"
}

// unreadBody adds to a failure by status what is wrong with the body.
func (a rawResponse) unreadBody(kind FailureKind) string {
	switch {
	case kind == FailureTruncated, kind == FailureTooLarge, kind == FailureNotJSON:
		return "" // the failure is about the body
	case a.ending == bodyTruncated:
		return "the body ended early"
	case a.ending == bodyTooLarge:
		return "the body is longer than the limit"
	case a.codingError != "":
		return a.codingError
	case len(a.Response.Body) == 0:
		return "there is no body"
	}
	return ""
}

// record stores a response and what follows from it in the exchange. The secret is
// taken out before anything is quoted, and after the token was read: a secret
// that is an ordinary word must not damage it.
func (e *Exchange) record(a rawResponse, c call) {
	e.Response = a.Response
	var body contract
	if IsSuccess(a.Response.Status) && a.ending == bodyWhole && a.broken == nil {
		body = checkBody(a)
	}
	e.Token = body.token
	e.Clock = e.Clock.confirmed(e.Token)
	if a.Response.scrub(c.scrubber) {
		body.findings = append(body.findings, finding.New("answer-echoes-secret", finding.FieldAnswer, ""))
	}
	if a.broken == nil {
		e.Failure = a.judge(body, c.target, e.ReceivedAt)
	}
	e.Findings = slices.Concat(e.Findings, wayFindings(a.Response),
		[]finding.Finding{clockFinding(e.Clock, a.Response.Header)}, headerFindings(a.Response), body.findings)
	if e.Token != nil {
		if e.Environment.Name == Simulator {
			e.Token.FromSimulator()
		}
		e.Findings = append(e.Findings, e.Token.Findings...)
		e.Findings = append(e.Findings, e.Token.CheckTime(e.Clock.ServerTime(e.ReceivedAt))...)
	}
}

// headerFindings looks at the headers of a response of any status.
func headerFindings(response *Response) []finding.Finding {
	var findings []finding.Finding
	if scenario := response.Header.Get(SimulatedHeader); scenario != "" {
		findings = append(findings, finding.New("answer-simulated", finding.FieldAnswer, scenario))
	}
	if coding := response.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		findings = append(findings, finding.New("answer-compressed", finding.FieldAnswer, coding))
	}
	return findings
}

// SimulatedHeader is set by this program's simulator in each of its responses.
const SimulatedHeader = "X-Ripio-Explorer-Simulated"

// MaintenanceHint quotes the nightly maintenance of the sandbox when it could explain
// the failure: a server's error, a gateway's page of status 5xx, or a time-out in the
// hours, by the server's clock, between which Ripio's page of the fintech widget says
// that "the B2B Sandbox" is down. The page names another host than this widget's, so
// the text says so. The second result is false when there is nothing to hint at.
// Source: https://docs.ripio.com/widget/fintech
func (e Exchange) MaintenanceHint() (string, bool) {
	at := e.Clock.ServerTime(e.SentAt).UTC()
	if e.Failure == nil || e.Environment.Name != Sandbox || !InMaintenance(at) {
		return "", false
	}
	gatewayPage := e.Failure.Kind == FailureHTML && e.Response != nil && e.Response.Status >= 500
	if e.Failure.Kind != FailureServer && e.Failure.Kind != FailureTimeout && !gatewayPage {
		return "", false
	}
	return "It was " + at.Format("15:04") + " GMT. " + MaintenanceWords, true
}

// MaintenanceWords say what is known of the nightly maintenance of the sandbox.
const MaintenanceWords = "Ripio's page of its fintech widget says that the B2B sandbox " +
	"is down for maintenance from 01:00 to 06:00 GMT. It names another host, so that this sandbox shares the window is a guess."

// InMaintenance reports whether a time lies in those hours.
func InMaintenance(at time.Time) bool {
	const begins, ends = 1, 6 // GMT
	hour := at.UTC().Hour()
	return hour >= begins && hour < ends
}
