package field_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// sampleFindings collects the findings of every value in the tables of this
// package's tests.
func sampleFindings() []finding.Finding {
	var findings []finding.Finding
	for _, test := range clientIDCases {
		findings = append(findings, field.CheckClientID(test.value)...)
	}
	for _, test := range secretCases {
		findings = append(findings, field.CheckSecret(redact.NewSecret(test.value))...)
	}
	for _, test := range externalRefCases {
		findings = append(findings, field.CheckExternalRef(test.value)...)
	}
	for _, cases := range [][]inputCase{evmCases, otherFamilyCases, writingCases, keyCases} {
		for _, test := range cases {
			findings = append(findings, field.CheckAddress(test.value)...)
		}
	}
	return findings
}

// ofAField are the codes of this package.
var ofAField = regexp.MustCompile(`^(client-id|client-secret|external-ref|address)-`)

// TestCodesAndWordsAgree fails for words that no check uses. A code
// without words would panic while the samples are checked.
func TestCodesAndWordsAgree(t *testing.T) {
	emitted := make(map[finding.Code]bool)
	for _, finding := range sampleFindings() {
		emitted[finding.Code] = true
	}
	codes := slices.DeleteFunc(finding.Codes(), func(code finding.Code) bool { return !ofAField.MatchString(string(code)) })
	for _, code := range codes {
		if !emitted[code] {
			t.Errorf("no sample gives the finding %s", code)
		}
	}
	for code := range emitted {
		if !slices.Contains(codes, code) {
			t.Errorf("%s is not a code of a field", code)
		}
	}
}

func TestWordsAreComplete(t *testing.T) {
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
