package cli

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// oldestAge is in days and reaches back before any send.
const oldestAge = 36500

var errBefore = errors.New("--before needs a day such as 2026-11-24, an instant such as 2026-11-24T12:00:00Z, " +
	"or an age such as 30d or 12h")

// parseBefore reads a day (its beginning in UTC), an instant of RFC 3339, or an
// age in days or hours before now.
func parseBefore(text string, now time.Time) (time.Time, error) {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), nil
		}
	}
	number, days := strings.CutSuffix(text, "d")
	if !days {
		var hours bool
		if number, hours = strings.CutSuffix(text, "h"); !hours {
			return time.Time{}, errBefore
		}
	}
	count, err := strconv.ParseUint(number, 10, 32)
	switch {
	case err != nil || days && count > oldestAge || count > 24*oldestAge:
		return time.Time{}, errBefore
	case days:
		return now.UTC().AddDate(0, 0, -int(count)), nil
	}
	return now.UTC().Add(-time.Duration(count) * time.Hour), nil
}
