// Package pasted knows what copying and pasting leave around a text: white space,
// quotation marks, invisible and look-alike characters, another encoding.
package pasted

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// IsPlainSpace reports whether a character is white space and no control character.
func IsPlainSpace(char rune) bool { return unicode.IsSpace(char) && !unicode.IsControl(char) }

// IsInvisible reports whether a character takes part in a text but shows nothing:
// zero-width and direction marks, variation selectors, fillers.
func IsInvisible(char rune) bool {
	const brailleBlank = 0x2800
	return char == brailleBlank || char > unicode.MaxASCII &&
		unicode.In(char, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// IsForeign reports whether a character, or a byte that is not UTF-8, is neither
// ASCII nor handled by another rule.
func IsForeign(char rune) bool {
	return char > unicode.MaxASCII && !unicode.IsSpace(char) && !unicode.IsControl(char) && !IsInvisible(char)
}

// TrimEdges drops white space, control and invisible characters at both ends.
func TrimEdges(text string) string {
	return strings.TrimFunc(text, func(char rune) bool {
		return unicode.IsSpace(char) || unicode.IsControl(char) || IsInvisible(char)
	})
}

// DropInvisible drops invisible characters everywhere.
func DropInvisible(text string) string { return dropFunc(text, IsInvisible) }

// DropSpace drops white space everywhere.
func DropSpace(text string) string { return dropFunc(text, unicode.IsSpace) }

func dropFunc(text string, drop func(rune) bool) string {
	return replaceFunc(text, drop, func(rune) string { return "" })
}

// replaceFunc replaces some characters and keeps all other bytes as they are, even
// those that are not UTF-8: strings.Map would rewrite them.
func replaceFunc(text string, which func(rune) bool, by func(rune) string) string {
	if !strings.ContainsFunc(text, which) {
		return text
	}
	var out strings.Builder
	for len(text) > 0 {
		char, size := utf8.DecodeRuneInString(text)
		if which(char) {
			out.WriteString(by(char))
		} else {
			out.WriteString(text[:size])
		}
		text = text[size:]
	}
	return out.String()
}

// quotePairs are the quotation marks that programs and people put around
// values.
var quotePairs = [...][2]string{{`"`, `"`}, {"'", "'"}, {"`", "`"}, {"“", "”"}, {"‘", "’"}, {"«", "»"}}

// UnquotePair drops one pair of quotation marks around a text that has more
// than the pair.
func UnquotePair(text string) (string, bool) {
	for _, pair := range quotePairs {
		if inner, ok := strings.CutPrefix(text, pair[0]); ok {
			if inner, ok = strings.CutSuffix(inner, pair[1]); ok && inner != "" {
				return inner, true
			}
		}
	}
	return text, false
}

// lookAlikeGroups are an ASCII character each and what is easily taken for it:
// Cyrillic and Greek letters, and the dashes that word processors write.
var lookAlikeGroups = [...]string{
	"-\u2010\u2011\u2012\u2013\u2014\u2212", "A\u0410\u0391", "B\u0412\u0392", "C\u0421", "E\u0415\u0395",
	"H\u041d\u0397", "I\u0406\u0399", "J\u0408", "K\u041a\u039a", "M\u041c\u039c", "N\u039d", "O\u041e\u039f",
	"P\u0420\u03a1", "S\u0405", "T\u0422\u03a4", "X\u0425\u03a7", "Y\u0423\u03a5", "Z\u0396", "a\u0430",
	"c\u0441", "d\u0501", "e\u0435", "h\u04bb", "i\u0456", "j\u0458", "o\u043e\u03bf", "p\u0440", "q\u051b",
	"s\u0455", "v\u03bd", "w\u051d", "x\u0445", "y\u0443",
}

// LookAlike returns the ASCII character that a foreign one is easily taken for; 0
// when there is none.
func LookAlike(char rune) rune { return lookAlikes()[char] }

// lookAlikes is made when it is first needed.
var lookAlikes = sync.OnceValue(func() map[rune]rune {
	table := make(map[rune]rune)
	for _, group := range lookAlikeGroups {
		for _, char := range group[1:] {
			table[char] = rune(group[0])
		}
	}
	const fullWidth = '\uff01' - '!'
	for char := '0'; char <= 'z'; char++ {
		if unicode.IsLetter(char) || unicode.IsDigit(char) {
			table[char+fullWidth] = char
		}
	}
	return table
})

// ToLatin puts the ASCII look-alike in place of every foreign character that
// has one.
func ToLatin(text string) string {
	return replaceFunc(text,
		func(char rune) bool { return char > unicode.MaxASCII && LookAlike(char) != 0 },
		func(char rune) string { return string(LookAlike(char)) })
}

// Tidy returns what a pasted text was probably meant to be: without the space
// and the quotation marks around it, without invisible characters, and with
// ASCII characters for their look-alikes.
func Tidy(text string) string {
	inner, _ := UnquotePair(TrimEdges(text))
	return ToLatin(DropInvisible(TrimEdges(inner)))
}

// LooksUTF16 reports whether bytes are text in UTF-16, with its mark or, in plain
// English letters, without: half of the first bytes are zero then, all of them at
// odd places or all at even ones. PowerShell's > writes such files.
func LooksUTF16(data []byte) bool {
	const enough = 64
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return true
	}
	head := data[:min(len(data), enough)&^1]
	var zeros [2]int
	for i, octet := range head {
		if octet == 0 {
			zeros[i%2]++
		}
	}
	return len(head) >= 4 && (zeros[0] == 0 && zeros[1] == len(head)/2 || zeros[1] == 0 && zeros[0] == len(head)/2)
}

// ByteOrderMark is what some editors write before a text in UTF-8.
const ByteOrderMark = "\ufeff"
