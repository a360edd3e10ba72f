package ripio

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
)

// UsernamePart is one of the three parts of the username, as a screen draws it.
type UsernamePart struct {
	// Name is client_id, external_ref or address.
	Name finding.Field
	// Value is the part as it will be sent, or Mask when it holds the
	// client_secret, an assignment or a private key. It is outside text.
	Value string
}

// Parts gives client_id, external_ref and address in the order in which the
// username joins them with colons.
func (r Request) Parts() []UsernamePart {
	parts := []UsernamePart{
		{Name: finding.FieldClientID, Value: field.ShowClientID(r.ClientID)},
		{Name: finding.FieldExternalRef, Value: r.ExternalRef},
		{Name: finding.FieldAddress, Value: r.Address},
	}
	for i := range parts {
		if r.holdsSecret(parts[i].Value) {
			parts[i].Value = redact.Mask
		}
	}
	if r.hidesAddress() {
		parts[2].Value = redact.Mask
	}
	return parts
}

// checkUsername looks at the three parts together. It has nothing to say while
// one of them is empty: that part's own finding stops the request. Of a username
// that is wrong on purpose it says just that.
func (r Request) checkUsername() []finding.Finding {
	findings := r.secretInUsername()
	if test, ok := r.Deviation.NegativeTest(); ok {
		return append([]finding.Finding{finding.New("negative-test", finding.FieldUsername, test.Title)}, findings...)
	}
	parts := r.sentParts()
	if slices.ContainsFunc(parts, func(part string) bool { return pasted.TrimEdges(part) == "" }) {
		return nil
	}
	if r.ClientID == r.ExternalRef || r.ExternalRef == r.Address || r.ClientID == r.Address {
		findings = append(findings, finding.New("username-repeats-part", finding.FieldUsername, ""))
	}
	findings = append(findings, r.checkMixUps()...)
	split := strings.Count(r.Username(), ":") + 1
	if split > len(parts) {
		found := fmt.Sprintf("a split at every colon gives %d parts", split)
		return append(findings, finding.New("username-ambiguous", finding.FieldUsername, found))
	}
	if len(findings) > 0 {
		return findings
	}
	found := fmt.Sprintf("%d, %d and %d characters", utf8.RuneCountInString(r.ClientID),
		utf8.RuneCountInString(r.ExternalRef), utf8.RuneCountInString(r.Address))
	findings = append(findings, finding.New("username-three-parts", finding.FieldUsername, found))
	if field.NeedsEncoding(r.Username()) {
		findings = append(findings, finding.New("encoding", finding.FieldUsername, field.FoundEncoding))
	}
	return findings
}

// secretInUsername finds the parts that would send the client_secret along.
func (r Request) secretInUsername() []finding.Finding {
	var findings []finding.Finding
	for i, part := range r.sentParts() {
		if r.holdsSecret(part) {
			item := finding.New("username-holds-secret", finding.FieldUsername, "in "+string(fieldsOfUsername[i]))
			item.Part = fieldsOfUsername[i]
			findings = append(findings, item)
		}
	}
	return findings
}

var fieldsOfUsername = [...]finding.Field{finding.FieldClientID, finding.FieldExternalRef, finding.FieldAddress}

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
