package cause

import (
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// SwapFinding tells what sending a pair of credentials to the other environment
// says about the failure of rejected: code swap-test-accepted,
// swap-test-rejected or swap-test-unclear.
func SwapFinding(rejected, test ripio.Exchange) finding.Finding {
	code := finding.Code("swap-test-unclear")
	switch {
	case test.Failure == nil && test.Token != nil:
		code = "swap-test-accepted"
	case test.Failure != nil && newSituation(test, Background{}).judged():
		code = "swap-test-rejected"
	}
	return finding.New(code, finding.FieldAnswer, phrase.JoinNonEmpty("; ", swapSide(rejected), swapSide(test)))
}

// swapSide is one half of the evidence, such as "sandbox: 401 Unauthorized".
func swapSide(e ripio.Exchange) string {
	outcome := "a token"
	switch {
	case e.Failure != nil && e.Response != nil:
		outcome = phrase.JoinNonEmpty(", ", ripio.StatusLine(e.Response), e.Failure.Title())
	case e.Failure != nil:
		outcome = e.Failure.Title()
	case e.Token == nil:
		outcome = "nothing was sent"
	}
	return strings.Join([]string{string(e.Environment.Name), outcome}, ": ")
}
