package ripio

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// jsonKind is what a JSON value is.
type jsonKind string

// The kinds of RFC 8259 section 3, with an article, as sentences use them.
const (
	jsonObjectKind jsonKind = "an object"
	jsonArrayKind  jsonKind = "an array"
	jsonStringKind jsonKind = "a string"
	jsonNumberKind jsonKind = "a number"
	jsonBoolKind   jsonKind = "true or false"
	jsonNullKind   jsonKind = "null"
)

// jsonMember is one name and value of an object. Name, raw and text are outside
// text.
type jsonMember struct {
	name string // without quotes and escapes
	kind jsonKind
	raw  string // the value's exact text, numbers with all their digits
	// text is a string's value without quotes and escapes; the same as raw for
	// every other kind. Bytes that are not UTF-8 are kept; a lone surrogate
	// becomes U+FFFD.
	text string
	// offset is where the value begins, in bytes.
	offset int
	// duplicate tells that the same name stands earlier in this object.
	duplicate bool
}

// jsonObject is what walkJSONObject read: of a faulty text, the members that
// stand before the fault.
type jsonObject struct {
	members []jsonMember
	// badUTF8 and loneSurrogate are the offsets of the first byte that is not
	// UTF-8 and of the first \u escape that is half a surrogate pair; -1 when
	// there is none. encoding/json accepts both and shows U+FFFD.
	badUTF8, loneSurrogate int
}

// last finds the member of exactly that name, letter case included. Of
// duplicates it gives the last one, as golang-jwt and most parsers do and as
// RFC 7519 section 4 allows.
func (o jsonObject) last(name string) (jsonMember, bool) {
	for i := len(o.members) - 1; i >= 0; i-- {
		if o.members[i].name == name {
			return o.members[i], true
		}
	}
	return jsonMember{}, false
}

// duplicates lists the names that stand more than once, each once.
func (o jsonObject) duplicates() []string {
	var names []string
	var listed map[string]bool
	for _, member := range o.members {
		if member.duplicate && !listed[member.name] {
			if listed == nil {
				listed = make(map[string]bool)
			}
			listed[member.name] = true
			names = append(names, member.name)
		}
	}
	return names
}

// jsonFault names what is wrong with a text that should be a JSON object.
type jsonFault string

// The faults.
const (
	jsonEmpty     jsonFault = "empty"
	jsonBOM       jsonFault = "byte order mark" // before the value; the rest was not read
	jsonNotObject jsonFault = "not an object"   // well-formed JSON of another kind
	jsonTrailing  jsonFault = "trailing data"   // the object is whole, more text follows
	jsonEndsEarly jsonFault = "ends early"      // no fault but that the text stops
	jsonTooDeep   jsonFault = "too deep"        // more than maxJSONDepth
	jsonSyntax    jsonFault = "not JSON"
)

// jsonError says where a text stops being the JSON object it should be.
type jsonError struct {
	fault  jsonFault
	offset int      // in bytes, from 0
	kind   jsonKind // with jsonNotObject: what the text is instead
	detail string   // what stands there and what was expected
}

// Error gives the place, counted from 1, and the fault. It quotes at most one
// character of the text, escaped.
func (e *jsonError) Error() string {
	return fmt.Sprintf("byte %d: %s", e.offset+1, e.detail)
}

// maxJSONDepth is the limit of encoding/json, so that both accept the same.
const maxJSONDepth = 10000

// walkJSONObject reads a JSON object member by member, in their order and with
// their exact text. It accepts the same texts as encoding/json (UTF-8 is not
// enforced, see jsonObject), but it demands an object, compares names exactly,
// and notices duplicates and trailing data. Nested objects are checked, not
// listed: walk a member's raw text to list them.
//
// The fault is nil for a sound object. Otherwise the members before it are
// still given.
func walkJSONObject(text string) (jsonObject, *jsonError) {
	w := jsonWalker{text: text, object: jsonObject{badUTF8: -1, loneSurrogate: -1}}
	w.space()
	start := w.at
	switch {
	case w.at == len(text):
		return w.object, &jsonError{fault: jsonEmpty, offset: w.at, detail: "the text is empty"}
	case strings.HasPrefix(text[w.at:], byteOrderMark):
		return w.object, &jsonError{fault: jsonBOM, offset: w.at, detail: "found a byte order mark before the value"}
	}
	if !w.value(0) {
		return w.object, w.fault
	}
	w.space()
	switch {
	case w.at < len(text):
		w.fail(jsonTrailing, "found "+w.here()+" after the end of the value")
		return w.object, w.fault
	case text[start] != '{':
		kind := kindOfJSON(text[start])
		return w.object, &jsonError{fault: jsonNotObject, offset: start, kind: kind, detail: "found " + string(kind) + " where an object was expected"}
	}
	return w.object, nil
}

// kindOfJSON tells the kind of a sound value by its first byte.
func kindOfJSON(first byte) jsonKind {
	switch first {
	case '{':
		return jsonObjectKind
	case '[':
		return jsonArrayKind
	case '"':
		return jsonStringKind
	case 't', 'f':
		return jsonBoolKind
	case 'n':
		return jsonNullKind
	}
	return jsonNumberKind
}

// jsonWalker is the state of a walk.
type jsonWalker struct {
	text   string
	at     int
	fault  *jsonError
	object jsonObject
	seen   map[string]bool // names of the outer object, once there are many
}

// fail records the fault at the current place.
func (w *jsonWalker) fail(fault jsonFault, detail string) bool {
	w.fault = &jsonError{fault: fault, offset: w.at, detail: detail}
	return false
}

// unexpected records that something else was expected at the current place.
func (w *jsonWalker) unexpected(expected string) bool {
	if w.at == len(w.text) {
		return w.fail(jsonEndsEarly, "the text ends where "+expected+" was expected")
	}
	return w.fail(jsonSyntax, "found "+w.here()+" where "+expected+" was expected")
}

// here quotes the character at the current place in printable ASCII.
func (w *jsonWalker) here() string { return quoteCharacter(w.text[w.at:]) }

// quoteCharacter shows the first character of text in quotes, escaped unless it
// is printable ASCII; a byte that is not UTF-8 as byte 0x9b.
func quoteCharacter(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case size == 0:
		return "nothing"
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf("byte 0x%02x", text[0])
	}
	if r == '\'' {
		return `"'"`
	}
	return strconv.QuoteRuneToASCII(r)
}
