package ripio

import "strings"

// tokenShape finds what may be a token: a first segment that is the base64 of a
// JSON object, and at least one more segment. Two segments are enough because a
// token that was cut off still shows its claims. The first group is the header.
var tokenShape = newShape(`(eyJ[A-Za-z0-9_-]+)=*(?:\.[A-Za-z0-9_+/=-]*){1,4}`)

// RedactTokens cuts every token in the text to its first segment, the header,
// and puts Mask in place of the rest. What is left can no longer be used.
func RedactTokens(text string) string {
	if !holdsToken(text) {
		return text
	}
	return tokenShape().ReplaceAllString(text, "$1."+Mask)
}

func holdsToken(text string) bool { return strings.Contains(text, "eyJ") && tokenShape.matches(text) }
