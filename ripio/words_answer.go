package ripio

// answerWords holds the words of the findings about an answer.
func answerWords() map[Code]words {
	return joinWords(contractWords(), headWords(), clockWords())
}

// contractWords compare the answer's body with the documented one.
func contractWords() map[Code]words {
	return map[Code]words{
		"answer-shape-documented": {
			level: LevelOK, title: "as documented", source: sourceAuth,
			rule: "The answer has the three documented keys: succeed is true, token is a text, token_type is bearer.",
		},
		"answer-key-missing": {
			level: LevelWarning, title: "documented key missing", source: sourceAuth,
			rule: "The documented answer has the keys succeed, token and token_type.",
			fix:  "Do not rely on this key in your code, and ask Ripio whether the answer changed.",
		},
		"answer-key-extra": {
			level: LevelNote, title: "key that is not documented", source: sourceAuth,
			rule: "The documented answer has the keys succeed, token and token_type, and no others.",
			fix:  "Your code should ignore keys that it does not know.",
		},
		"answer-key-case": {
			level: LevelWarning, title: "key in other letter case", source: sourceAuth,
			rule: "Names in JSON are compared exactly by most languages, but some libraries ignore letter case. The documented keys are in lower case.",
			fix:  "Read the keys exactly as documented, and ask Ripio whether the answer changed.",
		},
		"answer-duplicate-key": {
			level: LevelWarning, title: "key stands twice", source: "RFC 8259, section 4",
			rule: "Parsers disagree about repeated keys: most take the last value, as this program does, some the first.",
			fix:  "Look at the raw body, and report it to Ripio.",
		},
		"answer-succeed-not-boolean": {
			level: LevelWarning, title: "succeed is not true or false", source: sourceAuth,
			rule: "The documented answer has succeed: true, without quotation marks.",
			fix:  "Compare succeed with true exactly in your code.",
		},
		"answer-token-extra": {
			level: LevelWarning, title: "more than a token in token", source: sourceAuth,
			rule: "A backend that hands the value on as it came hands these characters on too, and widgets, headers and JWT libraries may refuse them. It is used here as it came; only to show header and claims they were passed over.",
			fix:  "Remove the characters in your code before you use the token, and report it to Ripio.",
		},
		"answer-token-type-case": {
			level: LevelNote, title: "token_type in other letter case", source: "auth; RFC 6749, section 5.1",
			rule: "The documented value is bearer in lower case. OAuth ignores the letter case of this value.",
			fix:  "Compare the value without regard to letter case in your code.",
		},
		"answer-bad-text": {
			level: LevelWarning, title: "text that is not Unicode", source: "RFC 8259, section 8",
			rule: "JSON is UTF-8 without halves of surrogate pairs. Most parsers replace what is not with U+FFFD, without a word.",
			fix:  "Look at the raw body, and report it to Ripio.",
		},
		"answer-bom": {
			level: LevelNote, title: "byte order mark in front", source: "RFC 8259, section 8.1",
			rule: "JSON must not begin with a byte order mark. Some parsers refuse it; this program skips it.",
			fix:  "Skip the mark in your code if your parser refuses it.",
		},
		"answer-looks-like-oauth": {
			level: LevelWarning, title: "looks like an OAuth answer", source: "auth; docs.ripio.com, acquire access token",
			rule: "An access_token is what Ripio's Ramps API answers. The widget's call answers a key called token.",
			fix:  "Check which product the credentials and the address belong to.",
		},
		"answer-looks-like-other-widget": {
			level: LevelWarning, title: "looks like another widget's answer", source: "a third party's listing of Ripio's APIs; not documented by Ripio",
			rule: "A session_code is what another widget of Ripio's seems to answer. This widget's call answers a key called token.",
			fix:  "Check which product the credentials and the address belong to.",
		},
	}
}

// headWords are about how the answer came.
func headWords() map[Code]words {
	return map[Code]words{
		"answer-simulated": {
			level: LevelNote, title: "simulated", source: sourceOwn,
			rule: "This answer comes from the simulator, not from Ripio. Its error answers are guesses.",
			fix:  "Send to the sandbox to learn what Ripio answers.",
		},
		"answer-content-type": {
			level: LevelNote, title: "Content-Type is not application/json", source: "RFC 8259, section 11",
			rule: "The body is JSON, but its Content-Type says otherwise. Some HTTP libraries then refuse to parse it.",
			fix:  "Parse the body as JSON in your code, whatever its Content-Type says.",
		},
		"answer-compressed": {
			level: LevelNote, title: "compressed without being asked", source: "RFC 9110, section 12.5.3",
			rule: "The answer has a Content-Encoding although the request asked for none. A client that does not decode it sees bytes instead of JSON.",
			fix:  "Check that your HTTP library decodes the answer.",
		},
		"answer-echoes-secret": {
			level: LevelWarning, title: "the answer held the client_secret", source: sourceOwn,
			rule: "The answer repeated the client_secret. This program masked it at once; proxies and logs on the way may have kept it.",
			fix:  "Keep such answers out of your logs, and tell Ripio's support about it.",
		},
	}
}

// clockWords compare the server's clock with the local one.
func clockWords() map[Code]words {
	return map[Code]words{
		"clock-agrees": {
			level: LevelOK, title: "clocks agree", source: "RFC 9110, section 6.6.1",
			rule: "The Date header, corrected by half the round trip, is less than 30 s away from this machine's clock.",
		},
		"clock-skew": {
			level: LevelWarning, title: "clocks differ", source: "RFC 9110, section 6.6.1",
			rule: "The Date header, corrected by half the round trip, is 30 s or more away from this machine's clock. " +
				"Code that compares exp with the local clock is wrong by that much. This program counts by the server's clock.",
			fix: "Synchronise this machine's clock, or correct for the difference in your code.",
		},
		"clock-far-off": {
			level: LevelWarning, title: "Date header is far off", source: "RFC 9110, section 6.6.1; " + sourceOwn,
			rule: "The Date header is more than a day from this machine's clock, and no token came whose expiry fits it. One of the two " +
				"is wrong. Nothing is corrected by it: expiry is counted by the local clock.",
			fix: "Make sure that this machine's clock is right. If it is, the server's or a gateway's is wrong.",
		},
		"clock-unknown": {
			level: LevelNote, title: "server clock not known", source: "RFC 9110, section 6.6.1; RFC 9111, section 5.1",
			rule: "The Date header cannot be compared with this machine's clock. Expiry is counted by the local clock.",
			fix:  "Make sure that this machine's clock is right.",
		},
		"no-server-date": {
			level: LevelNote, title: "no usable Date header", source: "RFC 9110, section 6.6.1",
			rule: "Without a Date header that can be read the server's clock is not known. Expiry is counted by the local clock.",
			fix:  "Make sure that this machine's clock is right.",
		},
	}
}
