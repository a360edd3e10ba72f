package ripio_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
)

// sampleFindings collects the findings of every value in the tables of this
// package's input tests, and of the generic traces of pasting in every field.
func sampleFindings() []ripio.Finding {
	var findings []ripio.Finding
	for _, test := range clientIDCases {
		findings = append(findings, ripio.CheckClientID(test.value)...)
	}
	for _, test := range secretCases {
		findings = append(findings, ripio.CheckSecret(ripio.NewSecret(test.value))...)
	}
	for _, test := range externalRefCases {
		findings = append(findings, ripio.CheckExternalRef(test.value)...)
	}
	for _, cases := range [][]inputCase{evmCases, otherFamilyCases, writingCases, keyCases} {
		for _, test := range cases {
			findings = append(findings, ripio.CheckAddress(test.value)...)
		}
	}
	for _, test := range usernameCases {
		request := sampleRequest()
		test.change(&request)
		findings = append(findings, request.Check()...)
	}
	return findings
}

// TestInputCodesAndWordsAgree fails for words that no check uses. A code
// without words would panic while the samples are checked.
func TestInputCodesAndWordsAgree(t *testing.T) {
	emitted := make(map[ripio.Code]bool)
	for _, finding := range sampleFindings() {
		emitted[finding.Code] = true
	}
	codes := ripio.InputCodes()
	for _, code := range codes {
		if !emitted[code] {
			t.Errorf("no sample gives the finding %s", code)
		}
	}
	for code := range emitted {
		if !slices.Contains(codes, code) {
			t.Errorf("%s has no words in the table of the input", code)
		}
	}
}

func TestInputWordsAreComplete(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
	for _, finding := range sampleFindings() {
		if !kebab.MatchString(string(finding.Code)) {
			t.Errorf("%s is not kebab case", finding.Code)
		}
		if finding.Title == "" || finding.Rule == "" || finding.Source == "" {
			t.Errorf("%s lacks a title, a rule or a source", finding.Code)
		}
		if finding.Fix == "" && finding.Level > ripio.LevelOK {
			t.Errorf("%s says nothing about what to do", finding.Code)
		}
		if len(finding.Title) > 48 {
			t.Errorf("%s: the title is too long for the line beside a field: %q", finding.Code, finding.Title)
		}
		if strings.HasSuffix(finding.Title, ".") || !strings.HasSuffix(finding.Rule, ".") || finding.Fix != "" && !strings.HasSuffix(finding.Fix, ".") {
			t.Errorf("%s: a title is no sentence, rule and fix are: %q, %q, %q", finding.Code, finding.Title, finding.Rule, finding.Fix)
		}
		if strings.ContainsAny(finding.Title+finding.Rule+finding.Fix, "!") {
			t.Errorf("%s exclaims", finding.Code)
		}
	}
}
