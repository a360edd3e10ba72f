package cause

import (
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

// transferCauses are about answers that did not come whole, or were no HTTP.
var transferCauses = []causeRule{
	{"https-on-this-port", 95, RemedyShowHTTP, speaksTLSInstead},
	{"malformed-http", 85, RemedyRetry, all(ofKind(ripio.FailureMalformedHTTP), not(tlsRecord))},
	{"head-too-large", 85, RemedyShowHTTP, all(ofKind(ripio.FailureHeadersTooLarge))},
	{"answer-truncated", 85, RemedyRetry, all(ofKind(ripio.FailureTruncated))},
	{"body-too-large", 55, RemedyRetry, all(ofKind(ripio.FailureTooLarge), not(packed))},
	{"body-unpacks-too-large", 85, RemedyShowHTTP, all(ofKind(ripio.FailureTooLarge), packed)},
}

// packed holds when the body was compressed.
func packed(s *situation) bool { return s.Response != nil && s.Response.Encoding != "" }

// tlsRecord holds when the bytes of an "answer" are a TLS alert.
var tlsRecord = evidenceSays(`\x15\x03`)

// speaksTLSInstead holds when http met a port that speaks TLS: by the alert that
// comes back, or by what common servers say then.
func speaksTLSInstead(s *situation) (clue, bool) {
	alert := s.Failure.Kind == ripio.FailureMalformedHTTP && tlsRecord(s)
	told := s.status == 400 && phrase.ContainsAny(s.Failure.Message+s.Failure.Evidence,
		"HTTP request to an HTTPS server", "plain HTTP request was sent to HTTPS port")
	return clue{}, alert || told
}
