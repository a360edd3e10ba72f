package ripio

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

var clientIDText = fieldText{field: FieldClientID, prefix: "client-id"}

// CheckClientID looks at a client_id as it stands while someone types it. It
// gives no finding for a value that shows nothing odd: its form is not
// documented.
func CheckClientID(value string) []Finding {
	findings := clientIDText.check(value)
	if finding, ok := clientIDText.colon(value); ok {
		findings = append([]Finding{finding}, findings...)
	}
	return findings
}

// colon finds the character that separates the parts of the username. It may
// stand in none but the last part.
func (t fieldText) colon(value string) (Finding, bool) {
	at := strings.IndexByte(value, ':')
	if at < 0 {
		return Finding{}, false
	}
	found := fmt.Sprintf("at character %d", utf8.RuneCountInString(value[:at])+1)
	if more := strings.Count(value, ":") - 1; more > 0 {
		found += fmt.Sprintf(", and %d more", more)
	}
	return t.finding("colon", found), true
}
