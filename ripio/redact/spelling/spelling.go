// Package spelling writes random secrets in random ways, for tests of what must not show
// them: with other people's encoders, or by hand as other people's encoders do.
package spelling

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf16"
)

// spelling writes a text in another way that some reader undoes.
type spelling struct {
	name  string
	spell func(r *rand.Rand, text string) string
}

// someOf escapes some characters, and all that must be.
func someOf(must string, escape func(r *rand.Rand, char rune) string) func(*rand.Rand, string) string {
	return func(r *rand.Rand, text string) string {
		var out strings.Builder
		share := r.IntN(4)
		for _, char := range text {
			if strings.ContainsRune(must, char) || r.IntN(3) < share {
				out.WriteString(escape(r, char))
			} else {
				out.WriteRune(char)
			}
		}
		return out.String()
	}
}

func percent(r *rand.Rand, char rune) string {
	var out strings.Builder
	for _, b := range []byte(string(char)) {
		format := "%%%02X"
		if r.IntN(2) == 0 {
			format = "%%%02x"
		}
		fmt.Fprintf(&out, format, b)
	}
	return out.String()
}

func entity(r *rand.Rand, char rune) string {
	names := map[rune]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;", '/': "&sol;", '%': "&percnt;",
		'\\': "&bsol;", '+': "&plus;", 'ñ': "&ntilde;", 'é': "&eacute", '=': "&equals;", '#': "&num;", '_': "&lowbar;"}
	if name, ok := names[char]; ok && r.IntN(2) == 0 {
		return name
	}
	return []string{fmt.Sprintf("&#%d;", char), fmt.Sprintf("&#x%x;", char), fmt.Sprintf("&#X%04X;", char)}[r.IntN(3)]
}

func backslash(r *rand.Rand, char rune) string {
	switch named := strings.IndexRune("\a\b\f\n\r\t\v", char); {
	case named >= 0:
		return `\` + "abfnrtv"[named:named+1]
	case strings.ContainsRune(`"\/'`+"`", char) && r.IntN(2) == 0:
		return `\` + string(char)
	case char > 0xff && char > 0xffff:
		high, low := utf16.EncodeRune(char)
		return fmt.Sprintf(`\u%04x\u%04X`, high, low)
	case char >= 0x80:
		return fmt.Sprintf(`\u%04x`, char)
	}
	return []string{fmt.Sprintf(`\x%02x`, char), fmt.Sprintf(`\u%04X`, char), fmt.Sprintf(`\%03o`, char), fmt.Sprintf(`\u{%x}`, char)}[r.IntN(4)]
}

// spellings are made with other people's encoders, or by hand as other people's
// encoders do.
var spellings = []spelling{
	{"percent", someOf("%", percent)},
	{"form", func(_ *rand.Rand, text string) string { return url.QueryEscape(text) }},
	{"entities", someOf("&", entity)},
	{"HTML", func(_ *rand.Rand, text string) string { return html.EscapeString(text) }},
	{"backslash", someOf(`\`+"\n\r\t", backslash)},
	{"JSON", func(_ *rand.Rand, text string) string {
		data, _ := json.Marshal(map[string]string{"a": text})
		return string(data)
	}},
	{"Go", func(_ *rand.Rand, text string) string { return strconv.QuoteToASCII(text) }},
	{"base64", func(r *rand.Rand, text string) string {
		encodings := []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding}
		return encodings[r.IntN(4)].EncodeToString([]byte("client_id"[:r.IntN(9)] + text + ":x"[:r.IntN(3)]))
	}},
	{"hexadecimal", func(_ *rand.Rand, text string) string { return hex.EncodeToString([]byte(text)) }},
}

// Spelled writes a text in one to three ways, one in the other.
func Spelled(r *rand.Rand, text string) (written, ways string) {
	var names []string
	for range 1 + r.IntN(3) {
		s := spellings[r.IntN(len(spellings))]
		text = s.spell(r, text)
		names = append(names, s.name)
	}
	return text, strings.Join(names, " in ")
}

var alphabets = []string{
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "0123456789abcdef",
	`abcXYZ019-._~!*'()+/=&%\"<>;:@ `, "contraseñaéüß😀日本-1", "ab%41&amp;\\n\\x41+/",
}

// Secret is a random secret of at least 11 characters, but for spaces at its ends.
func Secret(r *rand.Rand) string {
	alphabet := []rune(alphabets[r.IntN(len(alphabets))])
	var out strings.Builder
	for range 11 + r.IntN(40) {
		out.WriteRune(alphabet[r.IntN(len(alphabet))])
	}
	return strings.TrimSpace(out.String())
}

// Around is text around a secret; it may end in half an escape.
func Around(r *rand.Rand) string {
	words := []string{"the password", "wrong", `{"detail":"`, "\\", "%", "&", "&amp;", "%4", "\\u00", "<b>", "=", "+", " ", "\n", "QUJD", "é", "0x", "?p=", "Basic ", "\xff"}
	var out strings.Builder
	for range r.IntN(8) {
		out.WriteString(words[r.IntN(len(words))])
	}
	return out.String()
}

// Case is a secret that tells itself from other text, written in random ways; random are the
// numbers that go on from there.
func Case(seed uint64) (secret, written, ways string, random *rand.Rand) {
	random = rand.New(rand.NewPCG(seed, 1))
	for Variety(secret) < 4 {
		secret = Secret(random)
	}
	written, ways = Spelled(random, secret)
	return secret, written, ways, random
}

// Variety is the number of different characters of a text.
func Variety(text string) int {
	different := map[rune]bool{}
	for _, char := range text {
		different[char] = true
	}
	return len(different)
}
