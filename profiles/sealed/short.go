package sealed

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/redact"
)

// ShortPassphrase is the number of characters below which a new passphrase is
// remarked.
const ShortPassphrase = 10

// Remark returns a sentence about a new passphrase that is quickly tried out; empty
// for any other. It holds nothing of it. It refuses nothing: who needs no strong
// one may choose so.
func Remark(passphrase redact.Secret) string {
	text := passphrase.Reveal()
	length := utf8.RuneCountInString(text)
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case length == 0:
		return ""
	case length < ShortPassphrase:
		return fmt.Sprintf("the passphrase has %d characters: who gets the file can try out all such passphrases; four or more random words are safer", length)
	case strings.Trim(text, string(first)) == "":
		return "the passphrase is one character repeated: who gets the file will try that early; four or more random words are safer"
	}
	return ""
}
