package cause

import "devtools/ripio-explorer/ripio"

// transferRules are about answers that did not come whole, or were no HTTP.
var transferRules = []rule{
	{"https-on-this-port", 95, RemedyShowHTTP, all(saidPlainHTTP)},
	{"malformed-http", 85, RemedyRetry, all(ofKind(ripio.FailureMalformedHTTP), not(saidPlainHTTP))},
	{"head-too-large", 85, RemedyShowHTTP, all(ofKind(ripio.FailureHeadersTooLarge))},
	{"answer-truncated", 85, RemedyRetry, all(ofKind(ripio.FailureTruncated))},
	{"body-too-large", 55, RemedyRetry, all(ofKind(ripio.FailureTooLarge), not(packed))},
	{"body-unpacks-too-large", 85, RemedyShowHTTP, all(ofKind(ripio.FailureTooLarge), packed)},
}

// packed holds when the body was compressed.
func packed(s *situation) bool { return s.Response != nil && s.Response.Encoding != "" }
