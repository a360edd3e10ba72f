package webhook

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wordstest"
)

var (
	sentences = regexp.MustCompile(`^[A-Z][^!]*\.$`)
	sources   = regexp.MustCompile(`^((wh-intro|wh-on|wh-off|wh-sell|wh-acct|caas-wh|params) \(docs\.ripio\.com, [^)]+\)` +
		`|RFC \d{4}, section [\d.]+|an integrator's public code, not documented by Ripio|this program: .+)$`)
)

// TestEveryReasonIsWhole goes through the words of all that is found.
func TestEveryReasonIsWhole(t *testing.T) {
	const longestTitle = 55
	for _, code := range wordstest.Codes[finding.Code](t, reasonsTOML) {
		made := table.New(code, "")
		if made.Title == "" || len(made.Title) > longestTitle || strings.HasSuffix(made.Title, ".") || made.Field == "" || made.Level == finding.LevelOK {
			t.Errorf("%s: title %q (%d), field %q", code, made.Title, len(made.Title), made.Field)
		}
		for _, sentence := range []string{made.Rule, made.Fix} {
			if !sentences.MatchString(sentence) {
				t.Errorf("%s: %q", code, sentence)
			}
		}
		if wordstest.Hedged(made.Title) == (made.Certainty == finding.Known) {
			t.Errorf("%s is %s, and its title is %q", code, made.Certainty, made.Title)
		}
		checkSource(t, string(code), made.Source)
		text := strings.ToLower(made.Title + " " + made.Rule + " " + made.Fix)
		for _, claim := range []string{"ripio retries", "ripio repeats the", "will be repeated", "ripio sends again"} {
			if strings.Contains(text, claim) {
				t.Errorf("%s claims %q", code, claim)
			}
		}
	}
	for _, event := range Events() {
		if event.Name == "" || event.Standing == "" || event.Meaning == "" || (event.Standing == Documented) != strings.Contains(event.Source, "docs.ripio.com") && event.Standing != Renamed {
			t.Errorf("%+v", event)
		}
		checkSource(t, event.Name, event.Source)
	}
}

func checkSource(t *testing.T, what, source string) {
	t.Helper()
	for part := range strings.SplitSeq(source, "; ") {
		if !sources.MatchString(part) {
			t.Errorf("%s: source %q", what, part)
		}
	}
}

// TestEveryReasonIsUsed looks for each code in the program.
func TestEveryReasonIsUsed(t *testing.T) {
	var program strings.Builder
	for _, file := range []string{"attempt.go", "content.go", "style.go", "verify.go"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		program.Write(text)
	}
	for _, code := range wordstest.Codes[finding.Code](t, reasonsTOML) {
		if !strings.Contains(program.String(), `"`+string(code)+`"`) {
			t.Errorf("%s is used nowhere", code)
		}
	}
}
