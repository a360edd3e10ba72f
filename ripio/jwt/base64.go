package jwt

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

// strictBase64URL refuses padding, the other alphabet and stray bits.
var strictBase64URL = base64.RawURLEncoding.Strict()

// decodeSegment decodes one part from base64url (RFC 7515 section 2). Whatever
// is wrong becomes a finding; what can still be read is given. The second
// result is false when something of the part is lost.
func (r *tokenReader) decodeSegment(part tokenPart, text string) (data []byte, whole bool) {
	if data, err := strictBase64URL.DecodeString(text); err == nil && strings.IndexByte(text, '\n') < 0 && strings.IndexByte(text, '\r') < 0 { // which it skips
		return data, true
	}
	text = r.toURLAlphabet(part, text)
	whole = true
	if at := foreignCharacter(text); at < len(text) {
		r.add("token-character", fmt.Sprintf("%s, character %d: %s", part, phrase.CharacterNumber(text, at), foreignCause(text[at:])))
		text, whole = text[:at], false
	}
	switch {
	case !whole:
		text = text[:len(text)/4*4]
	case len(text)%4 == 1:
		r.add("token-part-length", fmt.Sprintf("%s, %s", part, phrase.Plural(len(text), "character")))
		text, whole = text[:len(text)-1], false
	}
	data, _ = base64.RawURLEncoding.DecodeString(text) // nothing is left to fail
	if whole && base64.RawURLEncoding.EncodeToString(data) != text {
		r.add("token-trailing-bits", fmt.Sprintf("%s, character %d: %s", part, len(text), phrase.QuoteCharacter(text[len(text)-1:])))
	}
	return data, whole
}

// padding is what fills a part up to a multiple of four, also as URLs (%3D, or
// %253D when that was encoded again) and quoted-printable mails (=3D) write it.
var padding = phrase.NewShape(`(?:=3D|=|%(?:25)*3[Dd])+$`)

// toURLAlphabet drops padding and replaces the two characters in which standard
// base64 differs, with a finding for each.
func (r *tokenReader) toURLAlphabet(part tokenPart, text string) string {
	if !strings.ContainsAny(text, "=%+/") {
		return text
	}
	if pad := padding().FindStringIndex(text); pad != nil {
		r.add("token-padding", fmt.Sprintf("%s, character %d: '%s'", part, phrase.CharacterNumber(text, pad[0]), phrase.Shorten(text[pad[0]:])))
		text = text[:pad[0]]
	}
	if at := strings.IndexAny(text, "+/"); at >= 0 {
		r.add("token-standard-alphabet", fmt.Sprintf("%s, character %d: %s", part, phrase.CharacterNumber(text, at), phrase.QuoteCharacter(text[at:])))
		text = strings.NewReplacer("+", "-", "/", "_").Replace(text)
	}
	return text
}

// foreignCharacter is the index of the first character outside the base64url
// alphabet, the text's length when there is none.
func foreignCharacter(text string) int {
	for i := range len(text) {
		if !isBase64URL(text[i]) {
			return i
		}
	}
	return len(text)
}

func isBase64URL(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || phrase.IsDigit(c) || c == '-' || c == '_'
}

// foreignCause names the character that text begins with and what it hints at.
func foreignCause(text string) string {
	r, _ := utf8.DecodeRuneInString(text)
	shown := phrase.QuoteCharacter(text)
	switch {
	case r == '…':
		return shown + ", an ellipsis: it was shortened for display"
	case r == '•' || r == '*':
		return shown + ", as if it was masked for display"
	case r == '%':
		return shown + ", as if it was percent-encoded"
	case r == '=':
		return shown + ", padding in the middle, as if two texts were joined"
	case strings.ContainsRune("\"'`,;:{}<>", r):
		return shown + ", as if text around the token was copied with it"
	case pasted.IsInvisible(r):
		return shown + ", which cannot be seen"
	case pasted.LookAlike(r) != 0:
		return shown + ", which looks like " + phrase.QuoteCharacter(string(pasted.LookAlike(r)))
	}
	return shown
}
