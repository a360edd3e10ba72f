package foreign

import (
	"testing"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wordstest"
)

// Codes lists the codes of all differences.
func Codes(t testing.TB) []finding.Code {
	t.Helper()
	return wordstest.Codes[finding.Code](t, differencesTOML)
}
