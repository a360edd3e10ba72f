package ripio

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

// judge says why an answer brings no usable token; nil when it brings one. The
// status decides first, then the kind of the body, then what the body says. A
// web page is named before 401 and 403, because gateways and firewalls answer
// with pages: what they refuse is not the credentials.
//
// body is what checkBody found in an answer of status 2xx.
func (a Answer) judge(body bodyVerdict, target *url.URL, received time.Time) *Failure {
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
		failure.Kind, failure.Evidence = a.endingFailure()
	case body.kind == "":
		return nil
	default:
		failure.Kind, failure.Evidence = body.kind, body.evidence
	}
	if isPage {
		failure.Evidence += ", " + pageEvidence(titleOf(r.Body))
	}
	failure.RetryAfter, failure.RetryAfterRaw = retryAfter(r.Header, received)
	failure.Evidence = phrase.JoinNonEmpty("; ", failure.Evidence, a.unreadBody(failure.Kind))
	if !isPage && failure.Kind != FailureTooLarge && a.codingError == "" {
		failure.Message, failure.Code = readMessage(r.Body)
	}
	return failure
}

func IsSuccess(status int) bool { return status >= 200 && status < 300 }

func pageEvidence(title string) string {
	if title == "" {
		return "a page without a title"
	}
	return `a page titled "` + title + `"`
}

// endingFailure names a body that was not read to its end.
func (a Answer) endingFailure() (FailureKind, string) {
	switch a.ending {
	case bodyTruncated:
		return FailureTruncated, truncationEvidence(a.Response)
	case bodyTooLarge:
		if len(a.Response.Body) == maxDecodedBytes {
			return FailureTooLarge, "more than 1 MiB came of it when unpacked; reading stopped there"
		}
		return FailureTooLarge, "more than 256 KiB came; reading stopped there"
	}
	return FailureNotJSON, a.codingError
}

func truncationEvidence(response *Response) string {
	if length := response.Header.Get("Content-Length"); length != "" && response.Encoding == "" {
		return "Content-Length announces " + length + " bytes, " + phrase.Plural(len(response.Body), "byte") + " came"
	}
	return phrase.Plural(len(response.Body), "byte") + " came before the connection ended"
}

// unreadBody adds to a failure by status what is wrong with the body.
func (a Answer) unreadBody(kind FailureKind) string {
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

// take puts an answer and what follows from it into the exchange. The secret is
// taken out before anything is quoted, and after the token was read: a secret
// that is an ordinary word must not damage it.
func (e *Exchange) Take(a Answer, c Call) {
	e.Response = a.Response
	var body bodyVerdict
	if IsSuccess(a.Response.Status) && a.ending == bodyWhole && a.broken == nil {
		body = checkBody(a)
	}
	e.Token = body.token
	e.Clock = e.Clock.confirmed(e.Token)
	if a.Response.scrub(c.scrubber) {
		body.findings = append(body.findings, finding.New("answer-echoes-secret", finding.FieldAnswer, ""))
	}
	if a.broken == nil {
		e.Failure = a.judge(body, c.Target, e.ReceivedAt)
	}
	e.Findings = append(e.Findings, WayFindings(a.Response)...)
	e.Findings = append(e.Findings, clockFindings(e.Clock, a.Response.Header)...)
	e.Findings = append(e.Findings, headFindings(a.Response)...)
	e.Findings = append(e.Findings, body.findings...)
	if e.Token != nil {
		e.Findings = append(e.Findings, e.Token.Findings...)
		e.Findings = append(e.Findings, e.Token.CheckTime(e.Clock.ServerTime(e.ReceivedAt))...)
	}
}

// headFindings looks at the head of an answer of any status.
func headFindings(response *Response) []finding.Finding {
	var findings []finding.Finding
	if scenario := response.Header.Get(SimulatedHeader); scenario != "" {
		findings = append(findings, finding.New("answer-simulated", finding.FieldAnswer, scenario))
	}
	if coding := response.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		findings = append(findings, finding.New("answer-compressed", finding.FieldAnswer, coding))
	}
	return findings
}

// simulatedHeader is set by this program's simulator in each of its answers.
const SimulatedHeader = "X-Ripio-Explorer-Simulated"
