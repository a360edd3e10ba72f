package cause

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// findingCauses makes a cause of every finding whose record has a weight, with the
// finding's code and words, where it explains the failure. What kept the request
// from being sent is proven by that.
//
// Whether the server looks at the form of external_ref and address is not known,
// so their findings weigh less than the credentials', apart from what is surely in
// the wrong place.
func findingCauses(s *situation) []Cause {
	var causes []Cause
	for _, item := range s.Findings {
		if item.Weight() == 0 || !s.explainedBy(item) {
			continue
		}
		cause := Cause{
			Code: item.Code, Title: item.FullTitle(), Weight: item.Weight(), Evidence: phrase.JoinNonEmpty(", ", item.FullTitle(), item.Found),
			Why: item.Rule, Fix: item.Fix, Source: item.Source, Field: item.Field,
		}
		switch {
		case s.Failure.Kind == ripio.FailureBlocked:
			cause.Weight = 100
		case s.workedBefore() && (item.Field == finding.FieldClientID || item.Field == finding.FieldSecret):
			cause.Weight = 10
		}
		if s.said.against(item.Field) {
			cause.Weight = min(cause.Weight, 45) // the server speaks of something else
		} else if s.isPage() {
			cause.Weight = min(cause.Weight, 50)
		}
		cause.Remedy, cause.Replacement = findingRemedy(item)
		s.adjust(&cause, item)
		causes = append(causes, cause)
	}
	return causes
}

// longSkew is a difference from which on some services refuse what they are
// asked. Nothing is known of this one doing so.
const longSkew = 5 * time.Minute

// explainedBy reports whether a finding may be the cause of such a failure. Most
// are about what the server refused.
func (s *situation) explainedBy(item finding.Finding) bool {
	switch {
	case s.Failure.Kind == ripio.FailureBlocked:
		return item.Blocking
	case item.Field == finding.FieldConnection:
		return s.Failure.Kind == ripio.FailureTLSIssuer
	case item.Code == "answer-key-case":
		return s.Failure.Kind == ripio.FailureNoToken
	case item.Code == "clock-skew":
		return s.judged() && s.Clock.Skew.Abs() >= longSkew
	case slices.Contains(credentialMixUps, item.Code):
		return s.judged() && !s.workedBefore()
	case s.status == http.StatusInternalServerError && s.Request.Deviation == ripio.DeviationNone:
		return item.Code == "username-ambiguous" || s.judged()
	}
	return s.judged()
}

// credentialMixUps are about credentials that brought no token yet.
var credentialMixUps = []finding.Code{"username-client-id-address", "username-client-id-uuid", "username-credentials-order"}

// findingRemedy is what one key can do about a finding.
func findingRemedy(item finding.Finding) (remedy Remedy, replacement string) {
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
	case finding.FieldConnection:
		return RemedyNone, ""
	case finding.FieldAnswer:
		return RemedyReport, ""
	}
	return RemedyShowHTTP, ""
}

// adjust leads from a finding about the whole username to the field where it is
// put right, and offers what the finding itself cannot know.
func (s *situation) adjust(cause *Cause, item finding.Finding) {
	switch item.Code {
	case "connection-trust-unusable", "connection-trust-named":
		cause.Evidence = phrase.JoinNonEmpty("; ", item.Found, s.certificate())
	case "clock-skew":
		cause.Remedy = RemedyNone
	case "swap-test-accepted":
		cause.Evidence, cause.Remedy = item.Found, RemedyEditCredentials
		if cause.Field = ""; s.background.Other.SameClientID {
			cause.Remedy = RemedySwitchEnvironment
		}
	case "swap-test-rejected":
		cause.Evidence = item.Found
	case "client-id-colon": // the whole username may have been pasted
		if before, _, _ := strings.Cut(s.Request.ClientID, ":"); before != "" && len(field.CheckClientID(before)) == 0 {
			cause.Remedy, cause.Replacement = RemedyReplace, before
		}
	case "username-holds-secret":
		part := item
		part.Field = cmp.Or(item.Part, finding.FieldClientID)
		cause.Field, cause.Evidence = part.Field, quoteFinding(item)
		cause.Remedy, _ = findingRemedy(part)
	case "username-repeats-part":
		cause.Remedy = RemedyEnter
		cause.Evidence, cause.Field = s.repeatedPart()
	case "username-ambiguous": // the colons may have come with the address
		if withStatus(http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusInternalServerError)(s) && !s.said.against(item.Field) && !s.said[topicCredentials] {
			cause.Weight = 85 // statuses of a server that cannot read the username
		}
		cause.Remedy, cause.Field = RemedyEnter, finding.FieldAddress
		if address, found := s.finding("address-uri", "address-colon"); found && address.Replacement != "" {
			cause.Remedy, cause.Replacement = RemedyReplace, address.Replacement
		}
	case "username-client-id-address", "username-client-id-uuid", "username-credentials-order":
		cause.Remedy, cause.Field = RemedyEditCredentials, ""
	}
}

// repeatedPart names the parts that are the same, and the field that surely does
// not belong there.
func (s *situation) repeatedPart() (evidence string, wrong finding.Field) {
	switch r := s.Request; {
	case r.ClientID == r.ExternalRef:
		return "client_id and external_ref are the same", finding.FieldExternalRef
	case r.ClientID == r.Address:
		return "client_id and address are the same", finding.FieldAddress
	case field.LooksLikeUUID(r.ExternalRef):
		return "external_ref and address are the same", finding.FieldAddress
	}
	return "external_ref and address are the same", finding.FieldExternalRef
}

// usernameRules need more than one finding.
var usernameRules = []rule{
	{"two-part-username", 75, RemedyEnter, twoParts},
	{"user-parts-exchanged", 75, RemedyEnter, partsExchanged},
}

// twoParts holds for a username without its third part, as older pages of the
// documentation had it. An empty third part is an address that is missing.
func twoParts(s *situation) (Cause, bool) {
	parts := strings.Count(s.Request.Username, ":") + 1
	evidence := "the username has " + phrase.Plural(parts, "part")
	return Cause{Evidence: evidence, Field: finding.FieldAddress}, s.judged() && s.Request.Username != "" && parts < 3
}

// partsExchanged holds when external_ref is an address and address a UUID.
func partsExchanged(s *situation) (Cause, bool) {
	ref, isAddress := s.finding("external-ref-address")
	address, isUUID := s.finding("address-uuid")
	evidence := quoteFinding(ref) + "; " + quoteFinding(address)
	told := []finding.Code{ref.Code, address.Code}
	return Cause{Evidence: evidence, Told: told, Field: finding.FieldExternalRef}, isAddress && isUUID && s.judged()
}
