package cause

import (
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
)

// unlikely is the weight of what speaks against credentials that brought a token
// before.
const unlikely = 10

// requestShows is the signal for a finding about the request. It holds when the finding
// kept the request from being sent, which proves it, or when the server refused
// the request.
func requestShows(codes ...finding.Code) signal {
	return func(s *situation) (clue, bool) {
		item, ok := s.finding(codes...)
		blocked := s.Failure.Kind == ripio.FailureBlocked
		if !ok || blocked && !item.Blocking || !blocked && !s.judged() {
			return clue{}, false
		}
		seen := clue{evidence: quoteFinding(item), field: item.Field}
		seen.remedy, seen.replacement = fieldRemedy(item)
		switch {
		case blocked:
			seen.weight = 100
		case s.workedBefore() && (item.Field == finding.FieldClientID || item.Field == finding.FieldSecret):
			seen.weight = unlikely
		}
		return seen, true
	}
}

// fieldRemedy is what one key can do about a finding of the request.
func fieldRemedy(item finding.Finding) (Remedy, string) {
	if item.Replacement != "" {
		return RemedyReplace, item.Replacement
	}
	switch item.Field {
	case finding.FieldSecret:
		if item.Trims {
			return RemedyTrimSecret, ""
		}
		return RemedyEditCredentials, ""
	case finding.FieldClientID:
		return RemedyEditCredentials, ""
	case finding.FieldExternalRef:
		return RemedyNewExternalRef, ""
	case finding.FieldAddress:
		return RemedyEnter, ""
	}
	return RemedyShowHTTP, ""
}

// secretCauses are about the client_secret.
var secretCauses = []causeRule{
	{"secret-missing", 100, "", requestShows("client-secret-empty")},
	{"secret-placeholder", 97, "", requestShows("client-secret-placeholder")},
	{"secret-in-username", 93, "", secretInUsername},
	{"secret-not-the-value", 93, "", requestShows("client-secret-encrypted", "client-secret-reference", "client-secret-json", "client-secret-assignment")},
	{"secret-control", 92, "", requestShows("client-secret-control")},
	{"secret-invisible", 90, "", requestShows("client-secret-invisible")},
	{"secret-is-token", 90, "", requestShows("client-secret-token")},
	{"secret-quotes", 88, "", requestShows("client-secret-quotes")},
	{"secret-edge-space", 88, "", requestShows("client-secret-edge-space")},
	{"secret-look-alike", 86, "", requestShows("client-secret-look-alike")},
	{"secret-inner-space", 60, "", requestShows("client-secret-inner-space")},
	{"secret-non-ascii", 55, "", requestShows("client-secret-non-ascii")},
	{"secret-too-long", 55, "", requestShows("client-secret-long")},
}

// secretInUsername leads to the part of the username that holds the secret.
func secretInUsername(s *situation) (clue, bool) {
	item, ok := s.finding("username-holds-secret")
	blocked := s.Failure.Kind == ripio.FailureBlocked
	seen := clue{evidence: quoteFinding(item)}
	if blocked {
		seen.weight = 100
	}
	switch item.Part {
	case finding.FieldExternalRef:
		seen.remedy = RemedyNewExternalRef
	case finding.FieldAddress:
		seen.remedy, seen.field = RemedyEnter, finding.FieldAddress
	default:
		seen.remedy, seen.field = RemedyEditCredentials, finding.FieldClientID
	}
	return seen, ok && (blocked || s.judged())
}

// clientIDCauses are about the client_id.
var clientIDCauses = []causeRule{
	{"client-id-missing", 100, "", requestShows("client-id-empty")},
	{"client-id-assignment", 100, "", requestShows("client-id-assignment")},
	{"client-id-colon", 100, "", clientIDColon},
	{"client-id-placeholder", 97, "", requestShows("client-id-placeholder")},
	{"client-id-control", 92, "", requestShows("client-id-control")},
	{"client-id-invisible", 90, "", requestShows("client-id-invisible")},
	{"client-id-quotes", 88, "", requestShows("client-id-quotes")},
	{"client-id-edge-space", 88, "", requestShows("client-id-edge-space")},
	{"client-id-look-alike", 86, "", requestShows("client-id-look-alike")},
	{"client-id-is-address", 80, RemedyEditCredentials, usernameShows("username-client-id-address")},
	{"client-id-inner-space", 60, "", requestShows("client-id-inner-space")},
	{"client-id-is-external-ref", 55, RemedyEditCredentials, usernameShows("username-client-id-uuid")},
	{"client-id-non-ascii", 55, "", requestShows("client-id-non-ascii")},
	{"credentials-exchanged", 40, RemedyEditCredentials, usernameShows("username-credentials-order")},
}

// clientIDColon offers what stands before the first colon: the whole username
// may have been pasted.
func clientIDColon(s *situation) (clue, bool) {
	seen, ok := requestShows("client-id-colon")(s)
	if before, _, _ := strings.Cut(s.Request.ClientID, ":"); ok && before != "" && len(field.CheckClientID(before)) == 0 {
		seen.remedy, seen.replacement = RemedyReplace, before
	}
	return seen, ok
}

// usernameShows is the signal for a finding about the username that says
// nothing when the same credentials brought a token before.
func usernameShows(code finding.Code) signal {
	return func(s *situation) (clue, bool) {
		finding, ok := s.finding(code)
		return clue{evidence: quoteFinding(finding)}, ok && s.judged() && !s.workedBefore()
	}
}
