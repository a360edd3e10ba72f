package ripio_test

import (
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
)

// answerCodes lists the codes of the findings about the answer.
func answerCodes(exchange ripio.Exchange) string {
	var codes []string
	for _, finding := range finding.ForField(exchange.Findings, finding.FieldAnswer) {
		codes = append(codes, string(finding.Code))
	}
	return strings.Join(codes, " ")
}

// eventually waits for something that happens at once on an idle machine.
func eventually(t testing.TB, what string, happened func() bool) {
	t.Helper()
	deadline := time.Now().Add(5 * time.Second)
	for !happened() {
		if time.Now().After(deadline) {
			t.Fatalf("after 5 s still not: %s", what)
		}
		time.Sleep(time.Millisecond)
	}
}
