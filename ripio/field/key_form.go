package field

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/phrase"
)

// The lengths within which a text may be a damaged key: a fifth less than the
// shortest (51 characters of WIF; the hexadecimal and base32 ones are longer), a
// fifth more than the longest (an extended key of 112).
const (
	shortestKey    = 41
	longestKey     = 134
	shortestOther  = 45 // without a prefix of WIF: Stellar's 56, less a fifth
	hexKey         = 64
	shortestHexKey = 52
	longestHexKey  = 154 // 128 digits are a key pair
	wifPrefixes    = "59KLc"
)

// keyForm returns the evidence for a text with the length and the alphabet of a key
// that is not a public form; nothing for any other.
func keyForm(text string) string {
	length := len(text)
	digits, prefixed := strings.CutPrefix(strings.ToLower(text), "0x")
	switch {
	case length < shortestKey || length > longestHexKey+2 || !phrase.AllAlphanumeric(text) || isPublicForm(text):
		return ""
	case phrase.AllHex(digits):
		if len(digits) < shortestHexKey {
			return ""
		}
		if len(digits) == hexKey {
			return "64 hexadecimal digits"
		}
		return fmt.Sprintf("%d hexadecimal digits; a private key has %d", len(digits), hexKey)
	case length > longestKey, !strings.ContainsFunc(text, unicode.IsLetter), !strings.ContainsAny(text, "0123456789"):
		return ""
	case prefixed && len(digits) < shortestHexKey:
		return ""
	case length < shortestOther && (!strings.ContainsAny(text[:1], wifPrefixes) || !looksRandom(text)):
		return ""
	case text == strings.ToLower(text) || text == strings.ToUpper(text):
		if strings.ContainsFunc(strings.ToUpper(text), isNotBase32) {
			break
		}
		return fmt.Sprintf("%d characters of base32; a Stellar secret seed has %d", length, stellarLength)
	}
	return fmt.Sprintf("%d letters and digits, as private keys have", length)
}

// phraseWords counts the words of a text that has the form of a recovery phrase
// (BIP-39), perhaps numbered or damaged, and how many of them are too short or
// too long for its lists. It is 0 for any other text. No word list is used: lists
// exist in many languages.
func phraseWords(text string) (words, odd int) {
	const fewest, most, mostOdd = 10, 29, 2
	if !strings.ContainsFunc(text, unicode.IsSpace) && !strings.Contains(text, ",") {
		return 0, 0
	}
	for _, char := range text {
		if !unicode.In(char, unicode.L, unicode.M, unicode.Nd) && !unicode.IsSpace(char) && !strings.ContainsRune(",.;)", char) {
			return 0, 0
		}
	}
	found := strings.FieldsFunc(text, func(char rune) bool { return !unicode.In(char, unicode.L, unicode.M) })
	for _, word := range found {
		if length := utf8.RuneCountInString(word); length < 3 || length > 10 {
			odd++
		}
	}
	if len(found) < fewest || len(found) > most || odd > mostOdd {
		return 0, 0
	}
	return len(found), odd
}

// byteList reads decimal numbers of a byte each, joined by commas in brackets, as
// Solana's key files hold 64 of them: as many as a key may have, whole or damaged.
func byteList(text string) ([]byte, bool) {
	const fewest, most = 26, 77
	inner, opens := strings.CutPrefix(text, "[")
	inner = strings.TrimSuffix(inner, "]")
	fields := strings.Split(inner, ",")
	if !opens && !strings.HasSuffix(text, "]") || len(fields) < fewest || len(fields) > most {
		return nil, false
	}
	numbers := make([]byte, len(fields))
	wrong := 0
	for i, field := range fields {
		number, err := strconv.ParseUint(strings.TrimSpace(field), 10, 8)
		if err != nil {
			wrong++
		}
		numbers[i] = byte(number)
	}
	if wrong > len(fields)/5 {
		return nil, false
	}
	if wrong > 0 {
		numbers = numbers[:len(numbers)-1] // no pair any more
	}
	return numbers, true
}
