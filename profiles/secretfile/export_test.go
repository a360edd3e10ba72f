package secretfile

import "time"

// SetClock returns a store another clock.
func SetClock(s *Store, now func() time.Time) { s.now = now }
