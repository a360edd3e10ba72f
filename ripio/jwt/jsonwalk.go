package jwt

import (
	"fmt"
	"strings"

	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/pasted"
)

// jsonKind is what a JSON value is.
type jsonKind string

// The kinds of RFC 8259 section 3, with an article, as sentences use them.
const (
	jsonObjectKind jsonKind = "an object"
	jsonArrayKind  jsonKind = "an array"
	JsonStringKind jsonKind = "a string"
	jsonNumberKind jsonKind = "a number"
	JsonBoolKind   jsonKind = "true or false"
	JsonNullKind   jsonKind = "null"
)

// jsonMember is one name and value of an object. Name, raw and text are outside
// text.
type jsonMember struct {
	Name string // without quotes and escapes
	Kind jsonKind
	Raw  string // the value's exact text, numbers with all their digits
	// text is a string's value without quotes and escapes; the same as raw for
	// every other kind. Bytes that are not UTF-8 are kept; a lone surrogate
	// becomes U+FFFD.
	Text string
	// offset is where the value begins, in bytes.
	offset int
	// duplicate tells that the same name stands earlier in this object.
	Duplicate bool
}

// jsonObject is what walkJSONObject read: of a faulty text, the members that
// stand before the fault.
type JsonObject struct {
	Members []jsonMember
	// badUTF8 and loneSurrogate are the offsets of the first byte that is not
	// UTF-8 and of the first \u escape that is half a surrogate pair; -1 when
	// there is none. encoding/json accepts both and shows U+FFFD.
	BadUTF8, LoneSurrogate int
}

// last finds the member of exactly that name, letter case included. Of
// duplicates it gives the last one, as golang-jwt and most parsers do and as
// RFC 7519 section 4 allows.
func (o JsonObject) Last(name string) (jsonMember, bool) {
	for i := len(o.Members) - 1; i >= 0; i-- {
		if o.Members[i].Name == name {
			return o.Members[i], true
		}
	}
	return jsonMember{}, false
}

// duplicates lists the names that stand more than once, each once.
func (o JsonObject) Duplicates() []string {
	var names []string
	var listed map[string]bool
	for _, member := range o.Members {
		if member.Duplicate && !listed[member.Name] {
			if listed == nil {
				listed = make(map[string]bool)
			}
			listed[member.Name] = true
			names = append(names, member.Name)
		}
	}
	return names
}

// jsonFault names what is wrong with a text that should be a JSON object.
type jsonFault string

// The faults.
const (
	JsonEmpty     jsonFault = "empty"
	jsonBOM       jsonFault = "byte order mark" // before the value; the rest was not read
	JsonNotObject jsonFault = "not an object"   // well-formed JSON of another kind
	jsonTrailing  jsonFault = "trailing data"   // the object is whole, more text follows
	JsonEndsEarly jsonFault = "ends early"      // no fault but that the text stops
	jsonTooDeep   jsonFault = "too deep"        // more than maxJSONDepth
	jsonSyntax    jsonFault = "not JSON"
)

// jsonError says where a text stops being the JSON object it should be.
type JsonError struct {
	Fault  jsonFault
	offset int      // in bytes, from 0
	Kind   jsonKind // with jsonNotObject: what the text is instead
	detail string   // what stands there and what was expected
}

// Error returns the place, counted from 1, and the fault. It quotes at most one
// character of the text, escaped.
func (e *JsonError) Error() string {
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
func WalkJSONObject(text string) (JsonObject, *JsonError) {
	w := jsonWalker{text: text, object: JsonObject{BadUTF8: -1, LoneSurrogate: -1}}
	w.space()
	start := w.at
	switch {
	case w.at == len(text):
		return w.object, &JsonError{Fault: JsonEmpty, offset: w.at, detail: "the text is empty"}
	case strings.HasPrefix(text[w.at:], pasted.ByteOrderMark):
		return w.object, &JsonError{Fault: jsonBOM, offset: w.at, detail: "found a byte order mark before the value"}
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
		return w.object, &JsonError{Fault: JsonNotObject, offset: start, Kind: kind, detail: "found " + string(kind) + " where an object was expected"}
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
		return JsonStringKind
	case 't', 'f':
		return JsonBoolKind
	case 'n':
		return JsonNullKind
	}
	return jsonNumberKind
}

// jsonWalker is the state of a walk.
type jsonWalker struct {
	text   string
	at     int
	fault  *JsonError
	object JsonObject
	seen   map[string]bool // names of the outer object, once there are many
}

// fail records the fault at the current place.
func (w *jsonWalker) fail(fault jsonFault, detail string) bool {
	w.fault = &JsonError{Fault: fault, offset: w.at, detail: detail}
	return false
}

// unexpected records that something else was expected at the current place.
func (w *jsonWalker) unexpected(expected string) bool {
	if w.at == len(w.text) {
		return w.fail(JsonEndsEarly, "the text ends where "+expected+" was expected")
	}
	return w.fail(jsonSyntax, "found "+w.here()+" where "+expected+" was expected")
}

// here quotes the character at the current place in printable ASCII.
func (w *jsonWalker) here() string { return phrase.QuoteCharacter(w.text[w.at:]) }
