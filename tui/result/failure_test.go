package result

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/tui/draw"
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
		m.ShowExchange(e)
		if got := m.waitWords(); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}

// TestEveryCauseSaysHowSureItIs cuts a title before how sure the cause is, where there is
// no room for a second line.
func TestEveryCauseSaysHowSureItIs(t *testing.T) {
	titles := []string{"client_id or client_secret may be wrong", "no earlier response like this one is on record", "the product may be wrong"}
	for _, width := range []int{28, 32, 40, 58, 90, 140} {
		m := newModel(theme.Unicode)
		var causes []cause.Cause
		for _, title := range titles {
			for _, sure := range []finding.Certainty{finding.Likely, finding.Possible, finding.Guess} {
				causes = append(causes, cause.Cause{Title: title, Fix: "do it", Certainty: sure})
			}
		}
		m.ShowExchange(ripio.Exchange{SentAt: noon, Failure: &ripio.Failure{Kind: ripio.FailureRejected}})
		m.Causes, m.tight = causes, true
		p := draw.NewWriter(m.Styles, width)
		for at := 1; at < len(causes); at++ {
			m.writeClosedCause(p, at)
		}
		if len(p.Lines) != len(causes)-1 {
			t.Fatalf("%d lines for %d causes", len(p.Lines), len(causes)-1)
		}
		for at, line := range p.Lines {
			line = ansi.Strip(line)
			if sure := string(causes[at+1].Certainty); !strings.HasSuffix(strings.TrimRight(line, " "), " "+sure) || ansi.StringWidth(line) > width {
				t.Errorf("%d cells: %q does not end in %s", width, line, sure)
			}
		}
	}
}
