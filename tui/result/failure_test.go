package result

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/tui/theme"
)

// TestRetryAfterInWords: a Retry-After that cannot be read asks for no wait that is
// known; a huge one is shown as it came and counts down from a day at most.
func TestRetryAfterInWords(t *testing.T) {
	for raw, want := range map[string]string{
		"soon": "Not known; the server asked for Retry-After: soon, which cannot be read", "0": "None; ", "99999999999": "1 d 0 h 00 min more; the server asked for Retry-After: 99999999999",
	} {
		e := ripio.Exchange{SentAt: noon, Failure: &ripio.Failure{Kind: ripio.FailureRateLimited, RetryAfterRaw: raw}}
		if raw == "99999999999" {
			e.Failure.RetryAfter = phrase.LongestDuration
		}
		m := newModel(theme.Unicode)
		m.ShowExchange(e, false)
		if got := m.waitWords(); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}
