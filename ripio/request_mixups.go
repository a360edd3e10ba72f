package ripio

import (
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
)

// longClientID is the number of characters from which on a client_id is long.
const longClientID = 40

// checkMixUps finds credentials that may stand in the wrong field. The form of
// client_id and client_secret is not documented, so all of it is a guess.
func (r Request) checkMixUps() []finding.Finding {
	if kind := field.DescribeAddress(r.ClientID); isSurelyAddress(kind) {
		return []finding.Finding{finding.New("username-client-id-address", finding.FieldUsername, kind.String())}
	}
	var findings []finding.Finding
	if field.LooksLikeUUID(r.ClientID) && !field.LooksLikeUUID(pasted.Tidy(r.ExternalRef)) {
		findings = append(findings, finding.New("username-client-id-uuid", finding.FieldUsername, ""))
	}
	length := utf8.RuneCountInString(r.ClientID)
	if length >= longClientID && length > utf8.RuneCountInString(redact.TrimSecret(r.Secret).Reveal()) {
		findings = append(findings, finding.New("username-credentials-order", finding.FieldUsername, ""))
	}
	return findings
}

// isSurelyAddress leaves out Solana: its addresses are 32 bytes in base58, as an
// identifier of another kind may be by chance.
func isSurelyAddress(kind field.AddressKind) bool {
	return kind.Family != field.FamilyUnknown && kind.Family != field.FamilySolana
}
