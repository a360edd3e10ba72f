package secretfile

import "time"

// SetClock returns a file another clock.
func SetClock(f *File, now func() time.Time) { f.now = now }

// Forget drops what was read from memory.
func Forget(f *File) { f.forget() }
