package phrase

import (
	"testing"
	"time"
)

func TestTwoUnits(t *testing.T) {
	tests := map[time.Duration]string{
		10 * time.Hour:                            "10 h 0 min",
		10*time.Hour + 2*time.Second:              "10 h 0 min",
		10*time.Hour - 2*time.Second:              "10 h 0 min",
		90 * time.Minute:                          "1 h 30 min",
		time.Hour - time.Second:                   "1 h 0 min",
		59 * time.Minute:                          "59 min 0 s",
		30 * time.Second:                          "30 s",
		time.Minute - 200*time.Millisecond:        "1 min 0 s",
		30 * 24 * time.Hour:                       "30 d 0 h",
		47*time.Hour + 59*time.Minute:             "47 h 59 min",
		999*24*time.Hour + 23*time.Hour + 40*60e9: "1000 d 0 h",
	}
	for d, want := range tests {
		if got := TwoUnits(d); got != want {
			t.Errorf("%v reads %q, want %q", d, got, want)
		}
	}
}
