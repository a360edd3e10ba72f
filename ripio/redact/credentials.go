package redact

import (
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// The names under which answers hold a token, and under which answers, addresses
// and forms hold what opens a door.
const (
	tokenNames      = `(?:(?:access_?|refresh_?|id_?)?token|session_?code)`
	credentialNames = `(?:[a-z_-]*token|session_?code|password|client_?secret|secret|authorization|api_?key|_to)`
)

// tokenShape finds what may be a token: a first segment that is the base64 of a
// JSON object, and at least one more segment. Two segments are enough because a
// token that was cut off still shows its claims. The first group is the header.
//
// tokenInJSON and credentialInJSON find a member and its text, which may be cut
// off; credentialInForm finds such a parameter of an address or a form,
// credentialBehind what follows the name of an HTTP authentication scheme.
var (
	tokenShape       = phrase.NewShape(`(eyJ[A-Za-z0-9_-]+)=*(?:\.[A-Za-z0-9_+/=-]*){1,4}`)
	tokenName        = phrase.NewShape(`(?i)^"` + tokenNames + `"$`)
	tokenInJSON      = phrase.NewShape(`(?is)("` + tokenNames + `"\s*:\s*)("(?:[^"\\]|\\.)+(?:"|\\?$))`)
	credentialInJSON = phrase.NewShape(`(?is)("` + credentialNames + `"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\\?$)`)
	credentialInForm = phrase.NewShape(`(?i)((?:^|[^a-z0-9_])` + credentialNames + `=)[^&\s"'<>]+`)
	credentialBehind = phrase.NewShape(`(?i)(\b(?:bearer|basic) +)[a-z0-9._~+/=-]{16,}`)
)

// HoldsToken reports whether a text holds what has the shape of a token.
func HoldsToken(text string) bool { return strings.Contains(text, "eyJ") && tokenShape.Matches(text) }

// Tokens cuts every token in the text to its first segment, the header, and puts
// Mask in place of the rest, so that it can no longer be used. The text of a JSON
// member that is named as a token's is masked to its end, whatever stands in it.
func Tokens(text string) string {
	if phrase.ContainsAny(text, `token"`, `code"`) {
		text = tokenInJSON().ReplaceAllStringFunc(text, func(member string) string {
			parts := tokenInJSON().FindStringSubmatch(member)
			return parts[1] + TokenMember(parts[2])
		})
	}
	if HoldsToken(text) {
		text = tokenShape().ReplaceAllString(text, "$1."+Mask)
	}
	return oneMask(text)
}

// IsTokenName reports whether a JSON string names a member that holds a token.
func IsTokenName(quoted string) bool { return tokenName.Matches(quoted) }

// TokenMember masks a JSON string that is a token: all but the token's header.
func TokenMember(quoted string) string {
	header := ""
	if at := tokenShape().FindStringSubmatchIndex(quoted); at != nil && at[0] == 1 {
		header = quoted[at[2]:at[3]] + "."
	}
	if quoted == `""` {
		return quoted
	}
	return `"` + header + Mask + `"`
}

// Credentials takes out of a text what could be used: tokens of every kind,
// whatever their form. Tokens alone finds those of the documented form and name.
func Credentials(text string) string {
	if strings.ContainsAny(text, ":=") {
		text = credentialInJSON().ReplaceAllString(text, `$1"`+Mask+`"`)
		text = credentialInForm().ReplaceAllString(text, "${1}"+Mask)
	}
	return oneMask(Tokens(credentialBehind().ReplaceAllString(text, "${1}"+Mask)))
}

// oneMask puts one mask in place of several, where a text was redacted before.
func oneMask(text string) string {
	for strings.Contains(text, Mask+Mask) {
		text = strings.ReplaceAll(text, Mask+Mask, Mask)
	}
	return text
}
