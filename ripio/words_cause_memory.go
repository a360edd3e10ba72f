package ripio

// memoryCauseWords are the words about what happened before.
func memoryCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"secret-changed": {
			title:  "another client_secret worked here",
			why:    "A different secret was the last to bring a token for this profile. This one may be mistyped, or replaced by the other.",
			fix:    "Enter the client_secret that worked, or the one that Ripio gave you last.",
			source: sourceOwn,
		},
		"worked-before": {
			title:  "the pair was switched off, or this user is refused",
			why:    "The same pair brought a token, so a typing mistake in it is unlikely. What is left is the account, the user of this request, or the server.",
			fix:    "Send with an external_ref and address that brought a token; the history has them. If that fails too, ask Ripio whether the pair was replaced or switched off: the report has the times.",
			source: sourceOwn,
		},
		"seen-when-wrong": {
			title:  "a negative test had the same answer",
			why:    "Earlier requests that were wrong on purpose brought this answer. Another fault may bring it as well.",
			fix:    "Compare this request with the one of the negative test.",
			source: sourceOwn,
		},
		"seen-before": {
			title:  "the same answer came before",
			why:    "An ordinary send had it already, so it is no single accident. What it means is not on record.",
			fix:    "Look in the history at what was changed after the earlier send.",
			source: sourceOwn,
		},
	}
}

// environmentCauseWords are the words about the other environment.
func environmentCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"environment-mismatch-shown": {
			title:  "the credentials belong to the other environment",
			why:    "The swap test sent them there, and a token came back.",
			fix:    "Use them in that environment. For this one, enter the pair that Ripio gave you for it.",
			source: sourceAuth,
		},
		"rejected-in-both": {
			title:  "both environments refuse the credentials",
			why:    "The swap test was refused too, so a mix-up of the environments does not explain it.",
			fix:    "Compare the pair with what Ripio gave you, and ask Ripio whether it is enabled. The report has both times.",
			source: sourceAuth,
		},
		"environment-mismatch": {
			title:  "the credentials may be for the other environment",
			why:    "Ripio gives sandbox and production a pair each, and the two look alike. This is a guess until it is tested.",
			fix:    "Run the swap test: it sends the pair to the other environment once, after you confirmed it.",
			source: sourceAuth,
		},
		"other-environment-missing": {
			title:  "the profile knows one environment only",
			why:    "With both pairs in the profile a mix-up could be seen. With one it cannot.",
			fix:    "Fill in the profile's other environment, if Ripio gave you a pair for it.",
			source: sourceOwn,
		},
	}
}

// serverWordsCauseWords are the words about what the server itself says.
func serverWordsCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"server-names-external-ref": {
			title:  "the server speaks of external_ref",
			why:    "The answer names the external_ref. The documentation asks for a UUID v4; whether the server enforces it is not documented.",
			fix:    "Generate a UUID v4 and send again.",
			source: sourceAuth,
		},
		"server-names-address": {
			title:  "the server speaks of the address",
			why:    "The answer names the address or the wallet. Which addresses the server takes is not documented.",
			fix:    "Enter the user's address again, whole and with its checksum, on a network that is enabled for you.",
			source: sourceAuth,
		},
		"form-not-read": {
			title:  "the server did not find the form's fields",
			why:    "It misses a field that was sent. A gateway may have dropped the form, or the server expects another content type.",
			fix:    "Look at the request as it left, and compare field names and content type with the documentation.",
			source: sourceAuth,
		},
		"credentials-not-seen": {
			title: "the server says that no credentials came",
			why: "Ripio's B2B API has these words for a request without credentials. This one carried them in the form, " +
				"so the server may look for them elsewhere; or it has the same words for wrong ones. Both are guesses.",
			fix: "Send a report to Ripio's support: it shows that they were sent. If the words stand for wrong credentials, " +
				"the causes below are the ones to follow.",
			source: "docs.ripio.com, overview (B2B error envelope)",
		},
	}
}

// productCauseWords are the words about Ripio's other products.
func productCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"product-oauth": {
			title:  "an OAuth service answered",
			why:    "Access tokens and grant types belong to Ripio's Ramps API, which wants HTTP Basic and another path. The widget's call answers a key called token.",
			fix:    "Check which product the credentials and the URL belong to.",
			source: "auth; docs.ripio.com, acquire access token",
		},
		"product-session-code": {
			title:  "another widget's service answered",
			why:    "Ripio's Crypto-as-a-Service widget seems to take client_id, client_secret and external_ref as JSON and to answer a session_code. That is a third party's listing.",
			fix:    "Check which widget the credentials and the URL belong to.",
			source: "a third party's listing of Ripio's APIs; not documented by Ripio",
		},
		"product-oauth-words": {
			title:  "an OAuth error: perhaps another product's credentials",
			why:    "This error code is OAuth's. Ripio's Ramps API was seen to answer so to wrong credentials; the widget's errors are not documented.",
			fix:    "Ask Ripio whether the credentials were made for the On/Off-Ramp widget or for the Ramps API, which is another product.",
			source: "RFC 6749, section 5.2; an integrator's public code",
		},
		"other-scheme-asked": {
			title:  "the server asks for another way to authenticate",
			why:    "The answer's WWW-Authenticate names a scheme. The documented call has none: it sends the credentials as a form.",
			fix:    "Compare the URL with the documentation: another product, or a gateway, may have answered.",
			source: "RFC 9110, section 11.6.1; auth",
		},
	}
}

// contractCauseWords are the words about answers of success without a token.
func contractCauseWords() map[Code]causeText {
	return map[Code]causeText{
		"contract-token-renamed": {
			title:  "the token stands under another key",
			why:    "The answer holds a token, but not under the documented key. The contract may have changed, or another product answered.",
			fix:    "Ask Ripio whether the answer changed, before your own code reads the other key.",
			source: sourceAuth,
		},
		"contract-key-case": {
			title:  "a key is written in other letter case",
			why:    "Names in JSON are compared exactly. The documented keys are in lower case, so most programs find no token here.",
			fix:    "Ask Ripio whether the answer changed, before your own code reads the other key.",
			source: sourceAuth,
		},
		"contract-token-type": {
			title:  "the token is of another type",
			why:    "The documented token_type is bearer. A token of another type may need more than to be shown.",
			fix:    "Ask Ripio what this type means before you use the token.",
			source: sourceAuth,
		},
		"contract-not-object": {
			title:  "the answer is JSON of another shape",
			why:    "The documented answer is an object with three keys. Something else than this call may have answered.",
			fix:    "Look at the raw body, and show it to Ripio's support.",
			source: sourceAuth,
		},
		"contract-token-value": {
			title:  "the key token holds no token",
			why:    "The key is there, but its value cannot be a token. The documented value is a text of three parts joined by dots.",
			fix:    "Look at the raw body, and show it to Ripio's support.",
			source: sourceAuth,
		},
		"contract-token-missing": {
			title:  "the server left the token out",
			why:    "The documented answer has the key token. What leads to one without it is not documented.",
			fix:    "Send a report to Ripio's support: nothing in the request is known to bring this about. In your own code, treat a success without a token as a failure.",
			source: sourceAuth,
		},
		"empty-answer": {
			title:  "the answer is empty",
			why:    "A status of success without a body brings no token. A proxy that drops bodies would look the same.",
			fix:    "Send again once, then try from another network.",
			source: sourceAuth,
		},
		"unknown-encoding": {
			title:  "the body cannot be unpacked",
			why:    "The body is compressed in a way that was not asked for, or it is damaged.",
			fix:    "Try from another network: a proxy may compress. If it stays so, tell Ripio's support.",
			source: "RFC 9110, section 12.5.3",
		},
		"python-instead-of-json": {
			title:  "printed Python instead of JSON",
			why:    "The names stand in single quotes: a program in Python printed its answer without encoding it. Nothing in the request brings this about.",
			fix:    "Send a report to Ripio's support. In your own code, do not read such a body as if it were JSON.",
			source: "RFC 8259, section 7",
		},
		"not-json": {
			title:  "the answer is not JSON",
			why:    "The status says success, but the documented answer is a JSON object. A proxy or another service may have answered.",
			fix:    "Look at the raw body and the headers for who answered.",
			source: sourceAuth,
		},
	}
}
