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

// swapWords are the words about the other environment's answer.
func swapWords() map[Code]words {
	return map[Code]words{
		"swap-test-accepted": {
			level: LevelWarning, title: "accepted in the other environment", source: sourceAuth,
			rule: "The other environment gave a token for these credentials, and this one refused them. They belong to the other environment.",
			fix:  "Move them to the other environment of the profile, and ask Ripio for a pair for this one.",
		},
		"swap-test-rejected": {
			level: LevelNote, title: "rejected in the other environment too", source: sourceAuth,
			rule: "Both environments refused these credentials, so a mix-up of the environments does not explain the failure.",
			fix:  "Compare client_id and client_secret with the ones that Ripio gave you, or ask Ripio whether they are enabled.",
		},
		"swap-test-unclear": {
			level: LevelNote, title: "the other environment did not answer the question", source: sourceOwn,
			rule: "The test ended in something that is neither a token nor a refusal. It says nothing about the credentials.",
			fix:  "Run the test again later.",
		},
	}
}
