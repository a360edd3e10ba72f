package ripio

// redirectCauseWords are the words about where a redirect points. What becomes
// of a redirected POST is added by status.
func redirectCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"redirect-to-https": {
			title:  "the URL must begin with https",
			why:    "The server sends from http to https on the same host. The form has crossed the network in clear text by then.",
			fix:    "Use the https:// URL in your own code. If a client_secret was sent over http outside this machine, ask Ripio for a new one.",
			source: sourceRedirect + "; auth prints the production URL with http",
		},
		"redirect-to-http": {
			title:  "the server sends back to http",
			why:    "Following would send the client_secret in clear text. This program does not follow.",
			fix:    "Switch off the following of redirects in your own code, and report it to Ripio's support.",
			source: sourceRedirect,
		},
		"redirect-other-environment": {
			title:  "the server points to the other environment",
			why:    "The new URL is the other environment's, which has credentials of its own.",
			fix:    "Do not follow. Ask Ripio which URL these credentials belong to.",
			source: sourceRedirect + "; auth",
		},
		"redirect-other-product": {
			title:  "the server points to another Ripio product",
			why:    "The new URL is not the On/Off-Ramp widget's. It takes another kind of request.",
			fix:    "Do not follow. Ask Ripio which product the credentials are for.",
			source: sourceRedirect + "; Ripio's pages of its products",
		},
		"redirect-to-widget": {
			title:  "the server points to the widget's page",
			why:    "The new URL shows the widget to a user. It answers no token.",
			fix:    "Compare the URL with the documentation: the token comes from the host whose name ends in -api.",
			source: "auth; docs.ripio.com, accessing the widget",
		},
		"redirect-to-login": {
			title:  "a login page stands in the way",
			why:    "The new URL looks like a portal's or a login page's. Networks of hotels and companies answer so before somebody logged in.",
			fix:    "Log in to the network in a browser, or try another network. Then send again.",
			source: sourceRedirect,
		},
		"redirect-within-ripio": {
			title:  "the server points to another host of Ripio",
			why:    "The documentation mentions no redirect, so the URL of the call may have changed.",
			fix:    "Do not follow with the client_secret. Ask Ripio which URL is the right one.",
			source: sourceRedirect,
		},
		"redirect-other-host": {
			title:  "the server points to a host that is not known as Ripio's",
			why:    "A portal or a proxy on the way may have answered instead of the API.",
			fix:    "Change to another network, then send again. If the answer changes, something on the first network gave it; if it does not, ask Ripio for the right URL. In your own code, switch off the following of redirects for this call.",
			source: sourceRedirect,
		},
		"redirect-other-path": {
			title:  "the path has moved",
			why:    "The server sends to another path on the same host. The documentation mentions no redirect.",
			fix:    "Ask Ripio which path is the right one.",
			source: sourceRedirect,
		},
		"redirect-nowhere": {
			title:  "a redirect without a usable URL",
			why:    "The answer asks to go elsewhere and does not say where to in a way that can be followed.",
			fix:    "Show the answer's headers to Ripio's support.",
			source: sourceRedirect,
		},
	}
}

// pageCauseWords are the words about web pages.
func pageCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"page-network-login": {
			title:  "this network wants you to log in",
			why:    "Status 511 is kept for networks that want a login before they let anything out. The request did not reach Ripio.",
			fix:    "Open a browser, log in to the network and send again.",
			source: "RFC 6585, section 6",
		},
		"page-bot-check": {
			title:  "a firewall takes this program for a robot",
			why:    "The page asks a browser to prove itself, which no program can. The API did not see the request." + notACredentialsFault,
			fix:    "Ask Ripio to let your server's address through. The report holds the page's title and the headers.",
			source: sourceServerSide,
		},
		"page-firewall": {
			title:  "a firewall refused the request",
			why:    "The API answers JSON. A page with status 403 usually comes from a firewall or gateway in front of it, or on your side." + notACredentialsFault,
			fix:    "Try from another network. If it works there, the address of this one is refused: send the report to whoever runs the firewall.",
			source: "RFC 9110, section 15.5.4",
		},
		"page-login": {
			title:  "a gateway wants a login of its own",
			why:    "The API answers JSON. A page with this status comes from something in front of it, and its login is not client_id and client_secret.",
			fix:    "Read the page's title and the headers, and try from another network.",
			source: "RFC 9110, section 15.5.2",
		},
		"page-not-found": {
			title:  "a web server answers that there is no such page",
			why:    "The URL leads to a web server that does not know the path or the method. The API did not see the request." + notACredentialsFault,
			fix:    "Compare URL and method with the documentation. Older pages may name another path.",
			source: "auth; RFC 9110, section 15.5.5",
		},
		"page-gateway": {
			title:  "the gateway got no good answer from the server",
			why:    "The page comes from a gateway in front of the API, which could not answer." + notACredentialsFault,
			fix:    "Send again; if it stays so, leave a few minutes between tries, in your own code too. If it goes on, send a report to Ripio's support.",
			source: sourceServerSide,
		},
		"page-portal": {
			title:  "a web page with a status of success",
			why:    "The API answers JSON. Portals of hotels, login pages and proxies answer with pages like this." + notACredentialsFault,
			fix:    "Read the page's title. Log in to the network in a browser, or try another network.",
			source: sourceAuth,
		},
		"page-unknown": {
			title:  "a web page instead of the API",
			why:    "Something in front of the API answered with a page." + notACredentialsFault,
			fix:    "Read the page's title and body, and try from another network.",
			source: sourceAuth,
		},
	}
}

// serverCauseWords are the words about the server's own faults.
func serverCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"rate-limited": {
			title:  "too many requests",
			why:    "The documentation names no limit, so how many requests are allowed is not known." + notACredentialsFault,
			fix:    "Wait, then send again. In your own code, wait as long as Retry-After says, and keep a token until shortly before its expiry.",
			source: sourceRateLimit,
		},
		"sandbox-maintenance": {
			title:  "the sandbox may be under maintenance",
			why:    "The failure falls into the hours in which a sandbox of Ripio's is down every night. That this one shares them is a guess.",
			fix:    "Send again after 06:00 GMT. Until then the simulator works.",
			source: "docs.ripio.com, fintech widget",
		},
		"server-unavailable": {
			title:  "the server is not available now",
			why:    "Status 503 stands for overload or maintenance on the server's side. This says nothing about the credentials.",
			fix:    "Send again; if it stays so, leave a few minutes between tries, in your own code too. If it goes on, send a report to Ripio's support.",
			source: sourceServerSide,
		},
		"server-gateway": {
			title:  "a gateway cannot reach the server",
			why:    "The gateway in front of the API answered in its place. This says nothing about the credentials.",
			fix:    "Send again; if it stays so, leave a few minutes between tries, in your own code too. If it goes on, send a report to Ripio's support.",
			source: sourceServerSide,
		},
		"server-fault": {
			title:  "a fault on the server's side",
			why:    "A status of 500 and above names a fault of the server. What brought it about is not documented. This says nothing about the credentials.",
			fix:    "Send again once. If only this user fails, try another external_ref and address, then send a report to Ripio's support.",
			source: sourceServerSide,
		},
		"address-not-served": {
			title:  "this URL is not served",
			why:    "The server does not know the path, or not this method. The credentials were not looked at, as far as can be seen.",
			fix:    "Compare URL and method with the documentation, and ask Ripio whether the path has changed.",
			source: "auth; RFC 9110, section 15.5.5",
		},
		"form-not-taken": {
			title:  "the server does not take a form here",
			why:    "The status is about the kind of content. The documented call is a form; a product that takes JSON would answer like this.",
			fix:    "Compare the Content-Type with the documentation, and check that the URL is the widget's.",
			source: "auth; RFC 9110, sections 15.5.7 and 15.5.16",
		},
		"server-waited": {
			title:  "the server waited for the request",
			why:    "Status 408 says that the request did not come whole in time. A slow connection or a proxy can do this." + notACredentialsFault,
			fix:    "Send again, or try from another network.",
			source: "RFC 9110, section 15.5.9",
		},
	}
}
