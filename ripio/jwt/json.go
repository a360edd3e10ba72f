package jwt

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/pasted"
)

// readHeader decodes the first part. A text without a dot is only read when it
// begins like a header.
func (r *tokenReader) readHeader() {
	text := r.parts[0]
	if text == "" || len(r.parts) == 1 && !startsLikeJSON(text) {
		r.token.HeaderUnread = r.notThere()
		return
	}
	data, whole := r.decodeSegment(partHeader, text)
	r.token.HeaderJSON = data
	r.header, r.token.HeaderUnread = r.readObject(partHeader, string(data), whole)
	r.token.Header = members(r.header, headerNote)
	r.checkHeader()
}

// notThere says why a part is not there.
func (r *tokenReader) notThere() Unread {
	if r.shortened {
		return UnreadCut
	}
	return UnreadMissing
}

// readClaims decodes the second part.
func (r *tokenReader) readClaims() {
	if r.token.ClaimsUnread = r.closedClaims(); r.token.ClaimsUnread != "" {
		return
	}
	text := r.parts[1]
	var data []byte
	whole := true
	if r.isUnencoded() && strings.HasPrefix(text, "{") {
		data = []byte(text)
	} else {
		data, whole = r.decodeSegment(partClaims, text)
	}
	r.token.ClaimsJSON = data
	content := string(data)
	if LooksLikeToken(content) {
		r.add("token-nested", "")
		r.token.ClaimsUnread = UnreadNested
		return
	}
	r.claims, r.token.ClaimsUnread = r.readObject(partClaims, content, whole)
	r.token.Claims = members(r.claims, claimNote)
	r.checkClaims()
}

// closedClaims says why it is no use to decode the second part; empty when it is.
func (r *tokenReader) closedClaims() Unread {
	switch {
	case r.token.Encrypted:
		return UnreadEncrypted
	case len(r.parts) < 2 || r.parts[1] == "":
		return r.notThere()
	case len(r.parts) == 5 && algorithms[r.token.Algorithm].key == unknownKey && !startsLikeJSON(r.parts[1]):
		return UnreadUnclear
	case r.isUnencoded() && r.parts[1][0] != '{' && !startsLikeJSON(r.parts[1]):
		return UnreadUnencoded
	}
	return ""
}

// isUnencoded reports whether the header says that the payload is not base64url
// (RFC 7797).
func (r *tokenReader) isUnencoded() bool {
	b64, ok := r.header.Last("b64")
	return ok && b64.Raw == "false"
}

// faultCodes are the findings for what can be wrong with a JSON text.
var faultCodes = map[jsonFault]finding.Code{
	JsonEmpty:     "token-json-empty",
	jsonBOM:       "token-json-bom",
	JsonNotObject: "token-json-kind",
	jsonTrailing:  "token-json-trailing",
	JsonEndsEarly: "token-json-cut",
	jsonTooDeep:   "token-json-depth",
	jsonSyntax:    "token-json-syntax",
}

// readObject walks the JSON of a part. The second result says why it is not the
// whole object, empty when it is. Of a part that was cut, only what can be read
// is taken: why the rest is missing was said before.
func (r *tokenReader) readObject(part tokenPart, text string, whole bool) (JsonObject, Unread) {
	if !whole && text == "" {
		return JsonObject{BadUTF8: -1, LoneSurrogate: -1}, UnreadDamaged
	}
	object, fault := WalkJSONObject(text)
	if fault != nil && fault.Fault == jsonBOM {
		r.add(faultCodes[jsonBOM], place(part, 0))
		object, fault = WalkJSONObject(strings.TrimPrefix(text, pasted.ByteOrderMark))
	}
	if fault != nil && (whole || fault.Fault != JsonEndsEarly) {
		r.add(faultCodes[fault.Fault], place(part, fault.offset)+": "+fault.detail+contentHint(text))
	}
	r.checkObject(part, object)
	switch {
	case fault != nil && fault.Fault == JsonEndsEarly:
		return object, UnreadCut
	case !whole:
		return object, UnreadDamaged
	case fault != nil:
		return object, UnreadNotJSON
	}
	return object, ""
}

// place names a byte of a decoded part and the character of the encoded part
// that it begins in.
func place(part tokenPart, offset int) string {
	return fmt.Sprintf("%s, byte %d (character %d of the part)", part, offset+1, offset*4/3+1)
}

// contentHint guesses what a text that is no JSON may be.
func contentHint(text string) string {
	switch {
	case strings.HasPrefix(text, "\x1f\x8b"):
		return "; it begins as gzip does"
	case strings.HasPrefix(text, "\x78\x9c"), strings.HasPrefix(text, "\x78\xda"):
		return "; it begins as zlib compression does"
	case strings.IndexFunc(text, isBinary) >= 0:
		return "; it is no text"
	}
	return ""
}

// isBinary tells characters that no JSON text holds, bytes that are not UTF-8
// included.
func isBinary(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// checkObject finds what JSON readers accept without a word.
func (r *tokenReader) checkObject(part tokenPart, object JsonObject) {
	for i, name := range object.Duplicates() {
		if i == maxSimilarFindings {
			break
		}
		last, _ := object.Last(name)
		r.add("token-json-duplicate", fmt.Sprintf("%s: %s, the last one is %s", part, phrase.ShowName(name), phrase.Shorten(last.Raw)))
	}
	if object.BadUTF8 >= 0 {
		r.add("token-json-utf8", place(part, object.BadUTF8))
	}
	if object.LoneSurrogate >= 0 {
		r.add("token-json-surrogate", place(part, object.LoneSurrogate))
	}
	hidden := 0
	for _, member := range object.Members {
		char, ok := hiddenCharacter(member.Name)
		if !ok {
			char, ok = hiddenCharacter(member.Text)
		}
		if !ok {
			continue
		}
		r.add("token-hidden-characters", fmt.Sprintf("%s: %U in %s", part, char, phrase.ShowName(member.Name)))
		if hidden++; hidden == maxSimilarFindings {
			return
		}
	}
}

// maxSimilarFindings is how often the same is said about a part; a token that is
// made to be tedious has thousands of odd members.
const maxSimilarFindings = 5

// hiddenCharacter finds the first character that a terminal obeys or does not
// show.
func hiddenCharacter(text string) (rune, bool) {
	for _, r := range text {
		switch {
		case r >= ' ' && r < 0x7f:
		case unicode.IsControl(r), pasted.IsInvisible(r), unicode.In(r, unicode.Zl, unicode.Zp):
			return r, true
		}
	}
	return 0, false
}

// members turns what was walked into the members that are shown.
func members(object JsonObject, note func(jsonMember) string) []Member {
	if len(object.Members) == 0 {
		return nil
	}
	shown := make([]Member, len(object.Members))
	for i, member := range object.Members {
		shown[i] = Member{Name: member.Name, JSON: member.Raw, Text: member.Text, Note: note(member)}
	}
	return shown
}
