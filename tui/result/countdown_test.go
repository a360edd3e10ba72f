package result

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/tui/theme"
)

func TestStages(t *testing.T) {
	const lifetime = 10 * time.Hour
	tests := []struct {
		left time.Duration
		want stage
		says string
	}{
		{10 * time.Hour, stageFresh, "Expires in 10 h 00 min 00 s"},
		{2*time.Hour + time.Second, stageFresh, "Expires in 2 h 00 min 01 s"},
		{2 * time.Hour, stageLow, "Expires in 2 h 00 min 00 s  ! less than 20 % of its life left"},
		{5*time.Minute + time.Second, stageLow, "less than 20 %"},
		{5 * time.Minute, stageMinutes, "Expires in 5 min 00 s  ! less than 5 minutes left"},
		{time.Minute + time.Second, stageMinutes, "Expires in 1 min 01 s"},
		{time.Minute, stageMinute, "Expires in 1 min 00 s  ! less than 1 minute left"},
		{time.Second, stageMinute, "Expires in 1 s"},
		{time.Millisecond, stageMinute, "Expires in 1 s"},
		{0, stageExpired, "Expired 0 s ago"},
		{-90 * time.Second, stageExpired, "Expired 1 min 30 s ago"},
	}
	m := newModel(theme.Unicode)
	for _, test := range tests {
		if got := stageOf(test.left, lifetime); got != test.want {
			t.Errorf("%v left is stage %d, want %d", test.left, got, test.want)
		}
		l := Life{expiry: jwt.Expiry{State: jwt.ExpiryPresent, At: noon.Add(test.left)}, lifetime: lifetime}
		if got := ansi.Strip(l.headline(m.Styles, noon)); !strings.Contains(got, test.says) {
			t.Errorf("%v left reads %q, want %q in it", test.left, got, test.says)
		}
	}
}

// TestCountdownFollowsTheServersClock stays true with a local clock that is a
// day wrong, and after a sleep of the machine.
func TestCountdownFollowsTheServersClock(t *testing.T) {
	m := newModel(theme.Unicode)
	for _, wrong := range []time.Duration{-24 * time.Hour, 0, 24 * time.Hour} {
		local := noon.Add(wrong)
		l := Life{
			expiry:   jwt.Expiry{State: jwt.ExpiryPresent, At: noon.Add(time.Hour)},
			clock:    ripio.Clock{Known: true, Skew: -wrong},
			lifetime: time.Hour,
		}
		if got := ansi.Strip(l.headline(m.Styles, local)); got != "Expires in 1 h 00 min 00 s" {
			t.Errorf("a clock that is %v off reads %q", wrong, got)
		}
		if got := ansi.Strip(l.headline(m.Styles, local.Add(59*time.Minute+30*time.Second))); !strings.HasPrefix(got, "Expires in 30 s") {
			t.Errorf("after a sleep a clock that is %v off reads %q", wrong, got)
		}
	}
}

func TestBarNeverLies(t *testing.T) {
	m := newModel(theme.Unicode)
	for _, test := range []struct {
		left time.Duration
		want string
	}{
		{time.Hour, "██████████ 100 %"},
		{30 * time.Minute, "█████░░░░░  50 %"},
		{time.Second, "█░░░░░░░░░   0 %"},
		{-time.Second, "░░░░░░░░░░   0 %"},
	} {
		l := Life{expiry: jwt.Expiry{State: jwt.ExpiryPresent, At: noon.Add(test.left)}, lifetime: time.Hour}
		if got := ansi.Strip(l.bar(m.Styles, noon, 16)); got != test.want {
			t.Errorf("%v left draws %q, want %q", test.left, got, test.want)
		}
	}
}
