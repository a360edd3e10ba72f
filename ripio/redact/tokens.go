package redact

import (
	"strings"

	"devtools/ripio-explorer/ripio/internal/phrase"
)

// tokenShape finds what may be a token: a first segment that is the base64 of a
// JSON object, and at least one more segment. Two segments are enough because a
// token that was cut off still shows its claims. The first group is the header.
var tokenShape = phrase.NewShape(`(eyJ[A-Za-z0-9_-]+)=*(?:\.[A-Za-z0-9_+/=-]*){1,4}`)

// RedactTokens cuts every token in the text to its first segment, the header,
// and puts Mask in place of the rest. What is left can no longer be used.
func Tokens(text string) string {
	if !HoldsToken(text) {
		return text
	}
	return tokenShape().ReplaceAllString(text, "$1."+Mask)
}

func HoldsToken(text string) bool { return strings.Contains(text, "eyJ") && tokenShape.Matches(text) }
