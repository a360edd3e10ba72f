package ripio

import "unicode/utf8"

// longClientID is the number of characters from which on a client_id is long.
const longClientID = 40

// checkMixUps finds credentials that may stand in the wrong field. The form of
// client_id and client_secret is not documented, so all of it is a guess.
func (r Request) checkMixUps() []Finding {
	if kind := DescribeAddress(r.ClientID); isSurelyAddress(kind) {
		return []Finding{newFinding("username-client-id-address", FieldUsername, kind.String())}
	}
	var findings []Finding
	if LooksLikeUUID(r.ClientID) && !LooksLikeUUID(tidy(r.ExternalRef)) {
		findings = append(findings, newFinding("username-client-id-uuid", FieldUsername, ""))
	}
	length := utf8.RuneCountInString(r.ClientID)
	if length >= longClientID && length > utf8.RuneCountInString(TrimSecret(r.Secret).Reveal()) {
		findings = append(findings, newFinding("username-credentials-order", FieldUsername, ""))
	}
	return findings
}

// isSurelyAddress leaves out Solana: its addresses are 32 bytes in base58, as an
// identifier of another kind may be by chance.
func isSurelyAddress(kind AddressKind) bool {
	return kind.Family != FamilyUnknown && kind.Family != FamilySolana
}
