package ripio

import "strings"

// SwapFinding tells what sending a pair of credentials to the other environment
// says about the failure of rejected: code swap-test-accepted,
// swap-test-rejected or swap-test-unclear.
func SwapFinding(rejected, test Exchange) Finding {
	code := Code("swap-test-unclear")
	switch {
	case test.Failure == nil && test.Token != nil:
		code = "swap-test-accepted"
	case test.Failure != nil && newSituation(test, Background{}).judged():
		code = "swap-test-rejected"
	}
	return newFinding(code, FieldAnswer, joinNonEmpty("; ", swapSide(rejected), swapSide(test)))
}

// swapSide is one half of the evidence, such as "sandbox: 401 Unauthorized".
func swapSide(e Exchange) string {
	outcome := "a token"
	switch {
	case e.Failure != nil && e.Response != nil:
		outcome = joinNonEmpty(", ", statusLine(e.Response), e.Failure.Title())
	case e.Failure != nil:
		outcome = e.Failure.Title()
	case e.Token == nil:
		outcome = "nothing was sent"
	}
	return strings.Join([]string{string(e.Environment.Name), outcome}, ": ")
}
