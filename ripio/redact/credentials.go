package redact

import (
	"strings"

	"devtools/ripio-explorer/ripio/internal/phrase"
)

// The names under which answers, addresses and forms hold what opens a door.
const credentialNames = `(?:[a-z_-]*token|session_?code|password|client_?secret|secret|authorization|api_?key|_to)`

// credentialInJSON finds such a member and its text, which may be cut off;
// credentialInForm such a parameter of an address or a form, credentialBehind
// what follows the name of an HTTP authentication scheme.
var (
	credentialInJSON = phrase.NewShape(`(?i)("` + credentialNames + `"\s*:\s*)"(?:[^"\\]|\\.)*(?:"|\\?$)`)
	credentialInForm = phrase.NewShape(`(?i)((?:^|[^a-z0-9_])` + credentialNames + `=)[^&\s"'<>]+`)
	credentialBehind = phrase.NewShape(`(?i)(\b(?:bearer|basic) +)[a-z0-9._~+/=-]{16,}`)
)

// RedactCredentials takes out of a text what could be used: tokens of every
// kind, whatever their form. RedactTokens alone finds those of the documented
// form.
func Credentials(text string) string {
	if strings.ContainsAny(text, ":=") {
		text = credentialInJSON().ReplaceAllString(text, "$1\""+Mask+"\"")
		text = credentialInForm().ReplaceAllString(text, "${1}"+Mask)
	}
	text = Tokens(credentialBehind().ReplaceAllString(text, "${1}"+Mask))
	for strings.Contains(text, Mask+Mask) { // it was redacted before
		text = strings.ReplaceAll(text, Mask+Mask, Mask)
	}
	return text
}
