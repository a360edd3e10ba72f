package cause

import "devtools/ripio-explorer/ripio"

// networkRules are about the way to the server, time-outs, proxies and TLS
// apart.
var networkRules = []rule{
	{"dns-not-found", 95, RemedyRetry, all(ofKind(ripio.FailureDNS), because(ripio.ReasonNoSuchHost))},
	{"dns-resolver-failed", 90, RemedyRetry, resolverFailed},
	{"simulator-not-running", 100, RemedyRestartSimulator, all(ofKind(ripio.FailureConnection), toSimulator)},
	{"host-leads-here", 100, RemedyRetry, hostLeadsHere},
	{"connection-refused", 90, RemedyRetry, all(ofKind(ripio.FailureConnection), not(toSimulator), not(because(ripio.ReasonLoopback)))},
	{"network-forbidden", 92, RemedyRetry, all(ofKind(ripio.FailureUnreachable), forbidden)},
	{"network-unreachable", 90, RemedyRetry, all(ofKind(ripio.FailureUnreachable), not(forbidden))},
	{"reset-while-connecting", 85, RemedyRetry, all(brokenOff, connecting)},
	{"closed-in-handshake", 90, RemedyRetry, all(brokenOff, inPhase(ripio.PhaseTLS))},
	{"closed-without-answer", 85, RemedyRetry, all(brokenOff, not(connecting), not(inPhase(ripio.PhaseTLS, ripio.PhaseBody)))},
	{"proxy-missing", 40, RemedyNone, proxyMissing},
}

// hostLeadsHere holds when the name of a server elsewhere led to this machine: waiting
// and other networks do not help where a file or a resolver says so.
func hostLeadsHere(s *situation) (Cause, bool) {
	holds := all(ofKind(ripio.FailureConnection), because(ripio.ReasonLoopback), not(toSimulator))
	_, ok := holds(s)
	return s.quoting(s.Environment.Host() + " led to an IP address of this machine"), ok
}

// brokenOff holds when the other side ended the connection.
var brokenOff = ofKind(ripio.FailureReset, ripio.FailureClosed)

// forbidden holds when the operating system itself says no.
var forbidden = because(ripio.ReasonForbidden)

// connecting holds before a connection is there.
var connecting = inPhase("", ripio.PhaseDNS, ripio.PhaseConnect, ripio.PhaseProxy)

// proxyMissing holds where a network that lets nothing out but through a proxy
// looks the same.
func proxyMissing(s *situation) (Cause, bool) {
	stuck := ofKind(ripio.FailureDNS, ripio.FailureUnreachable)(s) || timedOutIn("", ripio.PhaseDNS, ripio.PhaseConnect)(s)
	return Cause{Evidence: "no proxy was used"}, stuck && !proxied(s) && !toSimulator(s)
}

// timeoutRules say where the send hung.
var timeoutRules = []rule{
	{"timeout-connect", 80, RemedyRetry, all(timedOutIn("", ripio.PhaseConnect), not(proxied), not(resolverTimedOut))},
	{"timeout-proxy", 80, RemedyRetry, all(timedOutAtProxy)},
	{"timeout-tls", 80, RemedyRetry, all(timedOutIn(ripio.PhaseTLS))},
	{"timeout-tls-packet-size", 45, RemedyRetry, all(timedOutIn(ripio.PhaseTLS), not(proxied))},
	{"timeout-first-byte", 80, RemedyRetry, all(timedOutIn(ripio.PhaseFirstByte))},
	{"timeout-body", 80, RemedyRetry, all(timedOutIn(ripio.PhaseBody))},
}

func timedOutIn(phases ...ripio.Phase) condition {
	inPhase := inPhase(phases...)
	return func(s *situation) bool { return s.Failure.Kind == ripio.FailureTimeout && inPhase(s) }
}

func resolverFailed(s *situation) (Cause, bool) {
	return Cause{}, s.Failure.Kind == ripio.FailureTimeout && resolverTimedOut(s) ||
		s.Failure.Kind == ripio.FailureDNS && s.Failure.Reason != ripio.ReasonNoSuchHost
}

// resolverTimedOut also knows a resolver that gave up by itself.
func resolverTimedOut(s *situation) bool {
	return s.Failure.Phase == ripio.PhaseDNS || s.Failure.Reason == ripio.ReasonResolver
}

// timedOutAtProxy holds when the proxy could not be reached or opened no tunnel.
func timedOutAtProxy(s *situation) bool {
	return timedOutIn(ripio.PhaseProxy)(s) || timedOutIn("", ripio.PhaseConnect)(s) && proxied(s) && !resolverTimedOut(s)
}

// proxyRules are about proxies that did not open the way.
var proxyRules = []rule{
	{"proxy-wants-password", 100, RemedyNone, all(ofKind(ripio.FailureProxy), because(ripio.ReasonProxyPassword))},
	{"proxy-wants-other-login", 100, RemedyNone, all(ofKind(ripio.FailureProxy), because(ripio.ReasonProxyScheme))},
	{"proxy-forbids", 95, RemedyNone, all(ofKind(ripio.FailureProxy), because(ripio.ReasonProxyForbids))},
	{"proxy-no-way-on", 90, RemedyRetry, all(ofKind(ripio.FailureProxy), because(ripio.ReasonProxyStatus))},
	{"proxy-address-wrong", 100, RemedyNone, all(ofKind(ripio.FailureProxySetting))},
	{"proxy-refused", 95, RemedyRetry, all(ofKind(ripio.FailureProxy), because(ripio.ReasonProxyDown))},
	{"proxy-not-found", 95, RemedyRetry, all(ofKind(ripio.FailureProxy), because(ripio.ReasonNoSuchHost))},
	{"proxy-failed", 70, RemedyRetry, all(ofKind(ripio.FailureProxy), not(proxyExplained))},
}

// proxyExplained holds where another rule knows what the proxy did.
var proxyExplained = because(ripio.ReasonProxyPassword, ripio.ReasonProxyScheme, ripio.ReasonProxyForbids, ripio.ReasonProxyStatus, ripio.ReasonProxyDown, ripio.ReasonNoSuchHost)

// transferRules are about answers that did not come whole, or were not HTTP.
var transferRules = []rule{
	{"https-on-this-port", 95, RemedyShowHTTP, all(saidPlainHTTP)},
	{"malformed-http", 85, RemedyRetry, all(ofKind(ripio.FailureMalformedHTTP), not(saidPlainHTTP))},
	{"answer-truncated", 85, RemedyRetry, all(truncated)},
	{"body-too-large", 55, RemedyRetry, all(ofKind(ripio.FailureTooLarge, ripio.FailureHeadersTooLarge))},
}

// truncated holds when an answer had begun.
func truncated(s *situation) bool {
	return s.Failure.Kind == ripio.FailureTruncated || brokenOff(s) && inPhase(ripio.PhaseBody)(s)
}
