package phrase

import (
	"fmt"
	"unicode/utf8"
)

// Shorten cuts a text from outside to what fits into a sentence, and says how
// long it is.
func Shorten(text string) string {
	const limit = 60
	if len(text) <= limit {
		return text
	}
	return fmt.Sprintf("%s… (%d bytes)", Head(text, limit), len(text))
}

// Head returns at most so many bytes of a text, and no part of a character.
func Head(text string, bytes int) string {
	if len(text) <= bytes {
		return text
	}
	for end := bytes; end > max(bytes-utf8.UTFMax, 0); end-- {
		if utf8.RuneStart(text[end]) {
			return text[:end]
		}
	}
	return text[:bytes] // not UTF-8
}

// ShowName writes a member's name in a sentence.
func ShowName(name string) string {
	if name == "" {
		return `""`
	}
	return Shorten(name)
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
	if head := FirstCharacters(text, characters); len(head) < len(text) {
		return head + "…"
	}
	return text
}

// FirstCharacters returns at most so many characters of a text.
func FirstCharacters(text string, characters int) string {
	if len(text) <= characters {
		return text
	}
	count := 0
	for i := range text {
		if count == characters {
			return text[:i]
		}
		count++
	}
	return text
}

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
