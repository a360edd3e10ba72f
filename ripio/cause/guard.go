package cause

import "devtools/ripio-explorer/ripio"

// wrongOnPurpose holds when a server may have refused the request for its
// deviation; a broken network would have met a right request as well.
func wrongOnPurpose(s *situation) (Cause, bool) {
	deviation := s.Request.Deviation
	if deviation == ripio.DeviationNone || !s.answered() && !ofKind(ripio.FailureBlocked, ripio.FailureServer, ripio.FailureHTML)(s) {
		return Cause{}, false
	}
	return s.quoting("the negative test " + string(deviation) + ", in which " + deviation.When()), true
}

// guardRules are about requests that were wrong on purpose, and what this program or the
// person stopped. What a check of the request blocked has the rules of the request's fields.
var guardRules = []rule{
	{"wrong-on-purpose", 100, RemedyShowHTTP, wrongOnPurpose},
	{"host-not-allowed", 100, RemedyShowHTTP, all(ofKind(ripio.FailureRefusedHost))},
	{"http-not-allowed", 100, RemedyShowHTTP, all(ofKind(ripio.FailureRefusedHTTP))},
	{"negative-test-not-allowed", 100, RemedyNone, all(ofKind(ripio.FailureRefusedTest))},
	{"credentials-not-allowed", 100, RemedyNone, all(ofKind(ripio.FailureRefusedPair))},
	{"demo-sends-nothing", 100, RemedyNone, all(ofKind(ripio.FailureRefusedDemo))},
	{"cancelled-unsent", 100, RemedyRetry, all(ofKind(ripio.FailureCancelled), not(mayHaveArrived))},
	{"cancelled", 100, RemedyRetry, all(ofKind(ripio.FailureCancelled), mayHaveArrived)},
	{"program-fault", 60, RemedyRetry, all(ofKind(ripio.FailureInternal))},
}

func mayHaveArrived(s *situation) bool { return s.MayHaveArrived() }
