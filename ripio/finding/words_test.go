package finding

import (
	"regexp"
	"strings"
	"testing"
)

// sentences begins with a capital letter or the name of a field or claim, exclaims
// nothing and ends in a full stop.
var sentences = regexp.MustCompile(`^([A-Z0-9]|client_|external_ref|exp |iat |nbf |alg )[^!]*\.$`)

// TestEveryFindingIsWhole goes through the words of all findings: each has a title
// that fits its line, a why and a source, and each that is worth a warning a fix.
func TestEveryFindingIsWhole(t *testing.T) {
	const longestTitle = 55
	for _, code := range Codes() {
		w, _ := wordsOf(code)
		if w.Title == "" || len(w.Title) > longestTitle || strings.HasSuffix(w.Title, ".") {
			t.Errorf("%s: title %q", code, w.Title)
		}
		if !sentences.MatchString(w.Why) {
			t.Errorf("%s: why %q", code, w.Why)
		}
		if w.Fix != "" && !sentences.MatchString(w.Fix) {
			t.Errorf("%s: fix %q", code, w.Fix)
		}
		if w.Fix == "" && w.Level >= LevelWarning {
			t.Errorf("%s does not say what to do", code)
		}
		if w.Source == "" || strings.HasSuffix(w.Source, ".") {
			t.Errorf("%s: source %q", code, w.Source)
		}
	}
}

// TestNoFindingClaimsWhatIsNotKnown guards what Ripio documents nowhere.
func TestNoFindingClaimsWhatIsNotKnown(t *testing.T) {
	for _, code := range Codes() {
		w, _ := wordsOf(code)
		text := strings.ToLower(w.Title + " " + w.Why + " " + w.Fix)
		for _, claim := range []string{"wrong password", "invalid credentials", "must be a uuid", "only ripio holds", "the server checks"} {
			if strings.Contains(text, claim) {
				t.Errorf("%s claims %q", code, claim)
			}
		}
	}
}
