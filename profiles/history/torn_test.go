package history_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/history"
)

// TestATornLastLine cuts the file at every byte of its last line, as a crash may.
func TestATornLastLine(t *testing.T) {
	sends := newHistory(t)
	last := sent("last", minutes(1))
	last.Request.Header, last.Findings = nil, nil // a shorter line is cut sooner
	appendTo(t, sends, granted("first", at), history.Attempt{Exchange: last})
	text := readFile(t, sends.Path())
	begin := strings.IndexByte(text, '\n') + 1
	for end := begin; end < len(text); end++ {
		dir := t.TempDir()
		torn := historyIn(dir)
		writeFile(t, torn.Path(), text[:end])
		want := "first"
		if end == len(text)-1 {
			want = "last first" // only the end of the line is missing
		}
		if got := profilesOf(listed(t, torn, history.Filter{})); got != want {
			t.Fatalf("cut at byte %d: %s, want %s", end, got, want)
		}
		if warnings := torn.Warnings(); len(warnings) != 0 {
			t.Fatalf("cut at byte %d: %v", end, warnings)
		}
		appendTo(t, torn, granted("next", minutes(2)))
		if got := profilesOf(listed(t, torn, history.Filter{})); got != "next "+want {
			t.Fatalf("cut at byte %d, after an append: %s", end, got)
		}
	}
}

// profilesOf lists the names of the attempts' profiles.
func profilesOf(attempts []history.Attempt) string {
	var names []string
	for _, attempt := range attempts {
		names = append(names, attempt.Exchange.Profile)
	}
	return strings.Join(names, " ")
}

// TestTwoHistoriesOnOneFolder appends, lists and renames at the same time.
func TestTwoHistoriesOnOneFolder(t *testing.T) {
	dir := t.TempDir()
	const writers, each = 4, 12
	errs := make(chan error)
	for writer := range writers {
		go func() {
			sends := historyIn(dir)
			for i := range each {
				_, err := sends.Append(granted(fmt.Sprint("p", writer), at), false)
				if err == nil && i%5 == 0 {
					err = sends.Rename(fmt.Sprint("p", writer), fmt.Sprint("P", writer))
				}
				_, listing := sends.List(history.Filter{})
				if err = errors.Join(err, listing); err != nil {
					errs <- err
					return
				}
			}
			errs <- nil
		}()
	}
	for range writers {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	sends := historyIn(dir)
	attempts := listed(t, sends, history.Filter{})
	ids := map[string]bool{}
	for _, attempt := range attempts {
		ids[attempt.ID] = true
	}
	if len(attempts) != writers*each || len(ids) != writers*each || len(sends.Warnings()) != 0 {
		t.Errorf("%d attempts with %d IDs, want %d", len(attempts), len(ids), writers*each)
	}
}

// TestOneHistoryFromManyGoroutines is for the race detector.
func TestOneHistoryFromManyGoroutines(t *testing.T) {
	sends := newHistory(t)
	errs := make(chan error)
	for range 6 {
		go func() {
			_, appending := sends.Append(rejected("acme", at), false)
			_, listing := sends.List(history.Filter{Text: "rejected"})
			sends.Warnings()
			errs <- errors.Join(appending, listing)
		}()
	}
	for range 6 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

// TestOldAttemptsGo has a clock that stands on the day after ninety.
func TestOldAttemptsGo(t *testing.T) {
	sends := newHistory(t)
	appendTo(t, sends, granted("old", at), granted("young", at.AddDate(0, 0, 60)))
	for _, test := range []struct {
		name  string
		days  int
		list  string
		lines int // in the file, after one append more
	}{
		{"both are young", 89, "young old", 3},
		{"only one send says that one is old", 90, "now young old", 4},
		{"it is taken out", 91, "now now young", 4},
	} {
		now := at.AddDate(0, 0, test.days).Add(time.Hour)
		sends.UseClock(clockAt(now))
		if got := profilesOf(listed(t, sends, history.Filter{})); got != test.list {
			t.Errorf("%s: list %s, want %s", test.name, got, test.list)
		}
		appendTo(t, sends, granted("now", now))
		if lines := strings.Count(readFile(t, sends.Path()), "\n"); lines != test.lines {
			t.Errorf("%s: %d lines, want %d", test.name, lines, test.lines)
		}
	}
}

// TestTheOldestGoWhenThereIsNoRoom fills the file over each of its limits.
func TestTheOldestGoWhenThereIsNoRoom(t *testing.T) {
	long := `{"version":1,"id":"long","at":"2026-11-24T03:41:51Z","environment":"sandbox","request":{"client_id":"` + strings.Repeat("x", 100_000) + `"}}` + "\n"
	short := `{"version":1,"id":"short","at":"2026-11-24T03:41:51Z","environment":"sandbox","request":{"client_id":"` + strings.Repeat("x", 150) + `"}}` + "\n"
	for _, test := range []struct {
		name, line       string
		count, wantLines int
	}{
		{"many bytes", long, 84, 63},
		{"as many bytes as there is room for", long, 83, 84},
		{"many attempts", short, 5000, 3750},
		{"as many attempts as there is room for", short, 4999, 5000},
	} {
		t.Run(test.name, func(t *testing.T) {
			sends := newHistory(t)
			writeFile(t, sends.Path(), strings.Repeat(test.line, test.count))
			kept := appendTo(t, sends, rejected("acme", minutes(1)))
			text := readFile(t, sends.Path())
			if got := strings.Count(text, "\n"); got != test.wantLines || len(text) > 8<<20 {
				t.Errorf("%d lines, want %d; %d bytes", got, test.wantLines, len(text))
			}
			if !strings.HasPrefix(text, test.line) {
				t.Error("the file does not begin with a whole line")
			}
			if got := listed(t, sends, history.Filter{}); got[0].ID != kept[0].ID {
				t.Errorf("the newest is %s", got[0].ID)
			}
		})
	}
}

func TestAFileThatIsFarTooLongIsReadFromItsEnd(t *testing.T) {
	sends := newHistory(t)
	appendTo(t, sends, rejected("acme", at))
	last := readFile(t, sends.Path())
	if err := os.WriteFile(sends.Path(), append(make([]byte, 33<<20), "\n"+last...), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := listed(t, sends, history.Filter{}); len(got) != 1 {
		t.Errorf("%d attempts, want 1", len(got))
	}
	appendTo(t, sends, granted("acme", minutes(1)))
	if text := readFile(t, sends.Path()); len(text) > 8<<20 || strings.Count(text, "\n") != 2 {
		t.Errorf("the file has %d bytes", len(text))
	}
}

// TestAClockThatJumpedDeletesNothing sends once by a clock that is 92 days ahead, and
// again when it is right.
func TestAClockThatJumpedDeletesNothing(t *testing.T) {
	sends := newHistory(t)
	for day := range 5 {
		appendTo(t, sends, granted(fmt.Sprint("day", day), at.AddDate(0, 0, day)))
	}
	ahead := at.AddDate(0, 0, 5+92)
	sends.UseClock(clockAt(ahead))
	appendTo(t, sends, granted("ahead", ahead), granted("again", ahead.Add(time.Minute)))
	if got := profilesOf(listed(t, sends, history.Filter{})); got != "again ahead day4 day3 day2 day1 day0" {
		t.Errorf("by the wrong clock: %s", got)
	}
	sends.UseClock(clockAt(at.AddDate(0, 0, 6)))
	if got := profilesOf(listed(t, sends, history.Filter{})); got != "again ahead day4 day3 day2 day1 day0" {
		t.Errorf("by the right clock: %s", got)
	}
}

// TestWhatGoesIsKeptForADay has a clock that stays ahead: two sends on different days
// agree, so old attempts go, with a word and a copy.
func TestWhatGoesIsKeptForADay(t *testing.T) {
	sends := newHistory(t)
	appendTo(t, sends, granted("acme", at), granted("beta", minutes(1)), granted("acme", minutes(2)))
	sendOn := func(day int) {
		now := at.AddDate(0, 0, day).Add(time.Hour)
		sends.UseClock(clockAt(now))
		appendTo(t, sends, granted("now", now))
	}
	sendOn(92)
	if text := readFile(t, sends.Path()); strings.Count(text, "\n") != 4 {
		t.Errorf("one send took something out:\n%s", text)
	}
	sendOn(93)
	if text := readFile(t, sends.TakenPath()); strings.Count(text, "\n") != 3 || strings.Contains(readFile(t, sends.Path()), `"beta"`) {
		t.Errorf("taken out is\n%s", text)
	}
	wantModes(t, strings.TrimSuffix(sends.Path(), "/history.jsonl"), 0o700, sends.TakenPath())
	warnings := sends.Warnings()
	if len(warnings) != 1 || !strings.HasPrefix(warnings[0].Text, "3 attempts of more than 90 days were taken out of the history, 2 are left") {
		t.Errorf("warnings %v", warnings)
	}
	if removed, err := sends.Forget("acme"); removed != 2 || err != nil {
		t.Errorf("forgot %d, %v", removed, err)
	}
	if text := readFile(t, sends.TakenPath()); strings.Contains(text, `"acme"`) || !strings.Contains(text, `"beta"`) {
		t.Errorf("after forgetting, taken out is\n%s", text)
	}
	sendOn(94)
	if _, err := os.Stat(sends.TakenPath()); !os.IsNotExist(err) {
		t.Errorf("a day later: %v", err)
	}
}
