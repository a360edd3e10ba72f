package readiness

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// sourceAuth is the page that documents the call.
const sourceAuth = "auth (docs.ripio.com, widget authentication)"

// stage is how far a failed send got: which line a failure belongs to.
func stage(e ripio.Exchange) string {
	if e.Failure == nil {
		return ""
	}
	switch e.Failure.Kind {
	case ripio.FailureBlocked, ripio.FailureRefusedHost, ripio.FailureRefusedHTTP, ripio.FailureRefusedTest, ripio.FailureRefusedPair, ripio.FailureRefusedDemo:
		return NameRequest
	case ripio.FailureTLSName, ripio.FailureTLSIssuer, ripio.FailureTLSExpired, ripio.FailureTLS:
		return NameTLS
	case ripio.FailureProxySetting, ripio.FailureDNS, ripio.FailureConnection, ripio.FailureUnreachable, ripio.FailureProxy:
		return NameHost
	}
	switch e.Failure.Phase {
	case ripio.PhaseDNS, ripio.PhaseConnect, ripio.PhaseProxy:
		return NameHost
	case ripio.PhaseTLS:
		return NameTLS
	}
	return NameMint
}

// failed is the line of a check that the exchange failed at: what happened, and the fix
// of its likeliest cause.
func failed(name string, e ripio.Exchange) checklist.Line {
	failure := e.Failure
	status, says, evidence := "", "", failure.Evidence
	if e.Response != nil {
		status = ripio.StatusLine(e.Response)
		evidence = strings.TrimLeft(strings.TrimPrefix(evidence, status), ",; ")
	}
	if words := phrase.JoinNonEmpty(" ", failure.Code, failure.Words()); words != "" {
		says = "the server says: " + words
	}
	line := checklist.Line{Name: name, Verdict: checklist.Failure, Source: failure.Source()}
	line.Found = redact.Tokens(phrase.JoinNonEmpty("; ", failure.Title(), status, says, evidence))
	if causes := cause.Rank(e, cause.Background{}); len(causes) > 0 {
		likely := causes[0]
		line.Found = phrase.JoinNonEmpty("; ", line.Found, "likeliest cause ("+string(likely.Certainty)+"): "+likely.Title)
		line.Fix, line.Source = likely.Fix, likely.Source
	}
	if hint, _ := e.MaintenanceHint(); hint != "" {
		line.Found = phrase.JoinNonEmpty("; ", line.Found, hint)
	}
	return line
}

// judged is the line of findings: the worst of them decides, those above ok are named,
// and good stands for none of them.
func judged(name, good, source string, findings []finding.Finding) checklist.Line {
	line := checklist.Line{Name: name, Verdict: checklist.VerdictOf(finding.Worst(findings)), Found: good, Source: source}
	var noted []string
	findings = slices.Clone(findings)
	slices.SortStableFunc(findings, func(a, b finding.Finding) int { return int(b.Level) - int(a.Level) })
	for i, each := range findings {
		if each.Level > finding.LevelOK {
			noted = append(noted, phrase.JoinNonEmpty(": ", each.Headline(), redact.Tokens(each.Found)))
		}
		if i == 0 && each.Level > finding.LevelOK {
			line.Fix, line.Source = each.Fix, each.Source
		}
	}
	if len(noted) > 0 {
		line.Found = strings.Join(noted, "; ")
	}
	return line
}

// requestLine is about the parts of the request, before it left.
func requestLine(e ripio.Exchange) checklist.Line {
	findings := slices.DeleteFunc(slices.Clone(e.Findings), func(f finding.Finding) bool { return f.Stage() != finding.StageBefore })
	line := judged(NameRequest, "client_id, client_secret, external_ref and address have a usual form", sourceAuth, findings)
	if stage(e) == NameRequest && line.Verdict != checklist.Failure {
		return failed(NameRequest, e)
	}
	return line
}

// hostLine is about name, proxy and connection.
func hostLine(e ripio.Exchange) checklist.Line {
	switch stage(e) {
	case NameRequest:
		return notRun(NameHost, "nothing was sent")
	case NameHost:
		return failed(NameHost, e)
	}
	line := checklist.Line{Name: NameHost, Verdict: checklist.OK, Source: sourceAuth, Took: e.Timing.DNS + e.Timing.Connect + e.Timing.Proxy}
	line.Found = e.Environment.Host()
	if remote := e.Connection.RemoteAddress; remote != line.Found {
		line.Found = phrase.JoinNonEmpty(", ", line.Found, remote)
	}
	if e.Connection.Proxy != "" {
		line.Verdict = checklist.Note
		line.Found = phrase.JoinNonEmpty(", ", e.Environment.Host(), "through the proxy "+e.Connection.Proxy)
	}
	if took := phrase.TookWords(line.Took); took != "" {
		line.Found += ", connected in " + took
	}
	return line
}

// tlsLine is about the handshake and the certificate.
func tlsLine(e ripio.Exchange) checklist.Line {
	switch {
	case stage(e) == NameRequest, stage(e) == NameHost:
		return notRun(NameTLS, "there was no connection")
	case stage(e) == NameTLS:
		return failed(NameTLS, e)
	case strings.HasPrefix(e.Environment.AuthURL, "http://"):
		return notRun(NameTLS, "http on this machine: there is no TLS")
	}
	found := e.Connection.TLSVersion
	if shown := e.Connection.Certificate; shown != nil {
		found += ", certificate issued by " + shown.Issuer + ", until " + phrase.OnDay(shown.NotAfter)
	}
	about := []finding.Code{"connection-tls", "connection-certificate", "connection-certificate-ends", "connection-inspected", "connection-trust-unusable"}
	findings := slices.DeleteFunc(slices.Clone(e.Findings), func(f finding.Finding) bool { return !slices.Contains(about, f.Code) })
	line := judged(NameTLS, found, "RFC 8446; RFC 5280, section 6", findings)
	line.Took = e.Timing.TLS
	return line
}

// clockLine compares the two clocks.
func clockLine(e ripio.Exchange) checklist.Line {
	findings := slices.DeleteFunc(slices.Clone(e.Findings), func(f finding.Finding) bool {
		return !strings.HasPrefix(string(f.Code), "clock-") && f.Code != "no-server-date"
	})
	if e.Response == nil || len(findings) == 0 {
		return notRun(NameClock, "no response came")
	}
	return judged(NameClock, "this machine's clock agrees with the server's", "RFC 9110, section 6.6.1 (Date)", findings)
}
