package ripio

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// UsernamePart is one of the three parts of the username, as a screen draws it.
type UsernamePart struct {
	// Name is client_id, external_ref or address.
	Name string
	// Value is the part as it will be sent, or Mask when it holds the
	// client_secret, an assignment or a private key. It is outside text.
	Value string
	// Level is the worst of the part's findings.
	Level Level
}

// Parts gives client_id, external_ref and address in the order in which the
// username joins them with colons.
func (r Request) Parts() []UsernamePart {
	parts := []UsernamePart{
		{Name: string(FieldClientID), Value: ShowClientID(r.ClientID), Level: Worst(CheckClientID(r.ClientID))},
		{Name: string(FieldExternalRef), Value: r.ExternalRef, Level: Worst(CheckExternalRef(r.ExternalRef))},
		{Name: string(FieldAddress), Value: r.Address, Level: Worst(r.checkAddress())},
	}
	for i := range parts {
		if r.holdsSecret(parts[i].Value) {
			parts[i].Value, parts[i].Level = Mask, LevelFailure
		}
	}
	if r.hidesAddress() {
		parts[2].Value = Mask
	}
	return parts
}

// checkUsername looks at the three parts together. It has nothing to say while
// one of them is empty: that part's own finding stops the request. Of a username
// that is wrong on purpose it says just that.
func (r Request) checkUsername() []Finding {
	findings := r.secretInUsername()
	if test, ok := r.Deviation.NegativeTest(); ok {
		return append([]Finding{newFinding("negative-test", FieldUsername, test.Title)}, findings...)
	}
	parts := r.sentParts()
	if slices.ContainsFunc(parts, func(part string) bool { return trimEdges(part) == "" }) {
		return nil
	}
	if r.ClientID == r.ExternalRef || r.ExternalRef == r.Address || r.ClientID == r.Address {
		findings = append(findings, newFinding("username-repeats-part", FieldUsername, ""))
	}
	findings = append(findings, r.checkMixUps()...)
	split := strings.Count(r.Username(), ":") + 1
	if split > len(parts) {
		found := fmt.Sprintf("a split at every colon gives %d parts", split)
		return append(findings, newFinding("username-ambiguous", FieldUsername, found))
	}
	if len(findings) > 0 {
		return findings
	}
	found := fmt.Sprintf("%d, %d and %d characters", utf8.RuneCountInString(r.ClientID),
		utf8.RuneCountInString(r.ExternalRef), utf8.RuneCountInString(r.Address))
	return []Finding{newFinding("username-three-parts", FieldUsername, found)}
}

// secretInUsername finds the parts that would send the client_secret along.
func (r Request) secretInUsername() []Finding {
	var findings []Finding
	for i, part := range r.sentParts() {
		if r.holdsSecret(part) {
			findings = append(findings, newFinding("username-holds-secret", FieldUsername, "in "+string(fieldsOfUsername[i])))
		}
	}
	return findings
}

var fieldsOfUsername = [...]Field{FieldClientID, FieldExternalRef, FieldAddress}
