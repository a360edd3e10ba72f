package tui

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// pass lets time go by on the wall clock, the other one, or both, and ticks.
func (d *driver) pass(wall, elapsed time.Duration) {
	d.now = d.now.Add(wall)
	d.elapsed += elapsed
	d.run(func() tea.Msg { return d.tick(d.now) })
}

// startWatched has a running token of 10 hours, and a clock that nobody can set.
func startWatched(t *testing.T) *driver {
	d := start(t, withProfiles(acme()))
	d.model.deps.Elapsed = func() (time.Duration, bool) { return d.elapsed, true }
	d.press("enter")
	d.shows("Expires in 10 h 00 min")
	return d
}

func TestAClockStepShiftsNoCountdown(t *testing.T) {
	for _, step := range []time.Duration{time.Hour, -time.Hour, 92 * 24 * time.Hour, -92 * 24 * time.Hour} {
		d := startWatched(t)
		d.pass(time.Minute+step, time.Minute)
		d.shows("Expires in 9 h 59 min")
		d.press("ctrl+d", "esc") // a dry run lies over it
		d.pass(time.Minute-step, time.Minute)
		d.shows("Expires in 9 h 58 min")
		d.press("ctrl+d")
		d.pass(time.Minute+step, time.Minute)
		d.press("esc")
		d.shows("Expires in 9 h 57 min")
	}
}

func TestSleepCountsDown(t *testing.T) {
	d := startWatched(t)
	d.pass(9*time.Hour+30*time.Minute, 9*time.Hour+30*time.Minute)
	d.shows("Expires in 30 min")
}

// TestExpiredStandsNotStill goes on after the first hour.
func TestExpiredStandsNotStill(t *testing.T) {
	d := startWatched(t)
	d.pass(12*time.Hour, 12*time.Hour)
	d.shows("Token expired 2 h 00 min")
	for range 3 {
		d.pauses = nil
		d.pass(time.Minute, time.Minute)
		if len(d.pauses) != 1 || d.pauses[0] != time.Minute {
			t.Fatalf("pauses until the next drawing: %v", d.pauses)
		}
	}
	d.shows("Token expired 2 h 03 min")
}

// TestAPauseOutlastsAClockStep waits as long as was asked for.
func TestAPauseOutlastsAClockStep(t *testing.T) {
	d := start(t, withProfiles(acme()))
	d.model.deps.Elapsed = func() (time.Duration, bool) { return d.elapsed, true }
	d.answer = busy
	d.press("enter", "enter")
	for _, step := range []time.Duration{time.Hour, -2 * time.Hour, time.Hour} {
		d.pass(5*time.Second+step, 5*time.Second)
	}
	if len(d.requests) != 1 {
		t.Errorf("%d requests after half of the wait", len(d.requests))
	}
	d.pass(16*time.Second, 16*time.Second)
	if len(d.requests) != 2 {
		t.Errorf("%d requests after the wait", len(d.requests))
	}
}
