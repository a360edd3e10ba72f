package jwt

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/internal/phrase"
)

// string takes a string and notices what encoding/json passes over in silence:
// bytes that are not UTF-8 and lone surrogates.
func (w *jsonWalker) string() bool {
	w.at++
	for w.at < len(w.text) {
		switch c := w.text[w.at]; {
		case c == '"':
			w.at++
			return true
		case c == '\\':
			if !w.escape() {
				return false
			}
		case c < ' ':
			return w.fail(jsonSyntax, "found "+w.here()+" inside a string, where it must be written as an escape")
		case c < utf8.RuneSelf:
			w.at++
		default:
			w.rune()
		}
	}
	return w.fail(JsonEndsEarly, "the text ends inside a string")
}

// rune takes a character outside ASCII.
func (w *jsonWalker) rune() {
	r, size := utf8.DecodeRuneInString(w.text[w.at:])
	if r == utf8.RuneError && size == 1 && w.object.BadUTF8 < 0 {
		w.object.BadUTF8 = w.at
	}
	w.at += size
}

// escape takes one escape, or the two of a surrogate pair.
func (w *jsonWalker) escape() bool {
	start := w.at
	w.at++
	if w.at == len(w.text) {
		return w.unexpected("the rest of an escape")
	}
	if w.text[w.at] != 'u' {
		if strings.IndexByte(`"\/bfnrt`, w.text[w.at]) < 0 {
			return w.unexpected(`one of "\/bfnrtu after a backslash`)
		}
		w.at++
		return true
	}
	w.at++
	for range 4 {
		if w.at == len(w.text) || !phrase.IsHexDigit(w.text[w.at]) {
			return w.unexpected("a hexadecimal digit")
		}
		w.at++
	}
	r, size := decodeEscapedRune(w.text[start:])
	if r == utf8.RuneError && size == 6 && utf16.IsSurrogate(escapedUnit(w.text[start:])) && w.object.LoneSurrogate < 0 {
		w.object.LoneSurrogate = start
	}
	w.at = start + size
	return true
}

// escapedUnit reads \uXXXX at the beginning of text; -1 when none stands there.
func escapedUnit(text string) rune {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return -1
	}
	unit, err := strconv.ParseUint(text[2:6], 16, 16)
	if err != nil {
		return -1
	}
	return rune(unit)
}

// decodeEscapedRune reads the \uXXXX, or the surrogate pair of two, that text
// begins with. Half a pair is U+FFFD.
func decodeEscapedRune(text string) (r rune, size int) {
	unit := escapedUnit(text)
	if !utf16.IsSurrogate(unit) {
		return unit, 6
	}
	if pair := utf16.DecodeRune(unit, escapedUnit(text[6:])); pair != utf8.RuneError {
		return pair, 12
	}
	return utf8.RuneError, 6
}

// unquoteJSON removes the quotes and escapes of a sound JSON string. Bytes that
// are not UTF-8 are kept, so that a reader can be shown them.
func unquoteJSON(quoted string) string {
	text := quoted[1 : len(quoted)-1]
	escape := strings.IndexByte(text, '\\')
	if escape < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for escape >= 0 {
		b.WriteString(text[:escape])
		text = text[escape:]
		size := 2
		switch c := text[1]; c {
		case 'u':
			var r rune
			r, size = decodeEscapedRune(text)
			b.WriteRune(r)
		default:
			b.WriteByte(unescapedByte(c))
		}
		text = text[size:]
		escape = strings.IndexByte(text, '\\')
	}
	b.WriteString(text)
	return b.String()
}

// unescapedByte is the character that a two-character escape stands for.
func unescapedByte(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c // " \ /
}
