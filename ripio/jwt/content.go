package jwt

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

// faultCodes are the findings for what can be wrong with a JSON text.
var faultCodes = map[members.FaultKind]finding.Code{
	members.Empty:     "token-json-syntax",
	members.Syntax:    "token-json-syntax",
	members.NotObject: "token-json-kind",
	members.Trailing:  "token-json-trailing",
	members.EndsEarly: "token-json-cut",
}

// readObject reads the JSON of a part. The second result says why it is not the
// whole object, empty when it is. Of a part that was cut, only what can be read
// is taken: why the rest is missing was said before.
func (r *tokenReader) readObject(part tokenPart, text string, whole bool) (members.Object, Unread) {
	if !whole && text == "" {
		return members.Object{}, UnreadDamaged
	}
	inner, hasMark := strings.CutPrefix(text, pasted.ByteOrderMark)
	if hasMark {
		r.add("token-json-bom", place(part, 0))
	}
	object, fault := members.Read(inner)
	if fault != nil && (whole || fault.What != members.EndsEarly) {
		r.add(faultCodes[fault.What], place(part, fault.Offset+len(text)-len(inner))+": "+fault.Detail+contentHint(inner))
	}
	if fault != nil {
		inner = "" // one fault is enough to say of it
	}
	r.checkObject(part, inner, object)
	switch {
	case fault != nil && fault.What == members.EndsEarly:
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

// contentHint guesses what a text that is not JSON may be.
func contentHint(text string) string {
	switch {
	case LooksLikeToken(text):
		return "; it is another token, which can be decoded alone"
	case strings.IndexFunc(text, isBinary) >= 0:
		return "; it is not text"
	}
	return ""
}

// isBinary reports whether r stands in no JSON text, as bytes that are not UTF-8.
func isBinary(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r)
}

// checkObject finds what JSON readers accept without a word.
func (r *tokenReader) checkObject(part tokenPart, text string, object members.Object) {
	for i, name := range object.Duplicates() {
		if i == maxSimilarFindings {
			break
		}
		last, _ := object.Last(name)
		r.add("token-json-duplicate", fmt.Sprintf("%s: %s, the last one is %s", part, phrase.ShowName(name), phrase.Shorten(last.Raw)))
	}
	if at := members.BadUTF8(text); at >= 0 {
		r.add("token-json-utf8", place(part, at))
	}
	hidden := 0
	for _, member := range object.Members {
		text := member.Name + member.Text
		at := strings.IndexFunc(text, isHidden)
		if at < 0 {
			continue
		}
		char, _ := utf8.DecodeRuneInString(text[at:])
		r.add("token-hidden-characters", fmt.Sprintf("%s: %U in %s", part, char, phrase.ShowName(member.Name)))
		if hidden++; hidden == maxSimilarFindings {
			return
		}
	}
}

// maxSimilarFindings is how often the same is said about a part; a token that is
// made to be tedious has thousands of odd members.
const maxSimilarFindings = 5

// isHidden reports whether a terminal obeys a character or does not show it.
func isHidden(r rune) bool {
	if r > ' ' && r < unicode.MaxASCII { // of a long token almost all of it
		return false
	}
	return unicode.IsControl(r) || pasted.IsInvisible(r) || unicode.In(r, unicode.Zl, unicode.Zp)
}
