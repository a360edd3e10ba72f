package draw

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/phrase"
)

// Countdown words a duration for reading: the two or three largest units, whole
// seconds, rounded up so that "0 s" means that nothing is left.
func Countdown(left time.Duration) string {
	if left >= phrase.LongestDuration {
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

// Ago words a past duration: the same units, rounded down.
func Ago(past time.Duration) string { return Countdown(past.Truncate(time.Second)) }

// Span words how long something took, with three digits that matter.
func Span(d time.Duration) string {
	switch {
	case d <= 0:
		return "-"
	case d < time.Millisecond:
		return fmt.Sprintf("%d µs", d.Microseconds())
	}
	return phrase.TookWords(d)
}

// Skew words the difference between the server's clock and the local one. The
// server gives whole seconds, so one second is not a difference.
func Skew(d time.Duration) string {
	seconds := d.Round(time.Second)
	switch {
	case seconds.Abs() <= time.Second:
		return "server clock agrees"
	case seconds > 0:
		return "server clock +" + Ago(seconds)
	}
	return "server clock -" + Ago(-seconds)
}

// Instant returns a time in UTC and, where it differs, as the clock on the wall
// shows it. The date is left out of the second when it is the same.
func Instant(t time.Time, local *time.Location) string {
	utc, here := t.UTC(), t.In(local)
	text := phrase.UTC(t)
	if _, offset := here.Zone(); offset == 0 {
		return text
	}
	layout := time.TimeOnly
	if !phrase.SameDay(utc, here) {
		layout = time.DateTime
	}
	return text + ", " + here.Format(layout) + " here"
}

// Sentence starts a text with a capital letter and ends it with a full stop.
func Sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	text = Capital(text)
	if strings.ContainsRune(".!?:", rune(text[len(text)-1])) {
		return text
	}
	return text + "."
}

// Title begins with a capital, unless it begins with a name of the API.
func Title(text string) string {
	if first, _, _ := strings.Cut(text, " "); strings.Contains(first, "_") {
		return text
	}
	return Capital(text)
}

// Capital starts a text with a capital letter.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
