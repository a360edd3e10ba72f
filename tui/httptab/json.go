package httptab

import (
	"bytes"

	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/draw"
)

// Deepest is how many levels get lines of their own: more would leave no room,
// and would let a small body make endless lines. What is nested more deeply
// stands in one piece.
const Deepest = 12

// jsonWriter lays a valid JSON document out, one value a line, in colours. It
// changes no value: numbers, escapes and repeated keys stay as they came.
type jsonWriter struct {
	*draw.Writer
	depth int
	// isKey tells that the next string is a key of an object.
	isKey bool
	// isToken tells that the member under way is named as a token's.
	isToken bool
	// objects tells for each open bracket whether it is an object's.
	objects []bool
	// empty tells that what was opened last holds nothing.
	empty bool
}

// WriteJSON puts a document that json.Valid accepts, as far as it is shown.
func WriteJSON(p *draw.Writer, document []byte) {
	w := jsonWriter{Writer: p}
	w.Begin(2, 4)
	p.Limit(MaxShownLines)
	at := 0
	for at < len(document) && at < maxShownBytes && !p.Full() {
		size := lexeme(document[at:])
		w.lexeme(string(document[at:at+min(size, maxShownBytes)]), document[at+size:])
		at += size
	}
	p.Finish(at < len(document) || at > maxShownBytes)
}

// lexeme is the length of what a valid document begins with: blanks, a string, a
// sign, or a number or word.
func lexeme(document []byte) int {
	switch {
	case isBlank(document[0]):
		return 1
	case document[0] == '"':
		for i := 1; i < len(document); i++ {
			switch document[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
		return len(document)
	case bytes.IndexByte([]byte("{}[],:"), document[0]) >= 0:
		return 1
	}
	for i, c := range document {
		if isBlank(c) || bytes.IndexByte([]byte("{}[],:"), c) >= 0 {
			return i
		}
	}
	return len(document)
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// lexeme puts one of them; rest is the document after it.
func (w *jsonWriter) lexeme(text string, rest []byte) {
	switch c := text[0]; {
	case isBlank(c):
	case c == '{' || c == '[':
		w.Write(w.Muted, text)
		w.objects = append(w.objects, c == '{')
		w.isKey = c == '{'
		w.depth++
		next := bytes.TrimLeft(rest, " \t\r\n")[0]
		if w.empty = next == '}' || next == ']'; !w.empty {
			w.line()
		}
	case c == '}' || c == ']':
		w.close(text)
	case c == ',':
		w.Write(w.Muted, text)
		w.isKey = w.objects[len(w.objects)-1]
		w.line()
	case c == ':':
		w.Write(w.Muted, ":")
		if w.depth <= Deepest {
			w.Pad(1)
		}
		w.isKey = false
	case w.isKey:
		w.isToken = redact.IsTokenName(text)
		w.Write(w.Key, redact.Tokens(text))
	case c == '"' && w.isToken:
		w.value(w.Text, redact.TokenMember(text), rest)
	case c == '"':
		w.value(w.Text, redact.Tokens(text), rest)
	default:
		w.value(w.Note, text, rest)
	}
}

// value puts a value, and keeps room for the comma behind it.
func (w *jsonWriter) value(b draw.TextStyle, text string, rest []byte) {
	if rest = bytes.TrimLeft(rest, " \t\r\n"); len(rest) > 0 && rest[0] == ',' {
		w.Width--
		defer func() { w.Width++ }()
	}
	w.Write(b, text)
}

// close ends an object or a list, on a line of its own unless it is empty.
func (w *jsonWriter) close(text string) {
	w.depth--
	w.objects = w.objects[:len(w.objects)-1]
	if w.depth < Deepest && !w.empty {
		w.line()
	}
	w.empty = false
	w.Write(w.Muted, text)
}

func (w *jsonWriter) line() {
	if w.depth > Deepest {
		return
	}
	indent := 2 + 2*w.depth
	w.Begin(indent, indent+2)
}
