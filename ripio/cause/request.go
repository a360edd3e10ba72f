package cause

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// requestCauses makes a cause of every finding about the request whose record has
// a weight: with the finding's code and words, when it kept the request from being
// sent, which proves it, or when the server refused the request.
//
// Whether the server looks at the form of external_ref and address is not known,
// so their findings weigh less than the credentials', apart from what is surely in
// the wrong place.
func requestCauses(s *situation) []Cause {
	blocked := s.Failure.Kind == ripio.FailureBlocked
	var causes []Cause
	for _, item := range s.Findings {
		cause := Cause{
			Code: item.Code, Title: requestTitle(item), Weight: item.Weight(), Evidence: phrase.JoinNonEmpty(", ", requestTitle(item), item.Found),
			Why: item.Rule, Fix: item.Fix, Source: item.Source, Field: item.Field,
		}
		switch credential := item.Field == finding.FieldClientID || item.Field == finding.FieldSecret; {
		case cause.Weight == 0, blocked && !item.Blocking, !blocked && !s.judged():
			continue
		case blocked:
			cause.Weight = 100
		case s.workedBefore() && credential:
			cause.Weight = 10
		case s.workedBefore() && slices.Contains(credentialMixUps, item.Code):
			continue
		}
		cause.Remedy, cause.Replacement = requestRemedy(item)
		s.adjust(&cause, item)
		causes = append(causes, cause)
	}
	return causes
}

// credentialMixUps are about credentials that brought no token yet.
var credentialMixUps = []finding.Code{"username-client-id-address", "username-client-id-uuid", "username-credentials-order"}

// requestTitle names the field where the finding's own title does not.
func requestTitle(item finding.Finding) string {
	part := item.Field
	if item.Part != "" {
		part = item.Part
	}
	if strings.Contains(item.Title, string(part)) || strings.HasPrefix(item.Title, "client_id ") {
		return item.Title
	}
	return string(part) + ": " + item.Title
}

// requestRemedy is what one key can do about a finding of the request.
func requestRemedy(item finding.Finding) (remedy Remedy, replacement string) {
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

// adjust leads from a finding about the whole username to the field where it is
// put right, and offers what the finding itself cannot know.
func (s *situation) adjust(cause *Cause, item finding.Finding) {
	switch item.Code {
	case "client-id-colon": // the whole username may have been pasted
		if before, _, _ := strings.Cut(s.Request.ClientID, ":"); before != "" && len(field.CheckClientID(before)) == 0 {
			cause.Remedy, cause.Replacement = RemedyReplace, before
		}
	case "username-holds-secret":
		part := item
		part.Field = item.Part
		if part.Field == "" {
			part.Field = finding.FieldClientID
		}
		cause.Field, cause.Evidence = part.Field, quoteFinding(item)
		cause.Remedy, _ = requestRemedy(part)
	case "username-repeats-part":
		cause.Remedy = RemedyEnter
		cause.Evidence, cause.Field = s.repeatedPart()
	case "username-ambiguous": // the colons may have come with the address
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
	{"two-part-username", 90, RemedyEnter, twoParts},
	{"user-parts-exchanged", 95, RemedyEnter, partsExchanged},
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
	return Cause{Evidence: evidence, Field: finding.FieldExternalRef}, isAddress && isUUID && s.judged()
}
