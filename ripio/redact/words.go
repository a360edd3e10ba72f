package redact

// word is a stretch of a text that may be base64 or hexadecimal, line breaks
// left out.
type word struct {
	chars []byte
	// places are the characters' places in the text. They are nil when the
	// characters stand there one after the other from base on.
	places []int32
	base   int
	// padded is the place behind the padding that follows.
	padded int
}

func (w *word) place(i int) int {
	if w.places == nil {
		return w.base + i
	}
	return int(w.places[i])
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

// eachWord visits the words of at least a number of characters.
func eachWord(text []byte, least int, visit func(w *word)) {
	var w word
	for at := 0; at < len(text); {
		if base64Values[text[at]] < 0 {
			at++
			continue
		}
		next := readWord(text, at, &w)
		if len(w.chars) >= least {
			visit(&w)
		}
		at = next
	}
}

func readWord(text []byte, from int, w *word) (next int) {
	at := from
	for at < len(text) && base64Values[text[at]] >= 0 {
		at++
	}
	*w = word{base: from, chars: text[from:at]}
	for at < len(text) && isBreak(text[at]) {
		next := at + 1
		for next < len(text) && isBreak(text[next]) {
			next++
		}
		if next == len(text) || base64Values[text[next]] < 0 {
			break
		}
		if w.places == nil {
			w.chars = append([]byte(nil), w.chars...)
			for i := range w.chars {
				w.places = append(w.places, int32(from+i))
			}
		}
		for at = next; at < len(text) && base64Values[text[at]] >= 0; at++ {
			w.chars, w.places = append(w.chars, text[at]), append(w.places, int32(at))
		}
	}
	w.padded = at
	for w.padded < min(at+2, len(text)) && text[w.padded] == '=' {
		w.padded++
	}
	return at
}

func isBreak(char byte) bool { return char == '\r' || char == '\n' }

// reading is one way to decode a word: bytes, and the characters that made each.
type reading struct {
	text  []byte
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

// base64At decodes a word from its character at skip on.
func base64At(chars []byte, skip int, into []byte) reading {
	into = into[:0]
	chars = chars[skip:]
	for len(chars) >= 4 {
		v := uint32(base64Values[chars[0]])<<18 | uint32(base64Values[chars[1]])<<12 |
			uint32(base64Values[chars[2]])<<6 | uint32(base64Values[chars[3]])
		into = append(into, byte(v>>16), byte(v>>8), byte(v))
		chars = chars[4:]
	}
	if len(chars) >= 2 {
		into = append(into, byte(base64Values[chars[0]])<<2|byte(base64Values[chars[1]])>>4)
	}
	if len(chars) == 3 {
		into = append(into, byte(base64Values[chars[1]])<<4|byte(base64Values[chars[2]])>>2)
	}
	return reading{into, skip, false}
}

// hexAt decodes the hexadecimal digits of a word from one on, up to the first
// character that is none.
func hexAt(chars []byte, skip int, into []byte) reading {
	into = into[:0]
	for i := skip; i+1 < len(chars) && isHex(chars[i]) && isHex(chars[i+1]); i += 2 {
		into = append(into, byte(hexValue(chars[i])<<4|hexValue(chars[i+1])))
	}
	return reading{into, skip, true}
}
