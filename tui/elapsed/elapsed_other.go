//go:build !linux && !darwin && !windows

package elapsed

import "time"

// SinceBoot is not known here.
func SinceBoot() (time.Duration, bool) { return 0, false }
