package jwt

import (
	"encoding/base64"
	"fmt"
	"iter"
	"strings"
	"unicode"

	"devtools/ripio-explorer/ripio/internal/members"
)

// LooksLikeToken reports whether a text without white space has the shape of a
// token. Host names and version numbers have dots too, so the first or the
// second part must begin as JSON does, or all three must be long.
func LooksLikeToken(raw string) bool {
	const long = 20
	header, rest, ok := strings.Cut(raw, ".")
	if !ok || startsLikeJSON(header) {
		return ok
	}
	claims, signature, ok := strings.Cut(rest, ".")
	if !ok || !isAllBase64URL(header) || !isAllBase64URL(claims) || !isAllBase64URL(signature) {
		return false
	}
	return startsLikeJSON(claims) || min(len(header), len(claims), len(signature)) >= long
}

func isAllBase64URL(text string) bool { return foreignCharacter(text) == len(text) }

// startsLikeJSON reports whether a part begins as the base64 of a JSON object.
func startsLikeJSON(part string) bool {
	const shortest = 8
	if strings.HasPrefix(part, "eyJ") { // {" and a letter
		return len(part) >= shortest
	}
	head := part[:min(len(part), 16)]
	if len(head)%4 == 1 {
		head = head[:len(head)-1]
	}
	data, err := base64.RawURLEncoding.DecodeString(head)
	if err != nil {
		return false
	}
	const space = " \t\r\n"
	inner, ok := strings.CutPrefix(strings.TrimLeft(string(data), space), "{")
	inner = strings.TrimLeft(inner, space)
	return ok && (strings.HasPrefix(inner, `"`) || strings.HasPrefix(inner, "}"))
}

// isTokenCharacter reports whether r may stand in a token or in a damaged one: the
// alphabets of base64url and base64, dots, padding, percent-encoding and an
// ellipsis.
func isTokenCharacter(r rune) bool {
	return r == '…' || r < unicode.MaxASCII && (isBase64URL(byte(r)) || strings.IndexByte(".+/=%", byte(r)) >= 0)
}

func isNoTokenCharacter(r rune) bool { return !isTokenCharacter(r) }

// isFrame reports whether r is one of the characters with which mail programs and boxes on a screen
// begin or end a line.
func isFrame(r rune) bool { return strings.ContainsRune(`>|│┃║\`, r) }

// textLines returns the token characters that text begins with, and those of the
// next line as long as lines hold nothing else.
func textLines(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
			line = strings.TrimFunc(line, func(r rune) bool { return unicode.IsSpace(r) || isFrame(r) })
			end := strings.IndexFunc(line, isNoTokenCharacter)
			if end < 0 {
				end = len(line)
			}
			if !yield(line[:end]) || end < len(line) {
				return
			}
		}
	}
}

// joinWrapped puts words together until the token is whole by its algorithm, or
// until a word cannot belong to it.
func joinWrapped(words iter.Seq[string], form TokenForm) extraction {
	found := extraction{form: form}
	var raw strings.Builder
	dots, whole, gaps, first := 0, 0, 0, 0
	for word := range words {
		if word = strings.TrimFunc(word, isFrame); word == "" {
			continue
		}
		if length := raw.Len(); length > 0 {
			if dots >= 2 && startsLikeJSON(word) {
				found.add("token-several", "")
				break
			}
			if length == whole || strings.IndexFunc(word, isNoTokenCharacter) >= 0 {
				found.add("token-surroundings", "")
				break
			}
			if gaps++; gaps == 1 {
				first = length
			}
		}
		raw.WriteString(word)
		had := dots
		if dots += strings.Count(word, "."); had < 2 && dots >= 2 {
			whole = expectedLength(raw.String())
		}
		if raw.Len() > maxToken {
			break
		}
	}
	found.raw, found.joined = raw.String(), gaps > 0
	switch {
	case gaps == 1:
		found.add("token-white-space", fmt.Sprintf("after character %d", first))
	case gaps > 1:
		found.add("token-white-space", fmt.Sprintf("in %d places, the first after character %d", gaps, first))
	}
	return found
}

// expectedLength is how long a token with two dots is whose header names an
// algorithm with signatures of one length; 0 when it is not known.
func expectedLength(raw string) int {
	header, _ := soundHeader(raw)
	alg, _ := header.Last("alg")
	signature := algorithms[alg.Text].signature
	if signature == 0 {
		return 0
	}
	start := strings.IndexByte(raw, '.') + 1
	start += strings.IndexByte(raw[start:], '.') + 1
	return start + base64.RawURLEncoding.EncodedLen(signature)
}

// soundHeader reads the header of a token that was not damaged.
func soundHeader(raw string) (members.Object, bool) {
	header, _, _ := strings.Cut(raw, ".")
	data, err := base64.RawURLEncoding.DecodeString(header)
	if err != nil {
		return members.Object{}, false
	}
	object, fault := members.Read(string(data))
	return object, fault == nil
}
