// Package visible makes text from outside safe to show: control characters,
// bidirectional marks, invisible characters and invalid bytes are escaped, not
// deleted, so that a reader sees what is really there and a terminal obeys none
// of it.
//
// Escapes are written \n, \r, \t, \xNN (ASCII and C1 control characters, and
// bytes that are not UTF-8) and \u{…} (everything else). A backslash of the
// text stays as it is, so an escape cannot be told from a text that spells one:
// the result is for reading, not for decoding.
package visible

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/phrase"
)

// maxMarks is how many combining marks may follow each other. Writing systems
// stay below it; text that is made to overflow its line does not.
const maxMarks = 4

// tabWidth is the number of spaces that Text writes for a tab.
const tabWidth = 4

// Line escapes text for a single line: newlines and tabs are escaped too.
func Line(text string) string { return escape(text, false) }

// Text escapes text but keeps its line breaks; a tab becomes four spaces. A
// carriage return is shown as \r, also before a newline.
func Text(text string) string { return escape(text, true) }

// Cut escapes text for a single line of at most width cells. A text that is cut
// ends in an ellipsis.
func Cut(text string, width int) string {
	if width <= 0 {
		return ""
	}
	const ellipsis = "…"
	// A body of a megabyte need not be escaped to show its first 80 cells.
	for limit := 64 * width; limit < len(text); limit *= 2 {
		head := Line(phrase.Head(text, limit))
		if ansi.StringWidth(head) > width {
			return ansi.Truncate(head, width, ellipsis)
		}
	}
	return ansi.Truncate(Line(text), width, ellipsis)
}

// Value escapes text for a single line as Cut does, and says how long it is when
// not all of it is shown.
func Value(text string, width int) string {
	if shown := Cut(text, width); shown != Line(text) {
		return shown + " (" + phrase.Plural(len(text), "byte") + ")"
	}
	return Line(text)
}

// escape does the work of Line and Text. Stretches that need no change are
// copied whole; a text of nothing else is returned without a copy.
func escape(text string, multiline bool) string {
	clean := cleanASCII(text, multiline)
	if clean == len(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	copied := 0 // text before this index is in b
	marks := 0
	for i := clean; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		invalid := r == utf8.RuneError && size == 1
		marks = countMarks(marks, r)
		if !invalid && marks <= maxMarks && isHarmless(r, multiline) {
			i += size
			continue
		}
		b.WriteString(text[copied:i])
		if invalid {
			writeByte(&b, text[i])
		} else {
			writeRune(&b, r, multiline)
		}
		i += size
		copied = i
	}
	if copied == 0 {
		return text
	}
	b.WriteString(text[copied:])
	return b.String()
}

// cleanASCII is the length of the stretch of harmless ASCII that text begins
// with.
func cleanASCII(text string, multiline bool) int {
	for i := range len(text) {
		if c := text[i]; (c < ' ' || c > '~') && !(multiline && c == '\n') {
			return i
		}
	}
	return len(text)
}

// countMarks is the number of combining marks in a row, r included.
func countMarks(before int, r rune) int {
	if r > unicode.MaxLatin1 && unicode.Is(unicode.M, r) {
		return before + 1
	}
	return 0
}

// isHarmless reports whether a terminal shows r as a character of its own.
//
// unicode.IsPrint, of which strconv.IsPrint is the fast form, leaves out
// controls, bidirectional and other format characters, separators, private use
// and unassigned ones. It lets through what is printable by category and yet
// invisible: variation selectors, Hangul fillers and their like.
func isHarmless(r rune, multiline bool) bool {
	if r <= unicode.MaxASCII {
		return r >= ' ' && r != 0x7f || multiline && r == '\n'
	}
	return strconv.IsPrint(r) &&
		!unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) &&
		!unicode.Is(unicode.Variation_Selector, r)
}

// writeRune writes r in visible form.
func writeRune(b *strings.Builder, r rune, multiline bool) {
	switch {
	case r == '\t' && multiline:
		b.WriteString(strings.Repeat(" ", tabWidth))
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\r':
		b.WriteString(`\r`)
	case r == '\t':
		b.WriteString(`\t`)
	case unicode.IsControl(r):
		writeByte(b, byte(r))
	default:
		b.WriteString(`\u{`)
		b.WriteString(strconv.FormatInt(int64(r), 16))
		b.WriteByte('}')
	}
}

// writeByte writes a control character, or a byte that is not UTF-8.
func writeByte(b *strings.Builder, c byte) {
	const digits = "0123456789abcdef"
	b.WriteString(`\x`)
	b.WriteByte(digits[c>>4])
	b.WriteByte(digits[c&0xf])
}
