package profiles_test

import (
	"strings"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/internal/storetest"
)

// firstPrint and secondPrint are fingerprints of two secrets.
const firstPrint, secondPrint = storetest.FirstPrint, storetest.SecondPrint

var (
	at        = storetest.At
	clockAt   = storetest.ClockAt
	sent      = storetest.Sent
	answered  = storetest.Answered
	granted   = storetest.Granted
	rejected  = storetest.Rejected
	historyIn = storetest.HistoryIn
	appendTo  = storetest.AppendTo
	listed    = storetest.Listed
	minutes   = storetest.Minutes
)

func profilesOf(attempts []profiles.Attempt) string {
	var names []string
	for _, attempt := range attempts {
		names = append(names, attempt.Exchange.Profile)
	}
	return strings.Join(names, " ")
}
