package foreign

import (
	"regexp"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wordstest"
)

var sentences = regexp.MustCompile(`^([A-Z0-9]|client_secret |external_ref |username |curl)[^!]*\.$`)

// TestEveryDifferenceIsWhole goes through the words of all differences, as findings
// have to be.
func TestEveryDifferenceIsWhole(t *testing.T) {
	const longestTitle = 55
	for _, code := range Codes(t) {
		made := newDifference(code, "", Place{})
		w := made.Finding
		if w.Title == "" || len(w.Title) > longestTitle || strings.HasSuffix(w.Title, ".") || w.Field == "" {
			t.Errorf("%s: title %q, field %q", code, w.Title, w.Field)
		}
		if !sentences.MatchString(w.Rule) || !sentences.MatchString(w.Fix) {
			t.Errorf("%s: why %q, fix %q", code, w.Rule, w.Fix)
		}
		if w.Source == "" || strings.HasSuffix(w.Source, ".") {
			t.Errorf("%s: source %q", code, w.Source)
		}
		if hedged := wordstest.Hedged(w.Title); hedged == (made.Certainty == finding.Known) {
			t.Errorf("%s is %s, and its title is %q", code, made.Certainty, w.Title)
		}
		text := strings.ToLower(w.Title + " " + w.Rule + " " + w.Fix)
		for _, claim := range []string{"wrong password", "invalid credentials", "must be a uuid", "the server checks", "is rejected", "will fail"} {
			if strings.Contains(text, claim) {
				t.Errorf("%s claims %q", code, claim)
			}
		}
	}
}
