package ripio

// networkCauseWords are the words about the way to the server.
func networkCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"dns-not-found": {
			title: "the host name has no address here",
			why:   "This machine's DNS does not know the host, so nothing was sent. Offline machines, VPNs and company networks look like this." + notACredentialsFault,
			fix:   "Check that this machine is online and that the VPN, if there is one, is up. Then send again.",
		},
		"dns-resolver-failed": {
			title: "the DNS resolver failed",
			why:   "The resolver answered with an error instead of an address, so nothing was sent." + notACredentialsFault,
			fix:   "Check this machine's DNS settings, or try another network. Then send again.",
		},
		"simulator-not-running": {
			title:  "the simulator is not running",
			why:    "Nothing listens at the simulator's address on this machine.",
			fix:    "Start the simulator again.",
			source: sourceOwn,
		},
		"connection-refused": {
			title: "nothing listens at that port",
			why:   "The machine was reached and refused the connection: the server is down, or a firewall refuses in its place." + notACredentialsFault,
			fix:   "Wait a minute and send again. If it stays so, try from another network.",
		},
		"network-unreachable": {
			title: "no way to the server",
			why:   "The operating system found no route, so nothing was sent." + notACredentialsFault,
			fix:   "Check that this machine is online, and the VPN. Then send again.",
		},
		"network-forbidden": {
			title: "this machine forbids the connection",
			why:   "The operating system itself refused it: a local firewall, a sandbox or a security program." + notACredentialsFault,
			fix:   "Allow this program to reach the host in the firewall of this machine. Then send again.",
		},
		"reset-while-connecting": {
			title: "broken off while connecting",
			why:   "The other side, or a firewall in between, reset the connection before it was ready." + notACredentialsFault,
			fix:   "Send again once. If it stays so, try from another network.",
		},
		"reset-in-handshake": {
			title: "broken off in the TLS handshake",
			why:   "A reset at this point often comes from a firewall that reads the host name in the handshake." + notACredentialsFault,
			fix:   "Try from another network, or ask your network's administrators whether the host is allowed.",
		},
		"reset-before-answer": {
			title: "broken off before an answer",
			why:   "The request had left, and then the connection was reset. Whether it was handled is not known." + notACredentialsFault,
			fix:   "Send again once. If it goes on, give time and host to Ripio's support.",
		},
		"reset-in-body": {
			title: "broken off in the middle of the answer",
			why:   "The answer had begun, and then the connection was reset. What came of it is not to be used." + notACredentialsFault,
			fix:   "Send again. In your own code, never use a part of an answer.",
		},
		"closed-in-handshake": {
			title: "closed in the TLS handshake",
			why:   "The other side hung up before the connection was encrypted: a firewall, or a server that is starting." + notACredentialsFault,
			fix:   "Send again once, then try from another network.",
		},
		"closed-without-answer": {
			title:  "closed without an answer",
			why:    "The connection ended before a whole head of an answer came. Whether the request was handled is not known." + notACredentialsFault,
			fix:    "Send again once. In your own code, treat this as a network fault and not as a rejection.",
			source: sourceFraming,
		},
		"proxy-missing": {
			title: "this network may need a proxy",
			why:   "Networks that let programs out through a proxy only look the same from inside. This is a guess.",
			fix:   "Ask your network's administrators for the proxy, set HTTPS_PROXY to its address and start this program again.",
		},
	}
}

// timeoutCauseWords are the words about where a send hung.
func timeoutCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"timeout-dns": {
			title: "DNS does not answer",
			why:   "The time passed while the host's address was looked up. Nothing was sent." + notACredentialsFault,
			fix:   "Check this machine's DNS settings and the VPN. Then send again.",
		},
		"timeout-connect": {
			title: "no connection in time",
			why:   "Nobody took or refused the connection. Firewalls that drop packets do this, and servers that are down. Nothing was sent." + notACredentialsFault,
			fix:   "Try from another network. If it works there, ask your administrators to allow the host.",
		},
		"timeout-proxy": {
			title: "the proxy does not open the way",
			why:   "The time passed while the proxy was asked for a way to the server. The server saw nothing." + notACredentialsFault,
			fix:   "Check the address in HTTPS_PROXY, and whether the proxy works for other hosts. Then send again.",
		},
		"timeout-tls": {
			title: "the TLS handshake hangs",
			why:   "The connection was there, but encryption was not agreed on in time. Firewalls that read TLS do this. The request was not sent." + notACredentialsFault,
			fix:   "Try from another network. If it works there, ask your administrators about TLS inspection of the host.",
		},
		"timeout-first-byte": {
			title: "the server took the request and does not answer",
			why:   "Connection and encryption worked, then no whole head of an answer came. The server, or a gateway in front of it, is the suspect." + notACredentialsFault,
			fix:   "Wait a minute and send again. If it hangs here again, send a report to Ripio's support.",
		},
		"timeout-body": {
			title: "the answer does not end",
			why:   "The answer began, and then its body came too slowly or stopped. What came of it is not to be used." + notACredentialsFault,
			fix:   "Send again. If it hangs here again, try from another network: a proxy may hold answers back.",
		},
	}
}

// proxyCauseWords are the words about proxies.
func proxyCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"proxy-wants-password": {
			title:  "the proxy wants a password",
			why:    "Status 407 comes from the proxy on the way, not from Ripio. It concerns the proxy's user name and password, never client_id and client_secret.",
			fix:    "Put the proxy's user name and password into HTTPS_PROXY, as in http://name:password@host:port, and start this program again.",
			source: "RFC 9110, section 15.5.8",
		},
		"proxy-forbids": {
			title:  "the proxy forbids the host",
			why:    "The proxy answered, and it does not allow a way to this host. Ripio's server saw nothing." + notACredentialsFault,
			fix:    "Ask your network's administrators to allow the host at port 443.",
			source: "RFC 9110, section 9.3.6",
		},
		"proxy-no-way-on": {
			title:  "the proxy cannot reach the server",
			why:    "The proxy answered that it could not open the way. Ripio's server saw nothing, or did not answer the proxy." + notACredentialsFault,
			fix:    "Send again after a minute. If it stays so, show the proxy's status to your network's administrators.",
			source: "RFC 9110, section 9.3.6",
		},
		"proxy-address-wrong": {
			title:  "the proxy setting cannot be used",
			why:    "Other programs pass over such a value and send without the proxy. This one does not, so nothing was sent." + notACredentialsFault,
			fix:    "Correct the variable, such as http://proxy.example:3128, or remove it if this network needs no proxy. Then start this program again.",
			source: sourceOwn,
		},
		"proxy-refused": {
			title: "the proxy is not running",
			why:   "Nothing listens at the proxy's address. Ripio's server saw nothing." + notACredentialsFault,
			fix:   "Start the proxy, correct HTTPS_PROXY, or remove it if this network needs no proxy.",
		},
		"proxy-not-found": {
			title: "the proxy's name has no address here",
			why:   "The host name in HTTPS_PROXY is not known to this machine's DNS. Company proxies are often known inside the company only." + notACredentialsFault,
			fix:   "Connect to the company's network, or remove HTTPS_PROXY outside of it and start this program again.",
		},
		"proxy-failed": {
			title: "the proxy failed",
			why:   "The proxy could not be used, or what listens there is no proxy of this kind. Ripio's server saw nothing." + notACredentialsFault,
			fix:   "Check that the address in HTTPS_PROXY is a proxy of its kind, http, https or socks5.",
		},
	}
}
