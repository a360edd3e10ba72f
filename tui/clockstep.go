package tui

import "time"

// smallestStep is a difference between the two clocks that is no inexactness.
const smallestStep = 500 * time.Millisecond

// clockWatch holds what two clocks said at one moment: the wall clock, which can
// be set, and one that only goes on.
type clockWatch struct {
	begun   bool
	wall    time.Time
	elapsed time.Duration
}

// step is how far the wall clock was set ahead since the last step. Sleep is none:
// both clocks count it.
func (w *clockWatch) step(wall time.Time, elapsed time.Duration) time.Duration {
	wall = wall.Round(0) // without Go's own monotonic clock
	step := wall.Sub(w.wall) - (elapsed - w.elapsed)
	if w.begun && step.Abs() < smallestStep {
		return 0
	}
	begun := w.begun
	*w = clockWatch{begun: true, wall: wall, elapsed: elapsed}
	if !begun {
		return 0
	}
	return step
}

// followClock keeps what counts down at its pace when the wall clock was set: the
// tokens of this run and the pauses. It comes before a message is handled, as an
// answer that comes now was measured with the clock as it is now.
func (m *Model) followClock() {
	if m.deps.Elapsed == nil {
		return
	}
	elapsed, known := m.deps.Elapsed()
	if !known {
		return
	}
	step := m.clockWatch.step(m.deps.Now(), elapsed)
	if step == 0 {
		return
	}
	for whom, exchange := range m.kept {
		exchange.Clock.Stepped += step
		m.kept[whom] = exchange
	}
	m.result.FollowClock(step)
	for name, pause := range m.pauses {
		pause.until = pause.until.Add(step)
		m.pauses[name] = pause
	}
	m.waiting.until = m.waiting.until.Add(step)
	m.ticking = false
}
