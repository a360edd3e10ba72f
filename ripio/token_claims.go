package ripio

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// documentedClaims are the claims of the documentation's sample token, which
// has no others (source: auth, "Response").
var documentedClaims = []string{"session", "exp"}

// sampleToken is the token that the documentation shows (source: auth,
// "Response"). It expired on 2024-02-18 at 23:18:53 UTC.
const sampleToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." +
	"eyJzZXNzaW9uIjoiMThhYjZkNmM4ZDk4NWE5Y2M4N2IwMTcyN2ExMWYwOTQ4YzJmNGUxYzQ0ODEzZTZhNDU0MzcxYTg1NzY3YjE5OSIsImV4cCI6MTcwODI5ODMzM30." +
	"4aRUEXLkUs3jf-DYMcH8claUuDKfc8qbTjW6JzpBTjI"

// claimNotes explain registered claims (RFC 7519 section 4.1). Those of dates
// and of session depend on the value.
var claimNotes = map[string]string{
	"iss": "issuer of the token",
	"sub": "whom the token is about",
	"aud": "whom the token is meant for",
	"jti": "identifier of this token",
}

// claimNote explains a claim.
func claimNote(member jsonMember) string {
	switch member.name {
	case "session":
		if isDocumentedSession(member) {
			return "64 hex characters, opaque"
		}
		return "opaque; the documentation's sample has 64 hex characters"
	case "exp":
		return dateNote(member)
	case "iat":
		return "issued " + dateNote(member)
	case "nbf":
		return "not valid before " + dateNote(member)
	}
	return claimNotes[member.name]
}

// dateNote writes a date, or why there is none.
func dateNote(member jsonMember) string {
	switch date := readNumericDate(member); date.State {
	case ExpiryPresent:
		return utc(date.At)
	case ExpiryOutOfRange:
		return "out of range: no date between 1970 and 9999"
	}
	return "not a number, so no date"
}

func isDocumentedSession(member jsonMember) bool {
	return member.kind == jsonStringKind && len(member.text) == 64 && allHex(member.text)
}

// checkClaims looks at the claims one by one.
func (r *tokenReader) checkClaims() {
	r.checkExpiry()
	r.checkOtherDates()
	session, ok := r.claims.last("session")
	switch {
	case !ok && r.token.ClaimsUnread == "":
		r.add("token-session-missing", "")
	case ok && session.kind != jsonStringKind:
		r.add("token-session-shape", string(session.kind))
	case ok && !isDocumentedSession(session):
		hex := "not all hex"
		if allHex(session.text) {
			hex = "all hex"
		}
		r.add("token-session-shape", plural(utf8.RuneCountInString(session.text), "character")+", "+hex)
	}
	var extras, inOtherCase []string
	for _, member := range r.claims.members {
		if slices.Contains(documentedClaims, member.name) || member.duplicate {
			continue
		}
		if registered := claimInOtherCase(member.name); registered != "" {
			inOtherCase = append(inOtherCase, showName(member.name)+" is not "+registered)
		}
		extras = append(extras, showName(member.name))
	}
	r.addNames("token-claim-case", inOtherCase)
	r.addNames("token-claims-extra", extras)
	if r.token.ClaimsUnread == "" {
		r.checkAbsent()
	}
}

// claimInOtherCase gives the known claim whose name differs in letter case only.
func claimInOtherCase(name string) string {
	for _, known := range []string{"session", "exp", "iat", "nbf", "iss", "sub", "aud", "jti"} {
		if name != known && strings.EqualFold(name, known) {
			return known
		}
	}
	return ""
}

// checkOtherDates reads iat and nbf and compares them with exp.
func (r *tokenReader) checkOtherDates() {
	for _, rule := range []struct {
		name string
		code Code
	}{{"iat", "token-iat-after-exp"}, {"nbf", "token-nbf-after-exp"}} {
		name := rule.name
		member, ok := r.claims.last(name)
		if !ok {
			continue
		}
		date := readNumericDate(member)
		switch {
		case date.State != ExpiryPresent:
			r.add("token-time-claim", name+": "+shorten(member.raw))
		case r.token.Expiry.State == ExpiryPresent && !date.At.Before(r.token.Expiry.At):
			r.add(rule.code, fmt.Sprintf("%s is %s, exp is %s", name, utc(date.At), utc(r.token.Expiry.At)))
		}
	}
}

// checkAbsent says what the token does not hold and what follows from that.
func (r *tokenReader) checkAbsent() {
	if _, ok := r.claims.last("iat"); !ok {
		r.add("token-iat-absent", "")
	}
	for _, member := range r.claims.members {
		if !slices.Contains(documentedClaims, member.name) && member.name != "iat" && member.name != "nbf" && member.name != "jti" {
			return
		}
	}
	r.add("token-anonymous", "")
}

// checkShape compares the whole token with the documented one.
func (r *tokenReader) checkShape() {
	for _, finding := range r.token.Findings {
		if finding.Level > LevelNote && !isAboutTheText(finding.Code) {
			return
		}
	}
	typ, _ := r.header.last("typ")
	if r.token.HeaderUnread == "" && r.token.ClaimsUnread == "" && len(r.header.members) == 2 && typ.text == documentedType &&
		len(r.claims.members) == len(documentedClaims) && !hasCode(r.token.Findings, "token-session-shape") {
		r.add("token-shape-ok", "")
	}
}

// isAboutTheText tells findings that say nothing about the token's own shape.
func isAboutTheText(code Code) bool {
	switch code {
	case "token-white-space", "token-answer-json", "token-answer-duplicate", "token-other-member", "token-sample":
		return true
	}
	return false
}
