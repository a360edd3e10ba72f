package ripio

import (
	"strconv"
	"strings"
)

// cutText cuts a text after so many characters and marks the cut.
func cutText(text string, characters int) string {
	if len(text) <= characters {
		return text
	}
	count := 0
	for i := range text {
		if count == characters {
			return text[:i] + "…"
		}
		count++
	}
	return text
}

// joinNonEmpty joins the parts that say something.
func joinNonEmpty(separator string, parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, separator)
}

// statusLine gives an answer's status with its words, such as "502 Bad Gateway".
func statusLine(response *Response) string {
	return strings.TrimSpace(strconv.Itoa(response.Status) + " " + response.Reason)
}
