package ripio

import (
	"maps"
	"sync"
)

// failures holds the words of every failure kind, put together when they are
// first needed.
var failures = sync.OnceValue(func() map[FailureKind]failureWords {
	return joinFailures(guardFailures(), networkFailures(), tlsFailures(), transferFailures(), statusFailures(), bodyFailures())
})

func joinFailures(tables ...map[FailureKind]failureWords) map[FailureKind]failureWords {
	joined := make(map[FailureKind]failureWords)
	for _, table := range tables {
		maps.Copy(joined, table)
	}
	return joined
}

// The standards that explanations rest on.
const (
	sourceRedirect   = "RFC 9110, section 15.4"
	sourceFraming    = "RFC 9112, section 8"
	sourceRateLimit  = "RFC 6585, section 4; RFC 9110, section 10.2.3"
	sourceServerSide = "RFC 9110, section 15.6"
	sourceTrust      = "Go's package crypto/x509, SystemCertPool"
	sourceVerify     = "RFC 5280, section 6; RFC 9525"
)

// guardFailures are the words about what this program itself refuses.
func guardFailures() map[FailureKind]failureWords {
	return map[FailureKind]failureWords{
		FailureBlocked: {
			title: "not sent: a check of the request failed",
			what:  "A check of the request failed that makes a send pointless or unsafe. Nothing was sent.",
			try: []string{
				"Correct the fields that are marked as blocking.",
				"Check that your own code joins client_id, external_ref and address with two colons and leaves no part empty.",
			},
			source: sourceAuth,
		},
		FailureRefusedHost: {
			title: "not sent: wrong host",
			what:  "The URL is not the one of the chosen environment. The client_secret goes to that host only, so nothing was sent.",
			try: []string{
				"Choose the environment again; sandbox and production have fixed URLs, the simulator runs on this machine.",
				"In your own code, take the host from the environment that the credentials belong to.",
			},
			source: sourceAuth,
		},
		FailureRefusedHTTP: {
			title: "not sent: http without encryption",
			what: "The URL begins with http://. The client_secret would cross the network in clear text, so nothing was sent. " +
				"Ripio's page prints the production URL with http://; this program uses https:// instead.",
			try: []string{
				"Use the https:// URL of the environment.",
				"Check the URL in your own code: if it was copied from the documentation, it may begin with http://.",
				"If a client_secret was ever sent over http://, ask Ripio for a new one.",
			},
			source: sourceAuth,
		},
		FailureRefusedTest: {
			title: "not sent: no negative test in this environment",
			what: "The request is wrong on purpose, to learn what the server answers. Such requests go to the sandbox and the simulator " +
				"only, so nothing was sent.",
			try: []string{
				"Choose the sandbox or the simulator for this test.",
				"To request a token here, send without the negative test.",
			},
			source: sourceOwn,
		},
		FailureRefusedPair: {
			title: "not sent: credentials of another environment",
			what: "The client_id and client_secret do not belong to the environment that the request was for. " +
				"A secret goes to its own environment's host only, so nothing was sent.",
			try: []string{
				"Choose the environment that the credentials belong to, and send again.",
				"In your own code, keep the URL and the credentials of an environment in one place, so that they change together.",
			},
			source: sourceOwn,
		},
		FailureProxySetting: {
			title: "not sent: the proxy setting cannot be used",
			what: "A proxy is set for this program, and its value cannot be used. Without the proxy the request would go another way " +
				"than was meant, so nothing was sent.",
			try: []string{
				"Correct the variable, such as http://proxy.example:3128, and start this program again.",
				"If this network needs no proxy, remove the variable, or name the host in NO_PROXY.",
			},
			source: sourceOwn,
		},
		FailureCancelled: {
			title: "cancelled",
			what:  "The send was given up before it ended. Whether the server received the request is not known.",
			try: []string{
				"Send again when you are ready.",
				"If it took too long, look at the timing: it says which phase was under way.",
			},
		},
		FailureInternal: {
			title: "a fault in this program",
			what:  "Something went wrong that this program has no name for. It says nothing about your credentials.",
			try: []string{
				"Send again; if it happens twice, report the evidence to the authors of this program.",
				"Try the simulator, to see whether the fault depends on the server.",
			},
		},
	}
}

// networkFailures are the words about the way to the server.
func networkFailures() map[FailureKind]failureWords {
	return map[FailureKind]failureWords{
		FailureDNS: {
			title: "host name not found",
			what:  "The resolver gave no address for the host. The request was not sent, so this says nothing about the credentials.",
			try: []string{
				"Check that this machine is online and that its DNS answers for other names.",
				"On a company network or VPN, ask whether outside names need a proxy, and set HTTPS_PROXY.",
				"In your own code, compare the host letter by letter with the one shown here.",
			},
		},
		FailureConnection: {
			title: "connection refused",
			what:  "The machine was reached, but nothing listens at that port. The request was not sent.",
			try: []string{
				"If this is the simulator, start it again.",
				"Try again later: the server may be restarting.",
				"Check whether a firewall or VPN on your side refuses the connection.",
			},
		},
		FailureUnreachable: {
			title: "network unreachable",
			what:  "The operating system found no way to the server, or was not allowed to use it. The request was not sent.",
			try: []string{
				"Check that this machine is online.",
				"Check the firewall, the VPN and whether this network lets programs out without a proxy.",
			},
		},
		FailureTimeout: {
			title: "time-out",
			what:  "A time limit passed. The phase says where it hung. If the request had left, the server may still have handled it.",
			try: []string{
				"Look at the phase: up to the TLS handshake the network or a firewall is the suspect, after it the server.",
				"Send again once. If it hangs in the same phase again, try from another network.",
				"In your own code, set a time limit of this order and do not retry without a pause.",
			},
		},
		FailureReset: {
			title: "connection reset",
			what:  "The other side broke off the connection. A server, a firewall or a proxy can do this; it says nothing about the credentials.",
			try: []string{
				"Send again once.",
				"Try from another network: a reset in the TLS handshake often comes from a firewall on the way.",
				"If it goes on, give the time and the phase to Ripio's support.",
			},
		},
		FailureClosed: {
			title: "closed without an answer",
			what:  "The connection was closed before a whole head of an answer came. Whether the request was handled is not known.",
			try: []string{
				"Send again once.",
				"If it goes on, give the time and the phase to Ripio's support.",
				"In your own code, treat this as a network fault and not as a rejection.",
			},
			source: sourceFraming,
		},
		FailureProxy: {
			title: "the proxy failed",
			what:  "The proxy of the environment variables could not be used, or did not open the way to the server. Ripio's server saw nothing.",
			try: []string{
				"Check HTTPS_PROXY (or https_proxy): its address, its port and, if the proxy answered 407, its user name and password.",
				"If the proxy answered 403, ask its administrators to allow this host.",
				"If this network needs no proxy, remove the variable, or name the host in NO_PROXY.",
			},
		},
	}
}

// tlsFailures are the words about certificates and handshakes.
func tlsFailures() map[FailureKind]failureWords {
	return map[FailureKind]failureWords{
		FailureTLSName: {
			title: "certificate for another host",
			what:  "The certificate is not for the host that was asked for. The request was not sent.",
			try: []string{
				"Look at the certificate's names and issuer: a company proxy or a captive portal may have answered instead.",
				"Check DNS and the hosts file of this machine for an entry with this host.",
				"Do not switch verification off in your own code; the client_secret would go to whoever answers.",
			},
			source: sourceVerify,
		},
		FailureTLSIssuer: {
			title: "certificate from an unknown issuer",
			what:  "The certificate is signed by nobody that this machine trusts. The request was not sent.",
			try: []string{
				"Look at the issuer. If it is your company's proxy, add its CA certificate to the system's trusted ones.",
				"On Linux, SSL_CERT_FILE can name a file of trusted certificates; if it is set, check that it names one. In a small container, install its ca-certificates package.",
				"Do not switch verification off in your own code; add the CA there as well.",
			},
			source: sourceVerify,
		},
		FailureTLSExpired: {
			title: "certificate outside its dates",
			what:  "The certificate has expired or is not valid yet, by the clock of this machine. The request was not sent.",
			try: []string{
				"Check this machine's date and time first.",
				"Look at the certificate's dates and issuer: a proxy of your company may be the one that has to renew it.",
				"If the certificate is the server's own, report it to Ripio's support.",
			},
			source: sourceVerify,
		},
		FailureTLS: {
			title: "TLS handshake failed",
			what:  "The encrypted connection could not be set up, or the server ended it with a TLS alert.",
			try: []string{
				"Read the evidence: it holds the words of the TLS library.",
				"Try from another network: something on the way may not let TLS through.",
				"In your own code, allow TLS 1.2 and 1.3.",
			},
			source: "RFC 8446",
		},
	}
}
