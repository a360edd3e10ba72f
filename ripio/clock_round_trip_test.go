package ripio

import (
	"net/http"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio/finding"
)

// TestRoundTripCorrectsTheClock checks the arithmetic: Date + round trip / 2 −
// local time, and the longest round trip.
func TestRoundTripCorrectsTheClock(t *testing.T) {
	received := time.Date(2026, 11, 24, 12, 0, 10, 0, time.UTC)
	header := http.Header{"Date": {"Tue, 24 Nov 2026 12:00:06 GMT"}}
	clock := compareClocks(header, received, 4*time.Second)
	if !clock.Known || clock.Skew != -2*time.Second || clock.Uncertainty != 3*time.Second {
		t.Errorf("clock %+v", clock)
	}
	if clock := compareClocks(header, received, 5*time.Second); !clock.Known || clock.Skew != -1500*time.Millisecond {
		t.Errorf("at the limit: %+v", clock)
	}
	clock = compareClocks(header, received, 5*time.Second+1)
	if clock.Known || clock.Skew != 0 || clock.Reason != "the response took more than 5 s to arrive" || !clock.Date.Equal(received.Add(-4*time.Second)) {
		t.Errorf("beyond the limit: %+v", clock)
	}
	if got := clockFinding(clock, header); got.Code != "clock-unknown" || got.Found != clock.Reason {
		t.Errorf("finding %+v", got)
	}
}

func TestClocksDifferFrom30Seconds(t *testing.T) {
	for skew, want := range map[time.Duration]finding.Code{
		30*time.Second - 1: "clock-agrees", 30 * time.Second: "clock-skew",
		1 - 30*time.Second: "clock-agrees", -30 * time.Second: "clock-skew",
	} {
		if got := clockFinding(Clock{Known: true, Skew: skew}, nil); got.Code != want {
			t.Errorf("%v: %v", skew, got)
		}
	}
}
