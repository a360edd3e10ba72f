// Package elapsed measures how much time passed, sleep of the machine included,
// whatever is done to its wall clock. Go's monotonic clock stands still in sleep.
package elapsed
