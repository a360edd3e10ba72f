package elapsed

import (
	"time"

	"golang.org/x/sys/unix"
)

// SinceBoot is the time since the machine started; false when it is not known.
// Source: clock_gettime(3) of macOS: CLOCK_MONOTONIC goes on during sleep.
func SinceBoot() (time.Duration, bool) {
	var at unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &at); err != nil {
		return 0, false
	}
	return time.Duration(at.Nano()), true
}
