package phrase

import (
	"bytes"
	"fmt"
	"strconv"
	"time"
)

// UTC writes an instant as findings, notes and screens show it, without its
// fraction: "2006-01-02 15:04:05 UTC".
func UTC(at time.Time) string {
	const zone = len("Z")
	text := at.UTC().AppendFormat(make([]byte, 0, 32), time.RFC3339) // package time's fast path
	text[bytes.IndexByte(text, 'T')] = ' '
	return string(append(text[:len(text)-zone], " UTC"...))
}

// ToTheMinute writes an instant as UTC does, without its seconds: "2006-01-02 15:04 UTC".
func ToTheMinute(at time.Time) string { return at.UTC().Format("2006-01-02 15:04 UTC") }

// ToTheMillisecond writes an instant for a search in logs: "2006-01-02 15:04:05.000 UTC".
func ToTheMillisecond(at time.Time) string { return at.UTC().Format("2006-01-02 15:04:05.000 UTC") }

// OnDay writes an instant for a sentence, such as "3 Nov 2026, 14:02 UTC".
func OnDay(at time.Time) string { return DayAndTime(at.UTC()) + " UTC" }

// DayAndTime writes a time as its own zone has it, such as "3 Nov 2026, 14:02", and Day its
// day alone.
func DayAndTime(at time.Time) string { return Day(at) + at.Format(", 15:04") }
func Day(at time.Time) string        { return at.Format("2 Jan 2006") }

// SameDay reports whether two times have the same date, each in its own zone.
func SameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

// DateOf writes an instant as UTC does; nothing for none.
func DateOf(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return UTC(at)
}

// TookWords writes how long something took; nothing for what did not happen.
func TookWords(d time.Duration) string {
	return UnitOf(d).Words(d)
}

// Unit is one in which durations are written, so that those in a column can be compared at a look.
type Unit struct {
	each     time.Duration
	decimals int
	name     string
}

// UnitOf is the unit in which the longest of some durations is written.
func UnitOf(longest time.Duration) Unit {
	switch {
	case longest >= 10*time.Second:
		return Unit{time.Second, 1, "s"}
	case longest < 10*time.Millisecond:
		return Unit{time.Millisecond, 1, "ms"}
	}
	return Unit{time.Millisecond, 0, "ms"}
}

// Words writes how long something took; nothing for what did not happen.
func (u Unit) Words(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return strconv.FormatFloat(float64(d)/float64(u.each), 'f', u.decimals, 64) + " " + u.name
}

// LifetimeWords writes how long a token lives, if that is known.
func LifetimeWords(lifetime time.Duration, known bool) string {
	if !known {
		return "not known"
	}
	if lifetime < 0 {
		return "none: it had expired " + Roughly(-lifetime) + " before it arrived"
	}
	return Roughly(lifetime)
}

// TwoUnits writes a duration in its two largest units, rounded to the smaller one:
// "2 d 3 h", "10 h 0 min", "5 min 30 s", "12 s".
func TwoUnits(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= 2*day:
		d = d.Round(time.Hour)
		return fmt.Sprintf("%d d %d h", d/day, d%day/time.Hour)
	case d >= time.Hour-30*time.Second:
		d = d.Round(time.Minute)
		return fmt.Sprintf("%d h %d min", d/time.Hour, d%time.Hour/time.Minute)
	case d >= time.Minute-time.Second/2:
		d = d.Round(time.Second)
		return fmt.Sprintf("%d min %d s", d/time.Minute, d%time.Minute/time.Second)
	}
	return fmt.Sprintf("%d s", d.Round(time.Second)/time.Second)
}

// Days writes a duration in whole days, or in hours where it is less than one.
func Days(d time.Duration) string {
	const day = 24 * time.Hour
	if d < day {
		return Plural(int(d/time.Hour), "hour")
	}
	return Plural(int(d/day), "day")
}

// InSeconds writes a duration as a sentence does: "15 s", "0.25 s".
func InSeconds(d time.Duration) string {
	return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + " s"
}

// Roughly writes a duration that may be very long: beyond two days, its parts of a
// day say nothing any more. The longest that package time has stands for
// everything longer.
func Roughly(d time.Duration) string {
	const day, year = 24 * time.Hour, 8766 * time.Hour
	switch {
	case d >= LongestDuration:
		return "more than 290 years"
	case d >= 2*year:
		return strconv.FormatInt(int64(d/year), 10) + " years"
	case d >= 2*day:
		return strconv.FormatInt(int64(d/day), 10) + " days"
	}
	return d.Round(time.Second).String()
}

// LongestDuration is where package time's subtraction stops counting, nearly.
const LongestDuration = 290 * 8766 * time.Hour
