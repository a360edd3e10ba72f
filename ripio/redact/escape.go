package redact

import (
	"html"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// step leads from a place in a text to the next one and says what stands
// between them.
type step struct {
	label [utf8.UTFMax]byte
	size  int8
	next  int
}

// text returns the label.
func (s *step) text() []byte { return s.label[:s.size] }

func (s *step) is(char byte) bool { return s.size == 1 && s.label[0] == char }

func byteStep(char byte, next int) step { return step{[utf8.UTFMax]byte{char}, 1, next} }

func runeStep(char rune, next int) step {
	s := step{next: next}
	s.size = int8(utf8.EncodeRune(s.label[:], char))
	return s
}

// beginsEscape tells the bytes from which more than one step may lead.
var beginsEscape = [256]bool{'%': true, '&': true, '\\': true, '=': true, '+': true}

// maxStep is how long an escape may be; longer ones are not read.
const maxStep = 1023

// reader reads the characters of one text. What it read of the last places is
// kept, so that no place is read twice at one level of nesting.
type reader struct {
	text  []byte
	round uint32
	kept  [maxNesting + 1][keptPlaces]keptSteps
}

type keptSteps struct {
	round uint32
	at    int
	steps []step
}

// keptPlaces is how many places are kept, and more than most escapes are long.
const keptPlaces = 256

// maxSteps is how many ways to go on are followed from one place.
const maxSteps = 12

func (r *reader) reset(text []byte) {
	r.text = text
	r.round++
}

// mayBegin reports whether an escape may begin at a place, from its first two
// characters.
func (r *reader) mayBegin(at int) bool {
	char := r.text[at]
	if !beginsEscape[char] || at+1 >= len(r.text) {
		return char == '+'
	}
	next := r.text[at+1]
	switch char {
	case '%':
		return isHex(next) || isU(next) || beginsEscape[next]
	case '=':
		return isHex(next) || beginsEscape[next]
	case '&':
		return next == '#' || isLetter(next) || beginsEscape[next]
	}
	return true
}

// steps returns the steps that lead from a place: the byte itself, and what it
// stands for if an escape begins there, up to a number of nestings. They hold
// until the next call with the same nesting.
func (r *reader) steps(at, nesting int) []step {
	kept := &r.kept[nesting][at%keptPlaces]
	if kept.round == r.round && kept.at == at {
		return kept.steps
	}
	kept.round, kept.at = r.round, at
	kept.steps = r.read(at, nesting, kept.steps[:0])
	return kept.steps
}

func (r *reader) read(at, nesting int, into []step) []step {
	char := r.text[at]
	into = append(into, byteStep(char, at+1))
	switch {
	case nesting == 0 || !r.mayBegin(at):
		return into
	case char == '\\' && r.isLongRun(at):
		for size := 2; size <= 1<<nesting; size *= 2 {
			into = append(into, byteStep(char, at+size))
		}
		return into
	}
	into = r.escape(char, at+1, nesting-1, into)
	if nesting == 1 {
		return into
	}
	// What begins an escape may itself be written as an escape.
	var firsts [maxSteps]step
	for _, first := range firsts[:copy(firsts[:], r.steps(at, nesting-1))] {
		if first.next == at+1 {
			continue
		}
		into = addStep(into, first)
		if first.size == 1 {
			into = r.escape(first.label[0], first.next, nesting-1, into)
		}
	}
	return into
}

// isLongRun reports whether so many backslashes follow that only backslashes come
// of them. Encoders write twice as many, and again twice as many.
func (r *reader) isLongRun(at int) bool {
	const long = 2 << maxNesting
	if len(r.text)-at < long {
		return false
	}
	for _, char := range r.text[at : at+long] {
		if char != '\\' {
			return false
		}
	}
	return true
}

// addStep appends a step that is not there yet.
func addStep(into []step, added step) []step {
	if len(into) == maxSteps {
		return into
	}
	for i := range into {
		if into[i] == added {
			return into
		}
	}
	return append(into, added)
}

// escape appends what stands for the escape that began with a character.
func (r *reader) escape(begin byte, at, nesting int, into []step) []step {
	switch begin {
	case '+':
		return addStep(into, byteStep(' ', at))
	case '%', '=':
		if value, next, ok := r.hexNumber(at, nesting, 2, 2); ok {
			return addStep(into, byteStep(byte(value), next))
		}
		if u, next, ok := r.one(at, nesting, isU); begin == '%' && ok && u != 'U' {
			if value, next, ok := r.hexNumber(next, nesting, 4, 4); ok {
				return addStep(into, runeStep(rune(value), next))
			}
		}
	case '&':
		return r.entity(at, nesting, into)
	case '\\':
		return r.backslash(at, nesting, into)
	}
	return into
}

// one reads a single ASCII character of a class; its writing may be an escape.
func (r *reader) one(at, nesting int, class func(byte) bool) (char byte, next int, ok bool) {
	if at >= len(r.text) {
		return 0, at, false
	}
	if class(r.text[at]) {
		return r.text[at], at + 1, true
	}
	if nesting == 0 || !beginsEscape[r.text[at]] {
		return 0, at, false
	}
	for _, s := range r.steps(at, nesting) {
		if s.size == 1 && class(s.label[0]) {
			return s.label[0], s.next, true
		}
	}
	return 0, at, false
}

func isU(char byte) bool { return char == 'u' || char == 'U' }

func isHex(char byte) bool {
	return isDigit(char) || 'a' <= char|0x20 && char|0x20 <= 'f'
}

func isDigit(char byte) bool { return '0' <= char && char <= '9' }

func isOctal(char byte) bool { return '0' <= char && char <= '7' }

func isAlnum(char byte) bool { return isDigit(char) || isLetter(char) }

func isLetter(char byte) bool { return 'a' <= char|0x20 && char|0x20 <= 'z' }

func hexValue(char byte) int {
	if isDigit(char) {
		return int(char - '0')
	}
	return int(char|0x20-'a') + 10
}

// hexNumber reads a number of least to most hexadecimal digits.
func (r *reader) hexNumber(at, nesting, least, most int) (value, next int, ok bool) {
	return r.number(at, nesting, least, most, 16, isHex)
}

func (r *reader) number(at, nesting, least, most, base int, class func(byte) bool) (value, next int, ok bool) {
	count := 0
	for ; count < most; count++ {
		char, next, ok := r.one(at, nesting, class)
		if !ok {
			break
		}
		value, at = value*base+hexValue(char), next
	}
	return value, at, count >= least
}

// entity reads an HTML entity behind its ampersand. Browsers do without the
// semicolon in numbers and in the oldest names, and so does this.
func (r *reader) entity(at, nesting int, into []step) []step {
	if _, next, ok := r.one(at, nesting, func(c byte) bool { return c == '#' }); ok {
		value, end, ok := r.number(next, nesting, 1, 10, 10, isDigit)
		if !ok {
			_, x, isX := r.one(next, nesting, func(c byte) bool { return c == 'x' || c == 'X' })
			if value, end, ok = r.hexNumber(x, nesting, 1, 8); !isX || !ok {
				return into
			}
		}
		if value > utf8.MaxRune {
			return into
		}
		return addStep(into, runeStep(rune(value), r.semicolon(end, nesting)))
	}
	const longestName = 31
	var name [longestName + 2]byte
	var ends [longestName + 1]int
	name[0], ends[0] = '&', at
	size := 1
	for size < longestName {
		char, next, ok := r.one(ends[size-1], nesting, isAlnum)
		if !ok {
			break
		}
		name[size], ends[size] = char, next
		size++
	}
	if size < 3 {
		return into
	}
	end := r.semicolon(ends[size-1], nesting)
	if end > ends[size-1] {
		if char, rest := splitRune(html.UnescapeString(string(name[:size]) + ";")); rest == "" {
			return addStep(into, runeStep(char, end))
		}
	}
	char, rest := splitRune(html.UnescapeString(string(name[:size])))
	if char == '&' && len(rest) == size-1 || !strings.HasSuffix(string(name[:size]), rest) {
		return into // no name
	}
	return addStep(into, runeStep(char, ends[size-1-len(rest)]))
}

func splitRune(text string) (rune, string) {
	char, size := utf8.DecodeRuneInString(text)
	return char, text[size:]
}

// semicolon skips one.
func (r *reader) semicolon(at, nesting int) int {
	_, next, _ := r.one(at, nesting, func(c byte) bool { return c == ';' })
	return next
}

// named are the backslash escapes of one letter.
var named = map[byte]byte{
	'a': '\a', 'b': '\b', 'e': 0x1b, 'f': '\f', 'n': '\n', 'r': '\r', 's': ' ', 't': '\t', 'v': '\v',
}

// backslash reads an escape behind its backslash, as C, JavaScript, JSON, PHP,
// Python, Go and shells write it.
func (r *reader) backslash(at, nesting int, into []step) []step {
	if at >= len(r.text) {
		return into
	}
	var seconds [maxSteps]step
	for _, s := range seconds[:copy(seconds[:], r.steps(at, nesting))] {
		if s.size != 1 {
			continue
		}
		char := s.label[0]
		switch {
		case char == 'x':
			if value, next, ok := r.braced(s.next, nesting, 1, 2); ok {
				into = addStep(into, runeStep(rune(value), next))
				if value >= utf8.RuneSelf && value <= 0xff {
					into = addStep(into, byteStep(byte(value), next))
				}
			}
		case char == 'u':
			into = r.unicodeEscape(s.next, nesting, into)
		case char == 'U':
			if value, next, ok := r.hexNumber(s.next, nesting, 8, 8); ok && value <= utf8.MaxRune {
				into = addStep(into, runeStep(rune(value), next))
			}
		case isOctal(char):
			for most := 1; most <= 3; most++ {
				value, next, _ := r.number(at, nesting, 1, most, 8, isOctal)
				into = addStep(into, byteStep(byte(value), next))
				if value >= utf8.RuneSelf {
					into = addStep(into, runeStep(rune(value), next))
				}
			}
		case isLetter(char):
			if meant, ok := named[char]; ok {
				into = addStep(into, byteStep(meant, s.next))
			}
		case char < utf8.RuneSelf && !isDigit(char) && !(nesting > 0 && char != '\\' && s.next == at+1 && r.mayBegin(at)):
			into = addStep(into, s)
		}
	}
	return into
}

// braced reads a number in braces or one of least to most digits.
func (r *reader) braced(at, nesting, least, most int) (value, next int, ok bool) {
	if _, inside, open := r.one(at, nesting, func(c byte) bool { return c == '{' }); open {
		value, next, ok = r.hexNumber(inside, nesting, 1, 8)
		_, next, closed := r.one(next, nesting, func(c byte) bool { return c == '}' })
		return value, next, ok && closed && value <= utf8.MaxRune
	}
	return r.hexNumber(at, nesting, least, most)
}

// unicodeEscape reads what is behind \u, two halves of a surrogate pair
// together.
func (r *reader) unicodeEscape(at, nesting int, into []step) []step {
	value, next, ok := r.braced(at, nesting, 4, 4)
	if !ok {
		return into
	}
	if !utf16.IsSurrogate(rune(value)) {
		return addStep(into, runeStep(rune(value), next))
	}
	if next >= len(r.text) {
		return into
	}
	var lows [maxSteps]step
	for _, low := range lows[:copy(lows[:], r.steps(next, nesting))] {
		if !low.is('\\') {
			continue
		}
		_, digits, ok := r.one(low.next, nesting, func(c byte) bool { return c == 'u' })
		if !ok {
			continue
		}
		if second, next, ok := r.hexNumber(digits, nesting, 4, 4); ok {
			into = addStep(into, runeStep(utf16.DecodeRune(rune(value), rune(second)), next))
		}
	}
	return into
}
