package elapsed

import (
	"time"

	"golang.org/x/sys/windows"
)

// SinceBoot is the time since the machine started. Source: GetTickCount64.
func SinceBoot() (time.Duration, bool) { return windows.DurationSinceBoot(), true }
