package redact

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/phrase"
)

// scheme is a way of escaping. An encoder writes a whole text in one of them;
// encoders one after the other are undone one after the other.
type scheme struct {
	// begins are the one or two bytes that an escape may begin with.
	begins string
	// read reads the escape that a text begins with: what it stands for, and its
	// length, which is 0 when there is none.
	read func(text string) (meant string, length int)
}

var (
	schemes = []scheme{{"%", readPercent}, {"&", readEntity}, {`\`, readBackslash}}
	// form is the percent scheme with a plus for a space.
	form = scheme{"%+", func(text string) (string, int) {
		if text[0] == '+' {
			return " ", 1
		}
		return readPercent(text)
	}}
)

func beginsEscape(char byte) bool {
	return char == '%' || char == '&' || char == '\\' || char == '=' || char == '+'
}

// undo undoes the escapes of a scheme and counts them.
func (s scheme) undo(t spelled) (undone spelled, escapes int) {
	first, last := s.begins[0], s.begins[len(s.begins)-1]
	var out []byte
	var starts []int32
	copied := 0 // what stands before it is in out
	keep := func(to int) {
		out = append(out, t.text[copied:to]...)
		for ; copied < to; copied++ {
			starts = append(starts, int32(t.place(copied)))
		}
	}
	for at := 0; at < len(t.text); at++ {
		if char := t.text[at]; char != first && char != last {
			continue
		}
		meant, length := s.read(t.text[at:])
		if length == 0 {
			continue
		}
		if out == nil {
			out, starts = make([]byte, 0, len(t.text)), make([]int32, 0, len(t.text)+1)
		}
		keep(at)
		out = append(out, meant...)
		for range len(meant) {
			starts = append(starts, int32(t.place(at)))
		}
		copied = at + length
		escapes++
		at = copied - 1
	}
	if out == nil {
		return t, 0
	}
	keep(len(t.text))
	return spelled{text: string(out), starts: append(starts, int32(t.place(len(t.text))))}, escapes
}

func readPercent(text string) (meant string, length int) {
	if value, ok := hexNumber(text, 1, 2); ok {
		return string([]byte{byte(value)}), 3
	}
	return readUnit(text, "%u")
}

// readUnit reads a UTF-16 unit behind a mark, or the two of a surrogate pair.
func readUnit(text, mark string) (meant string, length int) {
	const digits = 4
	size := len(mark) + digits
	value, ok := hexNumber(text, len(mark), digits)
	if !ok || !strings.HasPrefix(text, mark) {
		return "", 0
	}
	if second := text[size:]; utf16.IsSurrogate(rune(value)) && strings.HasPrefix(second, mark) {
		if low, ok := hexNumber(second, len(mark), digits); ok {
			return string(utf16.DecodeRune(rune(value), rune(low))), 2 * size
		}
	}
	return string(rune(value)), size
}

// hexNumber reads so many hexadecimal digits from a place on.
func hexNumber(text string, at, digits int) (value int, ok bool) {
	if len(text) < at+digits {
		return 0, false
	}
	for _, char := range []byte(text[at : at+digits]) {
		if !phrase.IsHexDigit(char) {
			return 0, false
		}
		value = value<<4 | hexValue(char)
	}
	return value, true
}

func hexValue(char byte) int {
	if phrase.IsDigit(char) {
		return int(char - '0')
	}
	return int(char&^0x20-'A') + 10
}

// readEntity reads an HTML entity. Browsers do without the semicolon in numbers
// and in the oldest names, and so does this.
func readEntity(text string) (meant string, length int) {
	const longest = 40
	end := 1
	for end < min(len(text), longest) && (isAlnum(text[end]) || text[end] == '#') {
		end++
	}
	if end == 1 {
		return "", 0
	}
	if end < len(text) && text[end] == ';' {
		end++
	}
	entity := text[:end]
	decoded := html.UnescapeString(entity)
	_, size := utf8.DecodeRuneInString(decoded)
	if rest := decoded[size:]; decoded != entity && strings.HasSuffix(entity, rest) {
		return decoded[:size], len(entity) - len(rest)
	}
	return "", 0
}

// named are the backslash escapes of one letter, and what they stand for.
const named, namedMeant = "abefnrstv", "\a\b\x1b\f\n\r \t\v"

// readBackslash reads an escape as C, JavaScript, JSON, PHP, Python, Go and shells
// write it.
func readBackslash(text string) (meant string, length int) {
	if len(text) < 2 {
		return "", 0
	}
	char := text[1]
	if i := strings.IndexByte(named, char); i >= 0 {
		return namedMeant[i : i+1], 2
	}
	switch {
	case char == 'u' || char == 'x':
		if meant, length := readBraced(text); length > 0 {
			return meant, length
		}
		if char == 'u' {
			return readUnit(text, `\u`)
		}
		return readBytes(text)
	case char == 'U':
		if value, ok := hexNumber(text, 2, 8); ok && value <= utf8.MaxRune {
			return string(rune(value)), 10
		}
	case isOctal(char):
		return readBytes(text)
	case char < utf8.RuneSelf && !isAlnum(char):
		return text[1:2], 2
	}
	return "", 0
}

func isOctal(char byte) bool { return '0' <= char && char <= '7' }

func readBraced(text string) (meant string, length int) {
	const longest = 8
	if len(text) < 3 || text[2] != '{' {
		return "", 0
	}
	digits := strings.IndexByte(text[3:min(len(text), 4+longest)], '}')
	if digits < 1 {
		return "", 0
	}
	if value, ok := hexNumber(text, 3, digits); ok && value <= utf8.MaxRune {
		return string(rune(value)), digits + 4
	}
	return "", 0
}

// readBytes reads \xNN and \NNN. One above ASCII is a byte if it and those behind
// it are a character of UTF-8, and a character of its own otherwise.
func readBytes(text string) (meant string, length int) {
	value, length := readByte(text)
	if value < utf8.RuneSelf || length == 0 {
		return string(rune(value)), length
	}
	encoded := []byte{byte(value)}
	for end := length; len(encoded) < utf8.UTFMax && end < len(text) && text[end] == '\\'; {
		value, size := readByte(text[end:])
		if size == 0 {
			break
		}
		encoded, end = append(encoded, byte(value)), end+size
		if utf8.Valid(encoded) {
			return string(encoded), end
		}
	}
	return string(rune(value)), length
}

func readByte(text string) (value, length int) {
	for _, digits := range []int{2, 1} {
		if value, ok := hexNumber(text, 2, digits); ok && text[1] == 'x' {
			return value, 2 + digits
		}
	}
	end := 1
	for end < min(len(text), 4) && isOctal(text[end]) {
		end++
	}
	octal, err := strconv.ParseUint(text[1:end], 8, 8)
	if err != nil {
		return 0, 0
	}
	return int(octal), end
}
