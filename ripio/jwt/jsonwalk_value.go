package jwt

import "devtools/ripio-explorer/ripio/internal/phrase"

// space skips the white space of RFC 8259.
func (w *jsonWalker) space() {
	for w.at < len(w.text) {
		switch w.text[w.at] {
		case ' ', '\t', '\n', '\r':
			w.at++
		default:
			return
		}
	}
}

// next reports whether c is next, and takes it.
func (w *jsonWalker) next(c byte) bool {
	if w.at < len(w.text) && w.text[w.at] == c {
		w.at++
		return true
	}
	return false
}

// value takes one value. depth is how many values it stands in.
func (w *jsonWalker) value(depth int) bool {
	if w.at == len(w.text) {
		return w.unexpected("a value")
	}
	switch c := w.text[w.at]; {
	case c == '{' || c == '[':
		if depth == maxJSONDepth {
			return w.fail(jsonTooDeep, "more than 10000 levels of nesting")
		}
		if c == '{' {
			return w.members(depth)
		}
		return w.elements(depth)
	case c == '"':
		return w.string()
	case c == 't':
		return w.word("true")
	case c == 'f':
		return w.word("false")
	case c == 'n':
		return w.word("null")
	case c == '-' || phrase.IsDigit(c):
		return w.number()
	}
	return w.unexpected("a value")
}

// word takes one of the three literal names.
func (w *jsonWalker) word(word string) bool {
	for i := range len(word) {
		if !w.next(word[i]) {
			return w.unexpected("the rest of " + word)
		}
	}
	return true
}

// elements takes an array.
func (w *jsonWalker) elements(depth int) bool {
	w.at++
	w.space()
	if w.next(']') {
		return true
	}
	for {
		w.space()
		if !w.value(depth + 1) {
			return false
		}
		w.space()
		if w.next(']') {
			return true
		}
		if !w.next(',') {
			return w.unexpected("',' or ']'")
		}
	}
}

// members takes an object and keeps the members of the outermost one.
func (w *jsonWalker) members(depth int) bool {
	w.at++
	w.space()
	if w.next('}') {
		return true
	}
	for {
		w.space()
		if !w.member(depth) {
			return false
		}
		w.space()
		if w.next('}') {
			return true
		}
		if !w.next(',') {
			return w.unexpected("',' or '}'")
		}
	}
}

// member takes a name and its value.
func (w *jsonWalker) member(depth int) bool {
	nameStart := w.at
	if w.at == len(w.text) || w.text[w.at] != '"' {
		return w.unexpected("a name in double quotes")
	}
	if !w.string() {
		return false
	}
	nameEnd := w.at
	w.space()
	if !w.next(':') {
		return w.unexpected("':'")
	}
	w.space()
	start := w.at
	if !w.value(depth + 1) {
		return false
	}
	if depth == 0 && w.isEnded(start) {
		w.keep(unquoteJSON(w.text[nameStart:nameEnd]), start)
	}
	return true
}

// isEnded reports whether the value that begins at start is whole. A string, an
// object and an array end with a sign of their own. A number does not: of 1708
// in a text that was cut, or that goes on with _298, nobody knows the rest, so
// it counts only before the sign that ends a member.
func (w *jsonWalker) isEnded(start int) bool {
	switch w.text[start] {
	case '"', '{', '[':
		return true
	}
	after := jsonWalker{text: w.text, at: w.at}
	after.space()
	return after.next(',') || after.next('}')
}

// keep adds the member whose value ends at the current place.
func (w *jsonWalker) keep(name string, start int) {
	raw := w.text[start:w.at]
	member := jsonMember{Name: name, Kind: kindOfJSON(raw[0]), Raw: raw, Text: raw, offset: start}
	if member.Kind == JsonStringKind {
		member.Text = unquoteJSON(raw)
	}
	member.Duplicate = w.isSeen(name)
	if w.object.Members == nil {
		w.object.Members = make([]jsonMember, 0, 2)
	}
	w.object.Members = append(w.object.Members, member)
}

// isSeen reports whether a name was met before. A handful of names is compared
// one by one; a map serves the objects that are made to be slow.
func (w *jsonWalker) isSeen(name string) bool {
	const handful = 8
	if len(w.object.Members) < handful {
		_, found := w.object.Last(name)
		return found
	}
	if w.seen == nil {
		w.seen = make(map[string]bool)
		for _, member := range w.object.Members {
			w.seen[member.Name] = true
		}
	}
	found := w.seen[name]
	w.seen[name] = true
	return found
}

// number takes a number of RFC 8259 section 6.
func (w *jsonWalker) number() bool {
	w.next('-')
	if !w.next('0') && !w.digits() {
		return w.unexpected("a digit")
	}
	if w.next('.') && !w.digits() {
		return w.unexpected("a digit")
	}
	if w.next('e') || w.next('E') {
		if !w.next('+') {
			w.next('-')
		}
		if !w.digits() {
			return w.unexpected("a digit")
		}
	}
	return true
}

// digits takes one digit or more.
func (w *jsonWalker) digits() bool {
	start := w.at
	for w.at < len(w.text) && phrase.IsDigit(w.text[w.at]) {
		w.at++
	}
	return w.at > start
}
