// Package phrase words plurals, lists, dates, durations and shortened texts.
package phrase

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Plural counts things: "1 part", "2 parts".
func Plural(count int, thing string) string { return Count(count, thing, thing+"s") }

// Count counts things whose plural is irregular: "1 match", "2 matches".
func Count(count int, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return strconv.Itoa(count) + " " + many
}

// CountOrOne counts things in a sentence: "a tab", "an invisible character", "2 tabs".
func CountOrOne(count int, thing string) string {
	switch {
	case count != 1:
		return Plural(count, thing)
	case strings.IndexAny(thing, "aeiou") == 0:
		return "an " + thing
	}
	return "a " + thing
}

// ListNames lists names of keys, which are outside text, up to a limit.
func ListNames(names []string) string {
	const most = 20
	if rest := len(names) - most; rest > 0 {
		names = append(slices.Clip(names[:most]), "and "+Plural(rest, "more key"))
	}
	return CutText(strings.Join(names, ", "), MaxRawMessage)
}

// List joins things as a sentence does: "a, b and c".
func List(things []string) string {
	last := len(things) - 1
	if last <= 0 {
		return strings.Join(things, "")
	}
	return strings.Join(things[:last], ", ") + " and " + things[last]
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
