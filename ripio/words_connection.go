package ripio

// connectionWords holds the words of the findings about the way to the server
// and back.
func connectionWords() map[Code]words {
	return map[Code]words{
		"connection-proxy": {
			level: LevelNote, title: "sent through a proxy", source: "RFC 9110, section 9.3.6",
			rule: "The proxy sees the host and how much is sent. What is sent it sees only when it opens the TLS connection.",
			fix:  "Nothing, if you know the proxy. Otherwise look at HTTPS_PROXY (or https_proxy).",
		},
		"connection-proxy-not-read": {
			level: LevelWarning, title: "sent without a proxy", source: sourceOwn,
			rule: "Of the variables for proxies only HTTPS_PROXY (or https_proxy) and NO_PROXY are read. The request goes to the server directly.",
			fix:  "If this network needs the proxy, set HTTPS_PROXY as well and start this program again.",
		},
		"connection-trust-unusable": {
			level: LevelWarning, title: "trusted certificates cannot be used", source: sourceTrust,
			rule: "This variable says whose certificates to trust, and it names nothing that can be used. It is passed over; what the " +
				"system trusts beside it still counts.",
			fix: "Correct the variable or remove it, and start this program again.",
		},
		"connection-trust-not-read": {
			level: LevelNote, title: "trusted certificates come from the system", source: sourceTrust,
			rule: "On this operating system the variable is not read: the system's own list of authorities counts.",
			fix:  "Add the certificate to the system's trusted ones.",
		},
		"connection-tls": {
			level: LevelOK, title: "encrypted", source: "RFC 8446; RFC 8996",
			rule: "The connection uses TLS 1.2 or 1.3, and its certificate was verified. Older versions are refused.",
		},
		"connection-certificate": {
			level: LevelOK, title: "certificate trusted", source: sourceVerify,
			rule: "The certificate is for this host, within its dates and signed by an authority that this machine trusts.",
		},
		"connection-certificate-ends": {
			level: LevelWarning, title: "certificate ends soon", source: sourceVerify,
			rule: "When it ends before it is renewed, no client will connect any more.",
			fix:  "If the issuer is an authority of the public, tell Ripio's support; if it is your company's proxy, its administrators.",
		},
		"connection-inspected": {
			level: LevelWarning, title: "a security product reads the connection", source: sourceVerify,
			rule: "The certificate's issuer calls itself by the name of a product that opens TLS on the way, and this machine trusts it. " +
				"That product sees the client_secret and the token.",
			fix: "Ask your administrators to leave this host out of the inspection.",
		},
		"connection-slow": {
			level: LevelNote, title: "slow", source: sourceOwn,
			rule: "This phase took more than 2 s. Up to the TLS handshake the network is the suspect, after it the server.",
			fix:  "In your own code, set time limits that leave room for this.",
		},
		"connection-via": {
			level: LevelNote, title: "passed on by other servers", source: "RFC 9110, section 7.6.3",
			rule: "Each station in Via took the answer and passed it on. A part of a failure may be theirs.",
			fix:  "If the answer is odd, name these stations to Ripio's support.",
		},
		"connection-http-1.0": {
			level: LevelNote, title: "answer in HTTP/1.0", source: "RFC 9112",
			rule: "Few servers still speak this version. Old proxies do.",
			fix:  "If the answer is odd, try from another network.",
		},
	}
}
