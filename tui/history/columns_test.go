package history

import (
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
)

// TestOutcomeIsWholeBeforeTheTime: how long an attempt took shows where the outcome has all
// its words.
func TestOutcomeIsWholeBeforeTheTime(t *testing.T) {
	m := listing()
	page := attempt("d", "acme", 1)
	page.Exchange.Failure = &ripio.Failure{Kind: ripio.FailureHTML}
	page.Exchange.Timing.Total = 300 * time.Microsecond
	m.Update(LoadedMsg{Attempts: []profiles.Attempt{page}})
	timed := 0
	for width := 40; width <= 120; width++ {
		m.SetSize(width, 20)
		columns, gap := m.columns()
		row := m.row(columns, gap, 0)
		if strings.Contains(row, "ms") || strings.Contains(row, "µs") {
			timed++
			if !strings.Contains(row, "a web page instead of JSON") {
				t.Errorf("%d cells: %q", width, row)
			}
		}
	}
	if timed == 0 {
		t.Error("the time shows at no width")
	}
}
