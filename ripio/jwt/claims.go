package jwt

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/phrase"
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
	"sub": "who the token is about",
	"aud": "who the token is for",
	"jti": "identifier of this token",
}

func claimNote(member members.Member) string {
	switch member.Name {
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
	return claimNotes[member.Name]
}

// dateNote writes a date, or why there is none.
func dateNote(member members.Member) string {
	switch date := readNumericDate(member.Raw); date.State {
	case ExpiryPresent:
		return phrase.UTC(date.At)
	case ExpiryOutOfRange:
		return "out of range: not a date between 1970 and 9999"
	}
	return "not a number, so not a date"
}

func isDocumentedSession(member members.Member) bool {
	return member.Kind == members.String && len(member.Text) == 64 && phrase.AllHex(member.Text)
}

func (r *tokenReader) checkClaims() {
	r.checkExpiry()
	r.checkOtherDates()
	session, ok := r.claims.Last("session")
	switch {
	case !ok && r.token.ClaimsUnread == "":
		r.add("token-session-missing", "")
	case ok && session.Kind != members.String:
		r.add("token-session-shape", string(session.Kind))
	case ok && !isDocumentedSession(session):
		hex := "not all hex"
		if phrase.AllHex(session.Text) {
			hex = "all hex"
		}
		r.add("token-session-shape", phrase.Plural(utf8.RuneCountInString(session.Text), "character")+", "+hex)
	}
	var extras, inOtherCase []string
	for _, member := range r.claims.Members {
		if slices.Contains(documentedClaims, member.Name) || member.Duplicate {
			continue
		}
		if registered := claimInOtherCase(member.Name); registered != "" {
			inOtherCase = append(inOtherCase, phrase.ShowName(member.Name)+" is not "+registered)
		}
		extras = append(extras, phrase.ShowName(member.Name))
	}
	r.addNames("token-claim-case", inOtherCase)
	r.addNames("token-claims-extra", extras)
	if r.token.ClaimsUnread == "" {
		r.checkAbsent()
	}
}

// claimInOtherCase returns the known claim whose name differs in letter case only.
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
	for _, name := range []string{"iat", "nbf"} {
		member, ok := r.claims.Last(name)
		if !ok {
			continue
		}
		date := readNumericDate(member.Raw)
		switch {
		case date.State != ExpiryPresent:
			r.add("token-time-claim", name+": "+phrase.Shorten(member.Raw))
		case r.token.Expiry.State == ExpiryPresent && !date.At.Before(r.token.Expiry.At):
			r.add("token-time-order", fmt.Sprintf("%s is %s, exp is %s", name, phrase.UTC(date.At), phrase.UTC(r.token.Expiry.At)))
		}
	}
}

// checkAbsent says what the token does not hold and what follows from that.
func (r *tokenReader) checkAbsent() {
	if _, ok := r.claims.Last("iat"); !ok {
		r.add("token-iat-absent", "")
	}
	for _, member := range r.claims.Members {
		if !slices.Contains(documentedClaims, member.Name) && member.Name != "iat" && member.Name != "nbf" && member.Name != "jti" {
			return
		}
	}
	r.add("token-anonymous", "")
}

// checkShape compares the whole token with the documented one.
func (r *tokenReader) checkShape() {
	for _, item := range r.token.Findings {
		if item.Level > finding.LevelNote && !isAboutTheText(item.Code) {
			return
		}
	}
	typ, _ := r.header.Last("typ")
	if r.token.HeaderUnread == "" && r.token.ClaimsUnread == "" && len(r.header.Members) == 2 && typ.Text == documentedType &&
		len(r.claims.Members) == len(documentedClaims) && !finding.HasCode(r.token.Findings, "token-session-shape") {
		r.add("token-shape-ok", "")
	}
}

// isAboutTheText reports whether a finding says nothing about the token's own shape.
func isAboutTheText(code finding.Code) bool {
	switch code {
	case "token-white-space", "token-answer-json", "token-answer-duplicate", "token-other-member", "token-sample":
		return true
	}
	return false
}
