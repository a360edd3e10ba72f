package phrase

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// QuoteCharacter shows the first character of text in quotes, escaped unless it
// is printable ASCII; a byte that is not UTF-8 as byte 0x9b.
func QuoteCharacter(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case size == 0:
		return "nothing"
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf("byte 0x%02x", text[0])
	case r == '\'':
		return `"'"`
	}
	return strconv.QuoteRuneToASCII(r)
}

// CharacterNumber counts the characters up to the index from 1, as a reader does.
func CharacterNumber(text string, index int) int { return utf8.RuneCountInString(text[:index]) + 1 }
