package redact

import (
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// word is a stretch of a text that may be base64 or hexadecimal, line breaks left
// out.
type word struct {
	chars string
	// places are the characters' places in the text. They are nil when the
	// characters stand there one after the other from base on.
	places []int
	base   int
	// end is the place behind the word, padded that behind its padding.
	end, padded int
}

func (w word) place(i int) int {
	if w.places == nil {
		return w.base + i
	}
	return w.places[i]
}

// base64Values are the values of base64's characters, of both alphabets.
var base64Values = func() (values [256]int8) {
	for i := range values {
		values[i] = -1
	}
	for i := range 26 {
		values['A'+i], values['a'+i] = int8(i), int8(26+i)
	}
	for i := range 10 {
		values['0'+i] = int8(52 + i)
	}
	values['+'], values['-'], values['/'], values['_'] = 62, 62, 63, 63
	return values
}()

// skipWord returns the place behind the characters of base64 from a place on.
func skipWord(text string, at int) int {
	for at < len(text) && base64Values[text[at]] >= 0 {
		at++
	}
	return at
}

// readWord reads the word from a place on, over line breaks within it.
func readWord(text string, from int) word {
	end := skipWord(text, from)
	w := word{base: from, chars: text[from:end]}
	var chars strings.Builder
	for {
		next := end
		for next < len(text) && isBreak(text[next]) {
			next++
		}
		from, last := next, skipWord(text, next)
		if next == end || last == next {
			break
		}
		if w.places == nil {
			chars.WriteString(w.chars)
			for i := range len(w.chars) {
				w.places = append(w.places, w.base+i)
			}
		}
		chars.WriteString(text[from:last])
		for i := from; i < last; i++ {
			w.places = append(w.places, i)
		}
		end = last
	}
	if w.places != nil {
		w.chars = chars.String()
	}
	w.end, w.padded = end, end
	for w.padded < min(end+2, len(text)) && text[w.padded] == '=' {
		w.padded++
	}
	return w
}

// leastWord is how long a word must be to hold enough of a secret. Enough with an
// escape in it is as long.
const leastWord = (edgeLength*4 + 2) / 3

// decodeWords searches the words of a text. Where escapes were undone it leaves
// out those in which there were none: they were searched before.
func (s *search) decodeWords(t spelled, decoded int, undone bool) {
	for at := 0; at < len(t.text); {
		if base64Values[t.text[at]] < 0 {
			at++
			continue
		}
		end := skipWord(t.text, at)
		if end-at < leastWord && (end == len(t.text) || !isBreak(t.text[end])) {
			at = end
			continue
		}
		w := readWord(t.text, at)
		at = w.end
		whole := Range{w.place(0), w.padded}
		if from := t.origin(whole); len(w.chars) < leastWord || undone && from.To-from.From == whole.To-whole.From {
			continue
		}
		for skip := range 4 {
			s.decode(t, w, base64At(w.chars, skip), decoded)
		}
		for at := 0; at < len(w.chars); at++ {
			end := at
			for end < len(w.chars) && phrase.IsHexDigit(w.chars[end]) {
				end++
			}
			if end-at >= 2*edgeLength {
				s.decode(t, w, hexAt(w.chars[:end], at), decoded)
				s.decode(t, w, hexAt(w.chars[:end], at+1), decoded)
			}
			at = end
		}
	}
}

// reading is a word decoded in one way: bytes, and the characters that made each.
type reading struct {
	text  string
	skip  int
	isHex bool
}

// made returns the first and the last character that made a byte.
func (r reading) made(i int) (first, last int) {
	if r.isHex {
		return r.skip + 2*i, r.skip + 2*i + 1
	}
	first = r.skip + i/3*4 + i%3
	return first, first + 1
}

// decode searches a reading. What the budget leaves unread is masked whole.
func (s *search) decode(t spelled, w word, r reading, decoded int) {
	if len(r.text) < edgeLength {
		return
	}
	if s.budget -= len(r.text); s.budget < 0 {
		s.found = append(s.found, t.origin(Range{w.place(0), w.padded}))
		return
	}
	inner := &search{finder: s.finder, seed: s.seed, budget: s.budget, escapes: s.escapes}
	inner.scan(r.text, decoded+1)
	s.budget, s.escapes = inner.budget, inner.escapes
	for _, found := range inner.found {
		first, _ := r.made(found.From)
		to := w.padded
		if _, last := r.made(found.To - 1); last < len(w.chars)-1 {
			to = w.place(last) + 1
		}
		s.found = append(s.found, t.origin(Range{w.place(first), to}))
	}
}

func base64At(chars string, skip int) reading {
	out := make([]byte, 0, len(chars)*3/4+3)
	chars = chars[skip:]
	for len(chars) >= 4 {
		v := uint32(base64Values[chars[0]])<<18 | uint32(base64Values[chars[1]])<<12 |
			uint32(base64Values[chars[2]])<<6 | uint32(base64Values[chars[3]])
		out = append(out, byte(v>>16), byte(v>>8), byte(v))
		chars = chars[4:]
	}
	if len(chars) >= 2 {
		out = append(out, byte(base64Values[chars[0]])<<2|byte(base64Values[chars[1]])>>4)
	}
	if len(chars) == 3 {
		out = append(out, byte(base64Values[chars[1]])<<4|byte(base64Values[chars[2]])>>2)
	}
	return reading{text: string(out), skip: skip}
}

func hexAt(chars string, skip int) reading {
	out := make([]byte, 0, (len(chars)-skip)/2)
	for i := skip; i+1 < len(chars); i += 2 {
		out = append(out, byte(hexValue(chars[i])<<4|hexValue(chars[i+1])))
	}
	return reading{text: string(out), skip: skip, isHex: true}
}
