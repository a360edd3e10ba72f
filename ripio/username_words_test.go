package ripio_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/finding"
)

// sampleFindings collects the findings about the username of every case.
func sampleFindings() []finding.Finding {
	var findings []finding.Finding
	for _, test := range usernameCases {
		request := sampleRequest()
		test.change(&request)
		findings = append(findings, finding.ForField(request.Check(), finding.FieldUsername)...)
	}
	return findings
}

var ofTheUsername = regexp.MustCompile(`^(username-|negative-test$)`)

// TestUsernameCodesAndWordsAgree fails for words that no check uses. A code
// without words would panic while the samples are checked.
func TestUsernameCodesAndWordsAgree(t *testing.T) {
	emitted := make(map[finding.Code]bool)
	for _, finding := range sampleFindings() {
		emitted[finding.Code] = true
	}
	codes := slices.DeleteFunc(finding.Codes(), func(code finding.Code) bool { return !ofTheUsername.MatchString(string(code)) })
	for _, code := range codes {
		if !emitted[code] {
			t.Errorf("no sample gives the finding %s", code)
		}
	}
	for code := range emitted {
		if !slices.Contains(codes, code) {
			t.Errorf("%s is not a code of the username", code)
		}
	}
}

func TestUsernameWordsAreComplete(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
	for _, item := range sampleFindings() {
		if !kebab.MatchString(string(item.Code)) {
			t.Errorf("%s is not kebab case", item.Code)
		}
		if item.Title == "" || item.Rule == "" || item.Source == "" {
			t.Errorf("%s lacks a title, a rule or a source", item.Code)
		}
		if item.Fix == "" && item.Level > finding.LevelOK {
			t.Errorf("%s says nothing about what to do", item.Code)
		}
		if len(item.Title) > 48 {
			t.Errorf("%s: the title is too long for the line beside a field: %q", item.Code, item.Title)
		}
		if strings.HasSuffix(item.Title, ".") || !strings.HasSuffix(item.Rule, ".") || item.Fix != "" && !strings.HasSuffix(item.Fix, ".") {
			t.Errorf("%s: a title is not a sentence, rule and fix are: %q, %q, %q", item.Code, item.Title, item.Rule, item.Fix)
		}
		if strings.ContainsAny(item.Title+item.Rule+item.Fix, "!") {
			t.Errorf("%s exclaims", item.Code)
		}
	}
}
