package hygiene

import (
	"unicode"

	"devtools/ripio-explorer/ripio/pasted"
)

// These classes fit the checks in package ripio; a test compares the two.

// isLineBreak tells the characters that end a line, as Unicode Standard Annex 14
// lists them.
func isLineBreak(char rune) bool {
	switch char {
	case '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// isEdge tells what is dropped at the ends only.
func isEdge(char rune) bool { return unicode.IsSpace(char) || unicode.IsControl(char) }

func isBlank(char rune) bool { return isEdge(char) || pasted.IsInvisible(char) }

var quotePairs = []struct{ opening, closing, name string }{
	{`"`, `"`, "pair of double quotation marks"},
	{"'", "'", "pair of single quotation marks"},
	{"`", "`", "pair of backquotes"},
	{"“", "”", "pair of typographic quotation marks"},
	{"‘", "’", "pair of typographic quotation marks"},
	{"«", "»", "pair of typographic quotation marks"},
}

var names = map[rune]string{
	' ': "space", '\t': "tab", 0xa0: "no-break space", 0x202f: "no-break space", 0: "NUL character",
	0xfeff: "byte order mark", 0x200b: "zero-width space", 0x200c: "zero-width non-joiner",
	0x200d: "zero-width joiner", 0x2060: "word joiner", 0xad: "soft hyphen",
}

// nameOf returns the singular for a character that is dropped.
func nameOf(char rune) string {
	if name, known := names[char]; known {
		return name
	}
	switch {
	case isLineBreak(char):
		return "line break"
	case unicode.Is(unicode.Bidi_Control, char):
		return "direction mark"
	case pasted.IsInvisible(char):
		return "invisible character"
	case unicode.IsSpace(char):
		return "white-space character"
	}
	return "control character"
}
