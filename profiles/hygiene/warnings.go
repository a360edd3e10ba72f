package hygiene

import (
	"fmt"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// ErrTooLong says that a value has more than MaxLength bytes.
var ErrTooLong = fmt.Errorf("value is longer than %d bytes; check that it is the value and nothing else", MaxLength)

// Check gives ErrTooLong for a cleaned client_id or client_secret that is not to
// be kept.
func Check(cleaned string) error {
	if len(cleaned) > MaxLength {
		return ErrTooLong
	}
	return nil
}

// warned are the findings of ripio.CheckSecret that Warnings passes on. The others
// are about what Clean takes off, or about the meaning of the value.
var warned = []finding.Code{
	"client-secret-control", "client-secret-inner-space", "client-secret-look-alike", "client-secret-non-ascii",
	"client-secret-not-the-value",
}

// Warnings names what is odd about a cleaned client_id or client_secret and was
// left in place: control characters and white space inside, characters outside
// ASCII, and what is not a value but a way to it. The sentences hold no character of it.
func Warnings(cleaned string) []string {
	if strings.TrimSpace(cleaned) == "" {
		return nil
	}
	var warnings []string
	for _, finding := range field.CheckSecret(redact.NewSecret(cleaned)) {
		if slices.Contains(warned, finding.Code) {
			warnings = append(warnings, fmt.Sprintf("%s: %s. %s", finding.Title, finding.Found, finding.Rule))
		}
	}
	return warnings
}
