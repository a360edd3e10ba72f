package result

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// lasting are lifetimes of earlier tokens, one a day, the oldest first.
func lasting(durations ...time.Duration) []profiles.Lifetime {
	var list []profiles.Lifetime
	for i, d := range durations {
		list = append(list, profiles.Lifetime{At: noon.AddDate(0, 0, i-len(durations)), Lifetime: d, Measured: true})
	}
	return list
}

func hours(list ...float64) []time.Duration {
	var durations []time.Duration
	for _, h := range list {
		durations = append(durations, time.Duration(h*float64(time.Hour)))
	}
	return durations
}

func TestLifetimesAreTold(t *testing.T) {
	unmeasured := lasting(hours(3)...)
	unmeasured[0].Measured = false
	tests := []struct {
		name    string
		seen    []profiles.Lifetime
		text    string
		spark   string
		changed string
	}{
		{"first", nil, "10 h 0 min, the first that was seen here", "▇", ""},
		{"same", lasting(hours(10, 10, 10)...), "10 h 0 min, the same in the last 4 tokens", "▇▇▇▇", ""},
		{"within the resolution", lasting(10*time.Hour + 4*time.Second), "10 h 0 min, the same in the last 2 tokens", "▇▇", ""},
		{"changed now", lasting(hours(8, 8)...), "10 h 0 min, was 8 h 0 min until 22 Nov 2026", "▆▆▇",
			"The lifetime changed: it was 8 h 0 min until 22 Nov 2026, and is 10 h 0 min now."},
		{"changed before", lasting(hours(8, 10, 10)...), "10 h 0 min, the same in the last 3 tokens; was 8 h 0 min until 20 Nov 2026", "▆▇▇▇", ""},
		{"unmeasured ones are left out", unmeasured, "10 h 0 min, the first that was seen here", "▇", ""},
		{"short ones", lasting(time.Second), "10 h 0 min, was 1 s until 22 Nov 2026", "▁▇", "The lifetime changed: it was 1 s"},
	}
	m := newModel(theme.Unicode)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := withToken(t, 10*time.Hour)
			story := tellLifetimes(e, test.seen, m.Local)
			if story.text != test.text {
				t.Errorf("it reads %q, want %q", story.text, test.text)
			}
			if got := sparkline(m.Styles, story.measured, 20); got != test.spark {
				t.Errorf("it draws %q, want %q", got, test.spark)
			}
			if !strings.HasPrefix(story.changed, test.changed) || (story.changed == "") != (test.changed == "") {
				t.Errorf("the note is %q, want %q", story.changed, test.changed)
			}
		})
	}
}

func TestSparklineKeepsTheNewest(t *testing.T) {
	m := newModel(theme.ASCII)
	list := append(hours(10, 10, 10, 10), hours(5, 10)...)
	if got := sparkline(m.Styles, list, 3); got != "#-#" {
		t.Errorf("it draws %q", got)
	}
	if got := sparkline(m.Styles, nil, 3); got != "" {
		t.Errorf("nothing draws %q", got)
	}
}

// TestLifetimeLinesFit draws the section at many widths.
func TestLifetimeLinesFit(t *testing.T) {
	m := newModel(theme.Unicode)
	m.ShowExchange(withToken(t, 10*time.Hour))
	m.Lifetimes = lasting(hours(8, 8, 8)...)
	for width := 20; width < 100; width++ {
		for _, line := range func() []string { p := draw.NewWriter(m.Styles, width); m.writeClock(p); return p.Lines }() {
			if ansi.StringWidth(line) > width {
				t.Errorf("at %d: %q", width, ansi.Strip(line))
			}
		}
	}
}
