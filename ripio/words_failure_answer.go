package ripio

// transferFailures are the words about answers that did not come whole.
func transferFailures() map[FailureKind]failureWords {
	return map[FailureKind]failureWords{
		FailureMalformedHTTP: {
			title: "the answer is not HTTP",
			what:  "What came back cannot be read as an HTTP/1.1 answer. The credentials were not judged, as far as can be seen.",
			try: []string{
				"Read the evidence: it shows where the answer stops being HTTP.",
				"Try from another network: a proxy or a portal on the way may have answered.",
				"If it goes on, give the evidence to Ripio's support.",
			},
			source: "RFC 9112",
		},
		FailureHeadersTooLarge: {
			title: "the answer's head is too large",
			what:  "The head of the answer is longer than 64 KiB. This program stops reading there.",
			try: []string{
				"Try from another network: a proxy on the way may add headers.",
				"If it goes on, report it to Ripio's support.",
			},
		},
		FailureTruncated: {
			title: "the answer was cut off",
			what:  "The answer ended too early. A token in it would not be whole.",
			try: []string{
				"Send again once.",
				"Look at the raw body: it shows how far the answer came.",
				"In your own code, treat a cut body as a network fault, and never use a part of a token.",
			},
			source: sourceFraming,
		},
		FailureTooLarge: {
			title: "the answer is too large",
			what:  "The body is longer than this program reads. The documented answer has a few hundred bytes.",
			try: []string{
				"Look at the raw body: it shows how the answer begins.",
				"Check that the request went to the API, and that no proxy answered instead.",
				"In your own code, limit how much of an answer is read.",
			},
			source: sourceAuth,
		},
	}
}

// statusFailures are the words about answers whose status decides.
func statusFailures() map[FailureKind]failureWords {
	return map[FailureKind]failureWords{
		FailureRedirect: {
			title: "redirected, not followed",
			what: "The server asks to go to another URL. This program never follows with a client_secret. " +
				"The documentation mentions no redirect.",
			try: []string{
				"Look at the Location: another host may be a portal or a proxy on the way; the same host with https means that the request went to http.",
				"In your own code, use the https URL of the environment and switch off the following of redirects: " +
					"after 301, 302 and 303 most clients send a GET without the form, after 307 and 308 they send the client_secret on.",
				"If the Location is one of Ripio's hosts, ask Ripio which URL is the right one.",
			},
			source: sourceRedirect,
		},
		FailureRejected: {
			title: "rejected",
			what:  "The server refused the credentials or the user (external_ref). No error is documented, so the status alone does not tell why.",
			told:  "The server refused the credentials or the user (external_ref), and says more in its body. What its words stand for is not documented.",
			try: []string{
				"Read the server's own words, if there are any, and the warnings beside the fields.",
				"Check that client_id and client_secret belong to this environment, are a pair, and hold no stray space or line break.",
				"In your own code, check that the username has three parts: older pages of the documentation had two, without the address.",
				"Ask Ripio whether the credentials are enabled for this widget; credentials of its other products may not be valid here.",
			},
			source: sourceAuth,
		},
		FailureRateLimited: {
			title: "too many requests",
			what:  "The server asks to wait. The documentation names no limit, so nothing is known about its size.",
			try: []string{
				"Wait as long as Retry-After says. Without it, wait a minute before the next send.",
				"In your own code, keep a token until shortly before its expiry and do not request one for each page.",
				"If it happens with few requests, ask Ripio which limit applies.",
			},
			source: sourceRateLimit,
		},
		FailureServer: {
			title: "server error",
			what:  "The server, or a gateway in front of it, reports a fault of its own. This says nothing about the credentials.",
			try: []string{
				"Wait a few minutes and send again.",
				"Send the same user with the simulator: if your request is in order there, the fault is not in its form.",
				"If it goes on, give the time, the status and the headers to Ripio's support.",
				"In your own code, retry after a pause, a few times only.",
			},
			source: sourceServerSide,
		},
		FailureHTML: {
			title: "a web page instead of the API",
			what:  "An HTML page answered in place of the API. Gateways, firewalls, portals and maintenance pages do this.",
			try: []string{
				"Read the page's title and its body.",
				"With a status of 5xx, wait a few minutes and send again.",
				"With 403 or 200, try from another network: a firewall or a portal may have answered.",
				"In your own code, check the status and the content type before the body is parsed as JSON.",
			},
			source: sourceServerSide,
		},
		FailureStatus: {
			title: "unexpected status",
			what:  "The answer has a status that the documented answer would not have. Which error statuses this call uses is not documented.",
			try: []string{
				"Read the server's own words, if there are any.",
				"Look at the warnings beside the fields: with a status of 4xx the form of the request is the first suspect.",
				"In your own code, compare URL, method (POST), content type and field names with the request shown here.",
			},
			source: sourceAuth,
		},
	}
}

// bodyFailures are the words about answers of status 200 that bring no token.
func bodyFailures() map[FailureKind]failureWords {
	return map[FailureKind]failureWords{
		FailureNotJSON: {
			title: "the answer is not JSON",
			what:  "The status is a success, but the body cannot be read as JSON. The documented answer is a JSON object.",
			try: []string{
				"Look at the raw body.",
				"Check that no proxy or portal answered instead of the API.",
				"In your own code, treat this as a failure although the status is a success.",
			},
			source: sourceAuth,
		},
		FailureNotSucceeded: {
			title: `refused: "succeed" is not true`,
			what:  "The status is a success, but \"succeed\" is not true. What leads to it is not documented. Your own code has to check \"succeed\" too, not only the status.",
			try: []string{
				"Read the server's own words, if there are any.",
				"Check the credentials and the three parts of the username as for a rejection.",
				"In your own code, check succeed as well as the status.",
			},
			source: sourceAuth,
		},
		FailureNoToken: {
			title: "no token in the answer",
			what:  "The status is a success, but the answer has no text under the key token.",
			try: []string{
				"Look at the keys of the answer: those of another product of Ripio's mean that the request went to the wrong one.",
				"In your own code, read the key token exactly as written, in lower case.",
				"If the request is as documented, show the answer to Ripio's support.",
			},
			source: sourceAuth,
		},
		FailureTokenType: {
			title: "another type of token",
			what:  "The key token_type does not say bearer. What another type would mean is not documented.",
			try: []string{
				"Look at the raw body and at the decoded token.",
				"Ask Ripio's support what this type means before you use the token.",
			},
			source: sourceAuth,
		},
	}
}
