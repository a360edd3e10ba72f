package cause

import (
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

// userCauses are about external_ref, address and the username they make. Whether
// the server looks at their form is not known, so none weighs as much as the
// credentials' own, apart from what is surely in the wrong place.
var userCauses = []causeRule{
	{"external-ref-missing", 100, "", requestShows("external-ref-empty")},
	{"external-ref-colon", 100, "", requestShows("external-ref-colon", "external-ref-urn")},
	{"external-ref-control", 92, "", requestShows("external-ref-control")},
	{"address-private-key", 100, "", requestShows("address-private-key", "address-stellar-seed", "address-recovery-phrase")},
	{"address-maybe-key", 60, "", requestShows("address-maybe-key")},
	{"two-part-username", 90, RemedyEnter, twoParts},
	{"address-missing", 90, "", requestShows("address-empty")},
	{"address-control", 92, "", requestShows("address-control")},
	{"user-parts-exchanged", 95, RemedyEnter, partsExchanged},
	{"address-placeholder", 90, "", requestShows("address-placeholder")},
	{"external-ref-placeholder", 90, "", requestShows("external-ref-placeholder")},
	{"username-repeats-part", 80, RemedyEnter, repeatedPart},
	{"external-ref-is-address", 75, "", requestShows("external-ref-address")},
	{"address-incomplete", 70, "", requestShows("address-shortened", "address-evm-length", "address-bech32-length",
		"address-tron-length", "address-stellar-length")},
	{"username-ambiguous", 55, RemedyEnter, ambiguousUsername},
	{"external-ref-stray", 55, "", requestShows("external-ref-edge-space", "external-ref-quotes", "external-ref-invisible",
		"external-ref-look-alike", "external-ref-inner-space", "external-ref-non-ascii")},
	{"address-stray", 55, "", requestShows("address-edge-space", "address-quotes", "address-invisible", "address-look-alike",
		"address-inner-space", "address-non-ascii")},
	{"address-checksum", 45, "", requestShows("address-evm-checksum", "address-bitcoin-checksum", "address-bech32-checksum",
		"address-tron-checksum", "address-stellar-checksum")},
	{"address-doubtful", 42, "", doubtful(finding.FieldAddress, userShown...)},
	{"external-ref-near-uuid", 45, "", requestShows("external-ref-near-uuid")},
	{"external-ref-not-v4", 40, "", doubtful(finding.FieldExternalRef, userShown...)},
	{"address-is-uuid", 30, "", requestShows("address-uuid")},
}

// userShown are the findings of the request that have a rule of their own.
var userShown = []finding.Code{
	"external-ref-colon", "external-ref-urn", "external-ref-placeholder", "external-ref-address", "external-ref-edge-space",
	"external-ref-quotes", "external-ref-invisible", "external-ref-look-alike", "external-ref-inner-space", "external-ref-non-ascii",
	"external-ref-near-uuid", "address-placeholder", "address-shortened", "address-evm-length", "address-bech32-length",
	"address-tron-length", "address-stellar-length", "address-edge-space", "address-quotes", "address-invisible",
	"address-look-alike", "address-inner-space", "address-non-ascii", "address-evm-checksum", "address-bitcoin-checksum",
	"address-bech32-checksum", "address-tron-checksum", "address-stellar-checksum", "address-colon", "address-caip10", "address-uri",
}

// doubtful is the signal for any other warning about a field.
func doubtful(field finding.Field, others ...finding.Code) signal {
	return func(s *situation) (clue, bool) {
		for _, item := range finding.ForField(s.Findings, field) {
			if item.Level >= finding.LevelWarning && !item.Blocking && !slices.Contains(others, item.Code) {
				return requestShows(item.Code)(s)
			}
		}
		return clue{}, false
	}
}

// twoParts holds for a username without its third part, as older pages of the
// documentation had it. An empty third part is an address that is missing.
func twoParts(s *situation) (clue, bool) {
	parts := strings.Count(s.Request.Username, ":") + 1
	evidence := "the username has " + phrase.Plural(parts, "part")
	return clue{evidence: evidence, field: finding.FieldAddress}, s.judged() && s.Request.Username != "" && parts < 3
}

// partsExchanged holds when external_ref is an address and address a UUID.
func partsExchanged(s *situation) (clue, bool) {
	ref, isAddress := s.finding("external-ref-address")
	address, isUUID := s.finding("address-uuid")
	return clue{evidence: quoteFinding(ref) + "; " + quoteFinding(address), field: finding.FieldExternalRef}, isAddress && isUUID && s.judged()
}

// repeatedPart leads to the field that surely does not belong there.
func repeatedPart(s *situation) (clue, bool) {
	_, ok := s.finding("username-repeats-part")
	r := s.Request
	seen := clue{evidence: "external_ref and address are the same", field: finding.FieldAddress}
	switch {
	case r.ClientID == r.ExternalRef:
		seen = clue{evidence: "client_id and external_ref are the same", field: finding.FieldExternalRef}
	case r.ClientID == r.Address:
		seen = clue{evidence: "client_id and address are the same", field: finding.FieldAddress}
	case field.LooksLikeUUID(r.ExternalRef):
	default:
		seen.field = finding.FieldExternalRef
	}
	return seen, ok && s.judged()
}

// ambiguousUsername offers the bare address where the colons came with it.
func ambiguousUsername(s *situation) (clue, bool) {
	item, ok := s.finding("username-ambiguous")
	seen := clue{evidence: quoteFinding(item), field: finding.FieldAddress}
	if address, found := s.finding("address-caip10", "address-uri", "address-colon"); found && address.Replacement != "" {
		seen.remedy, seen.replacement = RemedyReplace, address.Replacement
	}
	return seen, ok && s.judged()
}
