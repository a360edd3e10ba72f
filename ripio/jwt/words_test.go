package jwt_test

import (
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

// allOddTokens are the tables of odd tokens.
func allOddTokens() [][]oddToken {
	return [][]oddToken{oddPartTokens, oddJSONTokens, oddHeaderTokens, oddClaimTokens, oddDateTokens, oddTexts}
}

// Every rule about tokens is met by a token of the tables, so that no words are
// written that nobody can ever read, and each finding says what it needs to.
func TestEveryTokenRuleIsMet(t *testing.T) {
	met := make(map[finding.Code]finding.Finding)
	for _, table := range allOddTokens() {
		for _, test := range table {
			token, err := jwt.Decode(test.text)
			if err != nil {
				t.Fatalf("%s: %v", test.name, err)
			}
			findings := append(token.Findings, token.CheckTime(time.Unix(0, 0))...)
			for _, finding := range append(findings, token.CheckTime(time.Unix(1<<33, 0))...) {
				met[finding.Code] = finding
			}
		}
	}
	for _, code := range finding.Codes() {
		if !strings.HasPrefix(string(code), "token-") {
			continue
		}
		item, ok := met[code]
		if !ok {
			t.Errorf("no token of the tables meets %s", code)
			continue
		}
		delete(met, code)
		if item.Title == "" || item.Rule == "" || item.Source == "" || item.Field != finding.FieldToken || item.Blocking {
			t.Errorf("%s lacks words: %+v", code, item)
		}
		if item.Level > finding.LevelNote && item.Fix == "" {
			t.Errorf("%s is a %s without a fix", code, item.Level)
		}
	}
	for code := range met {
		t.Errorf("%s has no words in the table about tokens", code)
	}
}
