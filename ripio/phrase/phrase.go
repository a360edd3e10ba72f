// Package phrase words plurals, lists, dates, durations and shortened texts.
package phrase

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// Plural counts things: "1 part", "2 parts".
func Plural(count int, thing string) string {
	if count == 1 {
		return "1 " + thing
	}
	return strconv.Itoa(count) + " " + thing + "s"
}

// Utc writes an instant as findings and notes show it, without its fraction.
func Utc(at time.Time) string {
	const date, zone = len("2006-01-02"), len("Z")
	text := at.UTC().AppendFormat(make([]byte, 0, 32), time.RFC3339) // package time's fast path
	text[date] = ' '
	return string(append(text[:len(text)-zone], " UTC"...))
}

// Shorten cuts a text from outside to what fits into a sentence.
func Shorten(text string) string {
	const limit = 60
	if len(text) <= limit {
		return text
	}
	head := text[:limit]
	for i := limit; i > limit-utf8.UTFMax; i-- {
		if utf8.RuneStart(text[i]) {
			head = text[:i]
			break
		}
	}
	return fmt.Sprintf("%s… (%d bytes)", head, len(text))
}

// ShowName writes a member's name in a sentence.
func ShowName(name string) string {
	if name == "" {
		return `""`
	}
	return Shorten(name)
}

// ListNames lists names of keys, which are outside text, up to a limit.
func ListNames(names []string) string {
	const most = 20
	if rest := len(names) - most; rest > 0 {
		names = append(slices.Clip(names[:most]), "and "+Plural(rest, "more key"))
	}
	return CutText(strings.Join(names, ", "), MaxRawMessage)
}

// OnDay writes a time for a sentence, such as "3 Nov 2026, 14:02 UTC".
func OnDay(at time.Time) string { return at.UTC().Format("2 Jan 2006, 15:04 UTC") }

// DateOf writes an instant as Utc does; nothing for none.
func DateOf(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return Utc(at)
}

// TookWords writes how long something took; nothing for what did not happen.
func TookWords(d time.Duration) string {
	switch {
	case d <= 0:
		return ""
	case d < 10*time.Millisecond:
		return strconv.FormatFloat(float64(d)/float64(time.Millisecond), 'f', 1, 64) + " ms"
	case d >= 10*time.Second:
		return strconv.FormatFloat(d.Seconds(), 'f', 1, 64) + " s"
	}
	return strconv.FormatInt(d.Milliseconds(), 10) + " ms"
}

// LifetimeWords writes how long a token lives, if that is known.
func LifetimeWords(lifetime time.Duration, known bool) string {
	if !known {
		return "not known"
	}
	if lifetime < 0 {
		return "none: expired " + Roughly(-lifetime) + " before it came"
	}
	return Roughly(lifetime)
}

// InSeconds writes a duration as a sentence does: "15 s", "0.25 s".
func InSeconds(d time.Duration) string {
	return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + " s"
}

// LeaveOutMiddle keeps so many characters of a text's beginning and end. Where
// less than a third would be left out it keeps the first ones alone.
func LeaveOutMiddle(text string, head, tail int) string {
	count := utf8.RuneCountInString(text)
	if count >= (head+tail)*3/2 {
		runes := []rune(text)
		return string(runes[:head]) + "…" + string(runes[count-tail:])
	}
	return CutText(text, min(head, count*2/3))
}

// CutText cuts a text after so many characters and marks the cut.
func CutText(text string, characters int) string {
	if len(text) <= characters {
		return text
	}
	count := 0
	for i := range text {
		if count == characters {
			return text[:i] + "…"
		}
		count++
	}
	return text
}

// JoinNonEmpty joins the parts that say something.
func JoinNonEmpty(separator string, parts ...string) string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, separator)
}

// IsHexDigit reports whether a byte is a hexadecimal digit, in either letter case.
func IsHexDigit(char byte) bool {
	return char >= '0' && char <= '9' || char >= 'a' && char <= 'f' || char >= 'A' && char <= 'F'
}

// AllHex reports whether a text is nothing but hexadecimal digits.
func AllHex(text string) bool {
	for i := range len(text) {
		if !IsHexDigit(text[i]) {
			return false
		}
	}
	return text != ""
}

// IsDigit reports whether a byte is a decimal digit.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// IsNumber reports whether a text is a JSON number.
func IsNumber(text string) bool {
	return text != "" && (text[0] == '-' || IsDigit(text[0])) && json.Valid([]byte(text))
}

// ContainsAny reports whether a text contains one of some words, in any letter case.
func ContainsAny(text string, words ...string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, strings.ToLower(word)) })
}

// Shape is a regular expression that is compiled when it is first needed: to
// compile all of them at the start of the program would delay its first frame.
type Shape func() *regexp.Regexp

func NewShape(pattern string) Shape {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// Matches reports whether a text has the shape.
func (s Shape) Matches(text string) bool { return s().MatchString(text) }

// ShortenID shortens a client_id: enough is left to recognise it.
func ShortenID(id string) string {
	const short = 12
	if utf8.RuneCountInString(id) <= short {
		return id
	}
	return LeaveOutMiddle(id, 4, 4)
}

// MaxRawMessage is how many characters of a body without a known shape are
// taken as its message.
const MaxRawMessage = 500

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

// HasWord ignores letter case, and finds words only where no letter and no digit
// goes on before or after them.
func HasWord(text string, words ...string) bool {
	text = strings.ToLower(text)
	goesOn := func(char rune) bool { return unicode.IsLetter(char) || unicode.IsDigit(char) }
	return slices.ContainsFunc(words, func(word string) bool {
		for at := 0; ; {
			found := strings.Index(text[at:], word)
			if found < 0 {
				return false
			}
			before, _ := utf8.DecodeLastRuneInString(text[:at+found])
			after, _ := utf8.DecodeRuneInString(text[at+found+len(word):])
			if !goesOn(before) && !goesOn(after) {
				return true
			}
			at += found + 1
		}
	})
}

// LongestDuration is where package time's subtraction stops counting, nearly.
const LongestDuration = 290 * 8766 * time.Hour
