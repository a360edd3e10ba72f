package ripio

// notSwitchedOff is what follows from every certificate that is refused.
const notSwitchedOff = " Do not switch verification off in your own code: the client_secret would go to whoever answers."

// tlsCauseWords are the words about certificates and handshakes.
func tlsCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"local-clock-wrong": {
			title:  "this machine's clock is wrong",
			why:    "Certificates are judged by the local clock, and its time is far from the certificate's dates. A wrong clock is likelier than such a certificate.",
			fix:    "Set this machine's date and time, or switch on its synchronisation. Then send again.",
			source: sourceVerify,
		},
		"tls-certificate-expired": {
			title:  "the certificate has expired",
			why:    "By this machine's clock the server's certificate, or one above it, is past its end. The request was not sent." + notACredentialsFault,
			fix:    "Check this machine's date and time first. If they are right, report it to whoever the issuer names: your company's proxy, or Ripio." + notSwitchedOff,
			source: sourceVerify,
		},
		"tls-certificate-not-yet-valid": {
			title:  "the certificate is not valid yet",
			why:    "By this machine's clock the server's certificate, or one above it, begins later. Often the clock is behind. The request was not sent.",
			fix:    "Check this machine's date and time. Then send again.",
			source: sourceVerify,
		},
		"tls-wrong-name": {
			title:  "the certificate is for another host",
			why:    "Somebody else answered: a portal, a proxy, or a wrong entry in DNS or in the hosts file. The request was not sent." + notACredentialsFault,
			fix:    "Look at the names in the certificate, log in to the network's portal if it has one, and send again." + notSwitchedOff,
			source: sourceVerify,
		},
		"tls-trust-unusable": {
			title:  "the trusted certificates cannot be used",
			why:    "The variable that names them is set and names nothing usable, so this machine trusts only what it trusts without it. The request was not sent.",
			fix:    "Correct the variable: it must name a readable file (SSL_CERT_FILE) or folders (SSL_CERT_DIR) with certificates in PEM form. Then start this program again." + notSwitchedOff,
			source: sourceTrust,
		},
		"tls-inspected": {
			title:  "a security product reads the connection",
			why:    "The certificate's issuer calls itself by the name of a product that opens TLS on the way. This machine does not trust it. The request was not sent.",
			fix:    "Ask your administrators for the product's CA certificate, add it to the system's trusted ones (or name its file in SSL_CERT_FILE) and start again." + notSwitchedOff,
			source: sourceVerify,
		},
		"tls-roots-missing": {
			title:  "this machine's list of authorities is missing or old",
			why:    "The issuer bears the name of an authority that complete lists have. Small containers often have none. The request was not sent.",
			fix:    "Install or renew the ca-certificates package of this system, or name a file of authorities in SSL_CERT_FILE, and start again.",
			source: sourceVerify,
		},
		"tls-self-signed": {
			title:  "the certificate is signed by itself",
			why:    "Nobody vouches for such a certificate. Test servers, home routers and proxies that read along have them. The request was not sent." + notACredentialsFault,
			fix:    "Find out who answers at this address. If it is a proxy of your company, add its certificate to the system's trusted ones." + notSwitchedOff,
			source: sourceVerify,
		},
		"tls-unknown-issuer": {
			title:  "the certificate's issuer is not trusted here",
			why:    "A company's proxy that reads TLS signs with an authority of its own, which this machine has to be told of. The request was not sent." + notACredentialsFault,
			fix:    "Look at the issuer. If it is your company's, add its CA certificate to the system's trusted ones, or name its file in SSL_CERT_FILE." + notSwitchedOff,
			source: sourceVerify,
		},
		"tls-old-version": {
			title:  "no common version of TLS",
			why:    "The other side offers only a version older than TLS 1.2, or refuses 1.2 and 1.3. Old proxies do this. The request was not sent." + notACredentialsFault,
			fix:    "Try from another network. In your own code, allow TLS 1.2 and 1.3.",
			source: "RFC 8996",
		},
		"tls-plain-http": {
			title:  "plain HTTP where TLS is expected",
			why:    "Who answered at this port speaks HTTP without encryption: a portal, a proxy, or a server on the wrong port. The request was not sent." + notACredentialsFault,
			fix:    "Try from another network, and check DNS and the hosts file for this host.",
			source: "RFC 8446",
		},
		"tls-not-spoken": {
			title:  "something else than TLS answers",
			why:    "The first bytes are neither TLS nor HTTP, so another service answered at this port. The request was not sent." + notACredentialsFault,
			fix:    "Check DNS and the hosts file for this host, and try from another network.",
			source: "RFC 8446",
		},
		"tls-client-certificate": {
			title:  "the server asks for a client certificate",
			why:    "The handshake ended because no certificate of the client came. The documentation mentions none for this call.",
			fix:    "Try from another network. If it stays so, ask Ripio whether client certificates are needed.",
			source: "RFC 8446, section 6.2; auth",
		},
		"tls-handshake-failed": {
			title:  "the TLS handshake failed",
			why:    "The two sides did not agree on encryption. The evidence has the TLS library's words." + notACredentialsFault,
			fix:    "Try from another network: something on the way may not let TLS through.",
			source: "RFC 8446",
		},
	}
}

// transferCauseWords are the words about answers that did not come whole.
func transferCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"https-on-this-port": {
			title:  "this port speaks https",
			why:    "The request went there without encryption, and the other side expects TLS.",
			fix:    "Use https:// in the URL, or the port that speaks http.",
			source: "RFC 8446",
		},
		"malformed-http": {
			title:  "the answer is not HTTP",
			why:    "What came back cannot be read as an answer: another service listens there, or something on the way changed it." + notACredentialsFault,
			fix:    "Try from another network. If it stays so, send a report to Ripio's support.",
			source: "RFC 9112",
		},
		"head-too-large": {
			title:  "the answer's head is too large",
			why:    "The headers are longer than 64 KiB, which no ordinary answer is." + notACredentialsFault,
			fix:    "Try from another network: a proxy may add headers. If it stays so, tell Ripio's support.",
			source: sourceOwn,
		},
		"answer-truncated": {
			title:  "the connection ended before the answer did",
			why:    "A network, a proxy or a server that stops in the middle does this." + notACredentialsFault,
			fix:    "Send again. If it stays so, try from another network. In your own code, never use a part of a token.",
			source: sourceFraming,
		},
		"body-too-large": {
			title:  "a fault of the server, or of a proxy on the way",
			why:    "The documented answer has a few hundred bytes. Which of the two brings so much is not known." + notACredentialsFault,
			fix:    "Send again, from another network if it stays so. If it comes there too, send a report to Ripio's support. In your own code, limit how much of an answer is read.",
			source: sourceAuth,
		},
		"body-unpacks-too-large": {
			title:  "the answer unpacks to far too much",
			why:    "A small compressed body unpacks to more than 1 MiB. The documented answer has a few hundred bytes, and no compression was asked for.",
			fix:    "Look at the headers for who answered. In your own code, limit the size after unpacking.",
			source: sourceAuth,
		},
	}
}
