package history_test

import (
	"os"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/history"
	"devtools/ripio-explorer/ripio"
)

// fullHistory is a history of so many attempts, half of them failed.
func fullHistory(tb testing.TB, count int) *history.History {
	tb.Helper()
	sends := historyIn(tb.TempDir())
	var file []byte
	for i := range count {
		attempt := granted("acme", at.Add(time.Duration(i)*time.Second))
		if i%2 == 0 {
			attempt = rejected("acme", at.Add(time.Duration(i)*time.Second))
		}
		line, err := history.HistoryLine(attempt)
		if err != nil {
			tb.Fatal(err)
		}
		file = append(append(file, line...), '\n')
	}
	if err := os.WriteFile(sends.Path(), file, 0o600); err != nil {
		tb.Fatal(err)
	}
	return sends
}

// BenchmarkHistory lists 5000 attempts, the most that are kept, tells lifetimes and
// searches them.
// The budget for the list is 150 ms.
func BenchmarkHistory(b *testing.B) {
	sends := fullHistory(b, 5000)
	info, err := os.Stat(sends.Path())
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d bytes", info.Size())
	b.Run("list", func(b *testing.B) {
		for b.Loop() {
			if attempts, err := sends.List(history.Filter{}); err != nil || len(attempts) != 5000 {
				b.Fatal(len(attempts), err)
			}
		}
	})
	b.Run("lifetimes", func(b *testing.B) {
		for b.Loop() {
			if lifetimes, err := sends.Lifetimes("acme", ripio.Sandbox); err != nil || len(lifetimes) != 60 {
				b.Fatal(len(lifetimes), err)
			}
		}
	})
	attempts, err := sends.List(history.Filter{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("search", func(b *testing.B) {
		for b.Loop() {
			for _, attempt := range attempts {
				(history.Filter{Text: "nowhere"}).Fits(attempt)
			}
		}
	})
	b.Run("append", func(b *testing.B) {
		small := historyIn(b.TempDir())
		for b.Loop() {
			if _, err := small.Append(attempts[0], false); err != nil {
				b.Fatal(err)
			}
		}
	})
}
