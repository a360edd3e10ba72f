package terminal

import "time"

// readable tells nothing: Bubble Tea reads a console's events, and no bytes.
func readable(uintptr, time.Duration) bool { return false }
