package history_test

import (
	"testing"
	"time"

	"devtools/ripio-explorer/cli/history"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func TestParseBefore(t *testing.T) {
	for _, test := range []struct {
		text string
		want string // empty when it is refused
	}{
		{"2026-11-20", "2026-11-20T00:00:00Z"},
		{"2026-11-20T10:00:00-03:00", "2026-11-20T13:00:00Z"},
		{"30d", "2026-10-25T12:00:00Z"},
		{"0d", "2026-11-24T12:00:00Z"},
		{"12h", "2026-11-24T00:00:00Z"},
		{"36500d", "1926-12-19T12:00:00Z"},
		{"36501d", ""},
		{"876000h", "1926-12-19T12:00:00Z"},
		{"876001h", ""},
		{"99999999999999999999d", ""},
		{"", ""},
		{"d", ""},
		{"-1d", ""},
		{"+1d", ""},
		{"1.5d", ""},
		{"30 d", ""},
		{"30m", ""},
		{"30", ""},
		{"2026-13-01", ""},
		{"24.11.2026", ""},
		{"yesterday", ""},
	} {
		got, err := history.ParseBefore(test.text, noon)
		if (err != nil) != (test.want == "") || err == nil && got.Format(time.RFC3339) != test.want {
			t.Errorf("%q: %v, %v, want %q", test.text, got, err, test.want)
		}
	}
}

func FuzzParseBefore(f *testing.F) {
	for _, text := range []string{"2026-11-20", "2026-11-20T10:00:00-03:00", "30d", "12h", "x", "-1d"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, err := history.ParseBefore(text, noon)
		if err == nil && (at.Location() != time.UTC || text == "") {
			t.Errorf("%q gives %v", text, at)
		}
		if err != nil && !at.IsZero() {
			t.Errorf("%q is refused with %v", text, at)
		}
	})
}
