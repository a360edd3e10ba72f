//go:build unix

package main

import (
	"slices"
	"time"
)

// samples are measurements of one thing.
type samples []float64

// add notes a duration in nanoseconds.
func (s *samples) add(took time.Duration) { *s = append(*s, float64(took)) }

// median is the middle measurement.
func (s samples) median() float64 { return s.percentile(50) }

// percentile is the measurement that the given share in percent does not
// exceed.
func (s samples) percentile(percent int) float64 {
	if len(s) == 0 {
		return 0
	}
	sorted := slices.Clone(s)
	slices.Sort(sorted)
	return sorted[(len(sorted)-1)*percent/100]
}
