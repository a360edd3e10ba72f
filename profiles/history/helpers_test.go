package history_test

import (
	"testing"

	"devtools/ripio-explorer/profiles/history"
	"devtools/ripio-explorer/profiles/internal/storetest"
)

// firstPrint and secondPrint are fingerprints of two secrets.
const firstPrint, secondPrint = storetest.FirstPrint, storetest.SecondPrint

var (
	at          = storetest.At
	clockAt     = storetest.ClockAt
	sent        = storetest.Sent
	answered    = storetest.Answered
	granted     = storetest.Granted
	rejected    = storetest.Rejected
	historyIn   = storetest.HistoryIn
	appendTo    = storetest.AppendTo
	listed      = storetest.Listed
	minutes     = storetest.Minutes
	writeFile   = storetest.WriteFile
	readFile    = storetest.ReadFile
	wantError   = storetest.WantError
	wantModes   = storetest.WantModes
	wantNowhere = storetest.WantNowhere
)

// newHistory is a history whose clock stands a day after at.
func newHistory(t *testing.T) *history.History {
	t.Helper()
	return historyIn(t.TempDir())
}
