package ripio

// tokenDateWords are about the claims that are dates.
func tokenDateWords() map[Code]words {
	return map[Code]words{
		"token-exp-missing": {
			level: LevelWarning, title: "no exp: the expiry is unknown", source: sourceAnswer + "; RFC 7519, section 4.1.4",
			rule: "The documentation's sample has exp. Without it the token does not say when it ends.",
			fix:  "Check which service the token came from.",
		},
		"token-exp-string": {
			level: LevelWarning, title: "exp is a number in quotes", source: sourceJWTDates,
			rule: "exp must be a number. Some readers take the text as a number, others refuse the token, so its expiry is not certain.",
			fix:  "Check the program that made the token.",
		},
		"token-exp-type": {
			level: LevelWarning, title: "exp is not a number", source: sourceJWTDates,
			rule: "exp must be the number of seconds since 1970-01-01 00:00:00 UTC. The expiry of this token cannot be read.",
			fix:  "Check the program that made the token.",
		},
		"token-exp-unit": {
			level: LevelWarning, title: "exp is not in seconds", source: sourceJWTDates,
			rule: "exp counts seconds. Read as seconds this number lies beyond the year 9999; in a smaller unit it is a date of this century. Readers that follow the standard see a token that never ends, or refuse it.",
			fix:  "Check the program that made the token.",
		},
		"token-exp-range": {
			level: LevelWarning, title: "exp is out of range", source: sourceJWTDates,
			rule: "This program reads dates from 1970 to the year 9999. Beyond that libraries overflow and disagree: golang-jwt takes some huge values for expired ones.",
			fix:  "Check the program that made the token.",
		},
		"token-exp-zero": {
			level: LevelWarning, title: "exp is 0", source: sourceJWTDates,
			rule: "0 is the first second of 1970, so the token has expired. Some programs write 0 for \"never\", and some readers take it for absent; the standard knows neither.",
			fix:  "Check the program that made the token.",
		},
		"token-exp-fraction": {
			level: LevelNote, title: "exp has a fraction of a second", source: sourceJWTDates,
			rule: "The standard allows it. Readers that want a whole number may refuse it or cut it off.",
		},
		"token-time-claim": {
			level: LevelWarning, title: "date that cannot be read", source: sourceJWTDates,
			rule: "iat and nbf must be numbers of seconds since 1970-01-01 00:00:00 UTC, here from 1970 to the year 9999.",
			fix:  "Check the program that made the token.",
		},
		"token-nbf-after-exp": {
			level: LevelWarning, title: "never valid: nbf is not before exp", source: "RFC 7519, sections 4.1.4 and 4.1.5",
			rule: "The token begins when it has ended already.",
			fix:  "Check the program that made the token.",
		},
		"token-iat-after-exp": {
			level: LevelWarning, title: "issued when it had expired: iat is not before exp", source: "RFC 7519, sections 4.1.4 and 4.1.6",
			rule: "The token had ended when it was made.",
			fix:  "Check the program that made the token.",
		},
		"token-expired": {
			level: LevelFailure, title: "expired", source: "RFC 7519, section 4.1.4",
			rule: "On and after exp a token must not be accepted. No leeway is counted here.",
			fix:  "Request a new token.",
		},
		"token-not-yet-valid": {
			level: LevelWarning, title: "not valid yet", source: "RFC 7519, section 4.1.5",
			rule: "Before nbf a token must not be accepted. No leeway is counted here.",
			fix:  "Wait, and compare the clocks.",
		},
		"token-issued-in-future": {
			level: LevelNote, title: "issued in the future", source: "RFC 7519, section 4.1.6",
			rule: "iat is later than the server's time as far as it is known here.",
			fix:  "Compare the clocks.",
		},
	}
}

// tokenShapeWords compare a token with the documented one.
func tokenShapeWords() map[Code]words {
	return map[Code]words{
		"token-shape-ok": {
			level: LevelOK, title: "the token has the documented shape", source: sourceAnswer,
			rule: "The documentation's own sample has this shape: alg HS256 and typ JWT in the header, session and exp in the claims, nothing else.",
		},
		"token-sample": {
			level: LevelWarning, title: "this is the sample token of the documentation", source: sourceAnswer,
			rule: "It expired on 2024-02-18 at 23:18:53 UTC. It opens no widget.",
			fix:  "Request a token with your own credentials.",
		},
		"token-session-missing": {
			level: LevelWarning, title: "no session claim", source: sourceAnswer,
			rule: "The claims of the documentation's sample are session and exp.",
			fix:  "Check which service the token came from.",
		},
		"token-session-shape": {
			level: LevelNote, title: "session is not 64 hex characters", source: sourceAnswer,
			rule: "The session of the documentation's sample is a string of 64 hex characters. What it stands for is not documented.",
		},
		"token-claim-case": {
			level: LevelWarning, title: "known claim in other letter case", source: "RFC 7519, sections 4 and 10.1.1",
			rule: "Claim names are case-sensitive, so this is another claim. Some libraries match it all the same.",
			fix:  "Check the program that made the token.",
		},
		"token-claims-extra": {
			level: LevelNote, title: "more claims than documented", source: sourceAnswer,
			rule: "The documentation's sample has session and exp only.",
		},
		"token-iat-absent": {
			level: LevelNote, title: "the token does not say when it was issued", source: sourceAnswer + "; RFC 7519, section 4.1.6",
			rule: "There is no iat, so its lifetime cannot be read from the token alone, only from the time at which it arrived.",
		},
		"token-anonymous": {
			level: LevelNote, title: "the token does not say whom it is for", source: sourceAnswer,
			rule: "No claim shows client_id, external_ref, address or environment. This program remembers them with each token it requests.",
		},
	}
}
