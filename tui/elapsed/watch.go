package elapsed

import "time"

// smallestStep is a difference between the two clocks that is more than inexactness.
const smallestStep = 500 * time.Millisecond

// Watch holds what two clocks said at one moment: the wall clock, which can be set,
// and one that only goes on.
type Watch struct {
	begun   bool
	wall    time.Time
	elapsed time.Duration
}

// Step is how far the wall clock was set ahead since the last step. Sleep is none:
// both clocks count it.
func (w *Watch) Step(wall time.Time, elapsed time.Duration) time.Duration {
	wall = wall.Round(0) // without Go's own monotonic clock
	step := wall.Sub(w.wall) - (elapsed - w.elapsed)
	if w.begun && step.Abs() < smallestStep {
		return 0
	}
	begun := w.begun
	*w = Watch{begun: true, wall: wall, elapsed: elapsed}
	if !begun {
		return 0
	}
	return step
}
