// Package members reads a JSON object member by member: in their order, with
// the exact text of each value, with duplicates, and of a faulty text those
// before the fault. A map, as encoding/json fills it, has none of this.
package members

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Kind is what a JSON value is, with an article, as sentences use it.
type Kind string

// The kinds of RFC 8259 section 3.
const (
	ObjectKind Kind = "an object"
	ArrayKind  Kind = "an array"
	String     Kind = "a string"
	Number     Kind = "a number"
	Bool       Kind = "true or false"
	Null       Kind = "null"
)

// KindOf returns the kind of a sound value by its first byte.
func KindOf(raw string) Kind {
	switch raw[0] {
	case '{':
		return ObjectKind
	case '[':
		return ArrayKind
	case '"':
		return String
	case 't', 'f':
		return Bool
	case 'n':
		return Null
	}
	return Number
}

// Member is one name and value of an object.
type Member struct {
	Name string // without quotes and escapes
	Kind Kind
	Raw  string // the value's exact text, numbers with all their digits
	// Text is a string's value without quotes and escapes; the same as Raw for
	// every other kind. What is not UTF-8 reads as U+FFFD.
	Text string
	// Duplicate reports whether the same name stands earlier in the object.
	Duplicate bool
}

// Object is what Read found.
type Object struct {
	Members []Member
	seen    map[string]bool // names, once there are many
}

// Last finds the member of exactly that name, letter case included. Of
// duplicates it returns the last one, as most parsers do.
func (o Object) Last(name string) (Member, bool) {
	for i := len(o.Members) - 1; i >= 0; i-- {
		if o.Members[i].Name == name {
			return o.Members[i], true
		}
	}
	return Member{}, false
}

// Duplicates lists the names that stand more than once, each once.
func (o Object) Duplicates() []string {
	var names []string
	var listed map[string]bool
	for _, member := range o.Members {
		if member.Duplicate && !listed[member.Name] {
			if listed == nil {
				listed = map[string]bool{}
			}
			listed[member.Name] = true
			names = append(names, member.Name)
		}
	}
	return names
}

// BadUTF8 returns the offset of the first byte that is not UTF-8, -1 when there
// is none. encoding/json accepts such texts.
func BadUTF8(text string) int {
	if utf8.ValidString(text) {
		return -1
	}
	for i, char := range text {
		if _, size := utf8.DecodeRuneInString(text[i:]); char == utf8.RuneError && size == 1 {
			return i
		}
	}
	return -1
}

const space = " \t\r\n"

// Read reads the members of a JSON object; nested objects are values like
// others. The fault is nil when the text is an object and nothing else;
// otherwise the members before the fault are given.
//
// encoding/json says what is sound and where a fault is; up to there the members
// are told apart here, at a fraction of what its decoder takes for single values.
func Read(text string) (Object, *Fault) {
	fault := findFault(text)
	if fault == nil {
		return Split(text), nil
	}
	return Split(text[:fault.Offset]), fault
}

// Split returns the members in the beginning of an object, which must be sound as
// far as it goes. A string, an object and an array end with a sign of their own. A number
// does not: of 1708 in a text that was cut, or that goes on with _298, nobody knows
// the rest, so it counts only before the sign that ends a member.
func Split(text string) (o Object) {
	text = strings.TrimLeft(text, space)
	if text == "" || text[0] != '{' {
		return o
	}
	const outside, few = -1, 4
	o.Members = make([]Member, 0, few)
	depth, start, colon, ended := 0, 1, outside, false
	for at := 0; at < len(text); at++ {
		switch text[at] {
		case '"':
			if at = stringEnd(text, at); at < 0 {
				return o
			}
			ended = depth == 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 && colon != outside {
				o.add(text[start:colon], text[colon+1:at])
				return o
			}
			ended = depth == 1
		case ':':
			if depth == 1 {
				colon, ended = at, false
			}
		case ',':
			if depth == 1 && colon != outside {
				o.add(text[start:colon], text[colon+1:at])
				start, colon = at+1, outside
			}
		}
	}
	if colon != outside && ended {
		o.add(text[start:colon], text[colon+1:])
	}
	return o
}

// stringEnd returns the index of the quotation mark that ends the string that
// begins at the index, -1 when there is none.
func stringEnd(text string, at int) int {
	for at++; at < len(text); at++ {
		switch text[at] {
		case '\\':
			at++
		case '"':
			return at
		}
	}
	return -1
}

func (o *Object) add(name, raw string) {
	name, raw = unquote(strings.Trim(name, space)), strings.Trim(raw, space)
	member := Member{Name: name, Kind: KindOf(raw), Raw: raw, Text: raw, Duplicate: o.has(name)}
	if member.Kind == String {
		member.Text = unquote(raw)
	}
	o.Members = append(o.Members, member)
}

// has compares a handful of names one by one; a map serves the objects that are
// made to be slow.
func (o *Object) has(name string) bool {
	const handful = 8
	if len(o.Members) < handful {
		_, found := o.Last(name)
		return found
	}
	if o.seen == nil {
		o.seen = make(map[string]bool)
		for _, member := range o.Members {
			o.seen[member.Name] = true
		}
	}
	found := o.seen[name]
	o.seen[name] = true
	return found
}

// unquote reads a sound JSON string; most hold nothing to replace.
func unquote(raw string) string {
	if inner := raw[1 : len(raw)-1]; strings.IndexByte(inner, '\\') < 0 && utf8.ValidString(inner) {
		return inner
	}
	var text string
	_ = json.Unmarshal([]byte(raw), &text)
	return text
}
