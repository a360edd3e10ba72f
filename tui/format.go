package tui

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// countdown words a duration for reading: the two or three largest units, whole
// seconds, rounded up so that "0 s" means that nothing is left.
func countdown(left time.Duration) string {
	if left >= longest {
		return "more than 290 years"
	}
	seconds := int64((left + time.Second - 1) / time.Second)
	days, seconds := seconds/86400, seconds%86400
	hours, seconds := seconds/3600, seconds%3600
	minutes, seconds := seconds/60, seconds%60
	switch {
	case days > 0:
		return fmt.Sprintf("%d d %d h %02d min", days, hours, minutes)
	case hours > 0:
		return fmt.Sprintf("%d h %02d min %02d s", hours, minutes, seconds)
	case minutes > 0:
		return fmt.Sprintf("%d min %02d s", minutes, seconds)
	}
	return fmt.Sprintf("%d s", seconds)
}

// longest is where package time's subtraction stops counting, nearly.
const longest = 290 * 8766 * time.Hour

// ago words a past duration: the same units, rounded down.
func ago(past time.Duration) string { return countdown(past.Truncate(time.Second)) }

// span words how long something took, with three digits that matter.
func span(d time.Duration) string {
	switch {
	case d <= 0:
		return "-"
	case d < time.Millisecond:
		return fmt.Sprintf("%d µs", d.Microseconds())
	case d < 10*time.Millisecond:
		return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
	case d < 10*time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// skew words the difference between the server's clock and the local one. The
// server gives whole seconds, so one second is no difference.
func skew(d time.Duration) string {
	seconds := d.Round(time.Second)
	switch {
	case seconds.Abs() <= time.Second:
		return "server clock agrees"
	case seconds > 0:
		return "server clock +" + ago(seconds)
	}
	return "server clock -" + ago(-seconds)
}

const (
	dateLayout  = "2006-01-02 15:04:05"
	clockLayout = "15:04:05"
)

// instant returns a time in UTC and, where it differs, as the clock on the wall
// shows it. The date is left out of the second when it is the same.
func instant(t time.Time, local *time.Location) string {
	utc, here := t.UTC(), t.In(local)
	text := utc.Format(dateLayout) + " UTC"
	if _, offset := here.Zone(); offset == 0 {
		return text
	}
	layout := clockLayout
	if utc.Format(time.DateOnly) != here.Format(time.DateOnly) {
		layout = dateLayout
	}
	return text + ", " + here.Format(layout) + " here"
}

// sentence starts a text with a capital letter and ends it with a full stop.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	text = capital(text)
	if strings.ContainsRune(".!?:", rune(text[len(text)-1])) {
		return text
	}
	return text + "."
}

// capital starts a text with a capital letter.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
