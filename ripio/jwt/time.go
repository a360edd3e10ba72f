package jwt

import (
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
)

// CheckTime compares the token's dates with the time of the server, see
// Clock.ServerTime. It allows no leeway: at the second of exp a token has
// expired (RFC 7519 section 4.1.4: "on or after").
func (t Token) CheckTime(now time.Time) []finding.Finding {
	var findings []finding.Finding
	add := func(code finding.Code, at time.Time) {
		findings = append(findings, finding.New(code, finding.FieldToken, phrase.Utc(at)))
	}
	if t.Expiry.Expired(now) {
		add("token-expired", t.Expiry.At)
	}
	if at, ok := t.date("nbf"); ok && now.Before(at) {
		add("token-not-yet-valid", at)
	}
	if at, ok := t.date("iat"); ok && now.Before(at) {
		add("token-issued-in-future", at)
	}
	return findings
}

// date reads a date claim; of duplicates the last one counts.
func (t Token) date(name string) (time.Time, bool) {
	for i := len(t.Claims) - 1; i >= 0; i-- {
		if claim := t.Claims[i]; claim.Name == name && claim.JSON != "" {
			date := readNumericDate(jsonMember{Kind: kindOfJSON(claim.JSON[0]), Raw: claim.JSON})
			return date.At, date.State == ExpiryPresent
		}
	}
	return time.Time{}, false
}
