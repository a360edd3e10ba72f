package ripio

import (
	"errors"
	"net"
)

// networkCauses are about the way to the server, time-outs, proxies and TLS
// apart.
var networkCauses = []causeRule{
	{"dns-not-found", 95, RemedyRetry, all(ofKind(FailureDNS), evidenceSays("no such host"))},
	{"dns-resolver-failed", 90, RemedyRetry, all(ofKind(FailureDNS), not(evidenceSays("no such host")))},
	{"simulator-not-running", 100, RemedyRestartSimulator, all(ofKind(FailureConnection), toSimulator)},
	{"connection-refused", 90, RemedyRetry, all(ofKind(FailureConnection), not(toSimulator))},
	{"network-forbidden", 92, RemedyRetry, all(ofKind(FailureUnreachable), forbidden)},
	{"network-unreachable", 90, RemedyRetry, all(ofKind(FailureUnreachable), not(forbidden))},
	{"reset-while-connecting", 85, RemedyRetry, all(ofKind(FailureReset), connecting)},
	{"reset-in-handshake", 90, RemedyRetry, all(ofKind(FailureReset), inPhase(PhaseTLS))},
	{"reset-before-answer", 85, RemedyRetry, all(ofKind(FailureReset), inPhase(PhaseFirstByte))},
	{"reset-in-body", 90, RemedyRetry, all(ofKind(FailureReset), inPhase(PhaseBody))},
	{"closed-in-handshake", 85, RemedyRetry, all(ofKind(FailureClosed), inPhase(PhaseTLS))},
	{"closed-without-answer", 85, RemedyRetry, all(ofKind(FailureClosed), not(inPhase(PhaseTLS)))},
	{"proxy-missing", 40, RemedyNone, proxyMissing},
}

// forbidden holds when the operating system itself says no: "operation not
// permitted", "permission denied", and Windows' words for it.
var forbidden = evidenceSays("not permitted", "permission", "forbidden")

// connecting holds before a connection is there.
var connecting = inPhase("", PhaseDNS, PhaseConnect, PhaseProxy)

// proxyMissing holds where a network that lets nothing out but through a proxy
// looks the same.
func proxyMissing(s *situation) (clue, bool) {
	stuck := ofKind(FailureDNS, FailureUnreachable)(s) || timedOutIn("", PhaseDNS, PhaseConnect)(s)
	return clue{evidence: "no proxy was used"}, stuck && !proxied(s) && !toSimulator(s)
}

// timeoutCauses say where the send hung.
var timeoutCauses = []causeRule{
	{"timeout-dns", 80, RemedyRetry, all(ofKind(FailureTimeout), resolverTimedOut)},
	{"timeout-connect", 80, RemedyRetry, all(timedOutIn("", PhaseConnect), not(proxied), not(resolverTimedOut))},
	{"timeout-proxy", 80, RemedyRetry, all(timedOutAtProxy)},
	{"timeout-tls", 80, RemedyRetry, all(timedOutIn(PhaseTLS))},
	{"timeout-first-byte", 80, RemedyRetry, all(timedOutIn(PhaseFirstByte))},
	{"timeout-body", 80, RemedyRetry, all(timedOutIn(PhaseBody))},
}

func timedOutIn(phases ...Phase) condition {
	inPhase := inPhase(phases...)
	return func(s *situation) bool { return s.Failure.Kind == FailureTimeout && inPhase(s) }
}

// resolverTimedOut also knows a resolver that gave up by itself.
func resolverTimedOut(s *situation) bool {
	var lookup *net.DNSError
	return s.Failure.Phase == PhaseDNS || errors.As(s.Failure.Cause, &lookup)
}

// timedOutAtProxy holds when the proxy could not be reached or opened no tunnel.
func timedOutAtProxy(s *situation) bool {
	return timedOutIn(PhaseProxy)(s) || timedOutIn("", PhaseConnect)(s) && proxied(s) && !resolverTimedOut(s)
}

// proxyCauses are about proxies that did not open the way.
var proxyCauses = []causeRule{
	{"proxy-wants-password", 100, RemedyNone, all(ofKind(FailureProxy), evidenceSays(proxyAnswered+"407"))},
	{"proxy-forbids", 95, RemedyNone, all(ofKind(FailureProxy), evidenceSays(proxyAnswered+"403", proxyAnswered+"405"))},
	{"proxy-no-way-on", 90, RemedyRetry, all(ofKind(FailureProxy), proxySaysNo)},
	{"proxy-address-wrong", 100, RemedyNone, all(ofKind(FailureProxySetting))},
	{"proxy-refused", 95, RemedyRetry, all(ofKind(FailureProxy), evidenceSays("connection refused", "actively refused"))},
	{"proxy-not-found", 95, RemedyRetry, all(ofKind(FailureProxy), evidenceSays("no such host"))},
	{"proxy-failed", 70, RemedyRetry, all(ofKind(FailureProxy))},
}

// proxySaysNo holds for any other answer of the proxy.
func proxySaysNo(s *situation) bool {
	return evidenceSays(proxyAnswered)(s) && !evidenceSays(proxyAnswered+"407", proxyAnswered+"403", proxyAnswered+"405")(s)
}
