package sending

import (
	"fmt"
	"math"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
)

// Leases are the profiles whose name was typed for production, and until when
// requests go there without asking again.
type Leases map[string]time.Time

// Left is how long a profile's lease still runs; zero without one.
func (l Leases) Left(profile string, now time.Time) time.Duration {
	return max(l[profile].Sub(now), 0)
}

// Words tell how long a lease still runs: "10 min", "42 s"; empty without one, and
// where none is needed.
func (l Leases) Words(profile string, environment ripio.EnvironmentName, now time.Time) string {
	if environment != ripio.Production {
		return ""
	}
	left := l.Left(profile, now)
	if left == 0 {
		return ""
	}
	return LeaseWords(left)
}

// LeaseWords tell how long a lease is, in one unit below an hour.
func LeaseWords(left time.Duration) string {
	switch {
	case left < time.Minute:
		return fmt.Sprintf("%d s", int(math.Ceil(left.Seconds())))
	case left < time.Hour:
		return fmt.Sprintf("%d min", int(math.Ceil(left.Minutes())))
	}
	return phrase.TwoUnits(left)
}

func (l Leases) followClock(step time.Duration) {
	for profile, until := range l {
		l[profile] = until.Add(step)
	}
}
