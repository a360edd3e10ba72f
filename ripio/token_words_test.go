package ripio_test

import (
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
)

// allOddTokens are the tables of odd tokens.
func allOddTokens() [][]oddToken {
	return [][]oddToken{oddPartTokens, oddJSONTokens, oddHeaderTokens, oddClaimTokens, oddDateTokens, oddTexts}
}

// Every rule about tokens is met by a token of the tables, so that no words are
// written that nobody can ever read, and each finding says what it needs to.
func TestEveryTokenRuleIsMet(t *testing.T) {
	met := make(map[ripio.Code]ripio.Finding)
	for _, table := range allOddTokens() {
		for _, test := range table {
			token, err := ripio.Decode(test.text)
			if err != nil {
				t.Fatalf("%s: %v", test.name, err)
			}
			findings := append(token.Findings, token.CheckTime(time.Unix(0, 0))...)
			for _, finding := range append(findings, token.CheckTime(time.Unix(1<<33, 0))...) {
				met[finding.Code] = finding
			}
		}
	}
	for _, code := range ripio.TokenCodes() {
		finding, ok := met[code]
		if !ok {
			t.Errorf("no token of the tables meets %s", code)
			continue
		}
		delete(met, code)
		if finding.Title == "" || finding.Rule == "" || finding.Source == "" || finding.Field != ripio.FieldToken || finding.Blocking {
			t.Errorf("%s lacks words: %+v", code, finding)
		}
		if finding.Level > ripio.LevelNote && finding.Fix == "" {
			t.Errorf("%s is a %s without a fix", code, finding.Level)
		}
	}
	for code := range met {
		t.Errorf("%s has no words in the table about tokens", code)
	}
}
