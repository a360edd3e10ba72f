package phrase

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
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

// IsHexDigit reports whether a byte is a hexadecimal digit, in either letter case.
func IsHexDigit(char byte) bool {
	return char >= '0' && char <= '9' || char >= 'a' && char <= 'f' || char >= 'A' && char <= 'F'
}

// AllHex reports whether a text is nothing but hexadecimal digits.
func AllHex(text string) bool { return allBytes(text, IsHexDigit) }

// AllAlphanumeric reports whether a text is letters and digits of ASCII, at least one.
func AllAlphanumeric(text string) bool { return allBytes(text, isAlphanumeric) }

func isAlphanumeric(char byte) bool {
	return char >= '0' && char <= '9' || char >= 'a' && char <= 'z' || char >= 'A' && char <= 'Z'
}

func allBytes(text string, fits func(byte) bool) bool {
	for i := range len(text) {
		if !fits(text[i]) {
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

// DecodeBase64 decodes base64 in either alphabet, with or without its padding; false for
// an empty text.
func DecodeBase64(text string) ([]byte, bool) {
	plain := strings.TrimRight(strings.NewReplacer("-", "+", "_", "/").Replace(text), "=")
	data, err := base64.RawStdEncoding.DecodeString(plain)
	return data, err == nil && len(data) > 0
}
