package console

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// documentVersion is the number of the JSON objects' shape. It changes when a
// script that reads them could break.
const documentVersion = 1

// Object is a JSON object: its keys, which are texts, and values in their order.
// Nil is null.
type Object [][2]any

// MarshalJSON writes the object.
func (o Object) MarshalJSON() ([]byte, error) {
	if o == nil {
		return []byte("null"), nil
	}
	text := []byte{'{'}
	for i, member := range o {
		for j, part := range member {
			encoded, err := encode(part)
			if err != nil {
				return nil, err
			}
			if i+j > 0 {
				text = append(text, ",:"[j])
			}
			text = append(text, encoded...)
		}
	}
	return append(text, '}'), nil
}

func encode(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return text.Bytes(), err
}

// Under returns the object as a schema of docs/schema describes it: with the schema's
// name and the version before its own members.
func (o Object) Under(schema string) Object {
	return append(Object{{"schema", schema}, {"version", documentVersion}}, o...)
}

// PrintJSON writes one JSON object under the console's schema.
func (c *Console) PrintJSON(document Object) error { return c.printJSON(document.Under(c.Schema)) }

// PrintJSONList writes an array of JSON objects, each of them under the console's schema.
func (c *Console) PrintJSONList(documents []Object) error {
	list := []Object{}
	for _, document := range documents {
		list = append(list, document.Under(c.Schema))
	}
	return c.printJSON(list)
}

func (c *Console) printJSON(document any) error {
	text, err := encode(document)
	if err != nil {
		return &Error{Code: ExitInternal, Kind: KindOutput, Title: "a fault in this program", Message: fmt.Sprintf("write the JSON object: %v", err)}
	}
	return c.Print(ASCII(Indent(text)))
}

// ASCII escapes everything outside ASCII in a JSON text. Package encoding/json
// lets characters through that a terminal obeys or hides: C1, DEL, bidirectional
// marks and invisible ones. They can stand only inside strings, where an escape
// means the same.
func ASCII(text []byte) string {
	clean := make([]byte, 0, len(text))
	for len(text) > 0 {
		char, size := utf8.DecodeRune(text)
		text = text[size:]
		if char < 0x7f {
			clean = append(clean, byte(char))
			continue
		}
		for _, unit := range utf16.AppendRune(nil, char) {
			clean = fmt.Appendf(clean, `\u%04x`, unit)
		}
	}
	return string(clean)
}

// deepestIndented is how deep a JSON text may be nested to be indented. The blanks
// grow with the square of the depth: 27 kB of nested claims would become 200 MB.
const deepestIndented = 16

// Indent indents compact JSON as json.Indent does, and leaves what is nested too
// deeply as it is.
func Indent(compact []byte) []byte {
	depth, quoted := 0, false
	for i := 0; i < len(compact); i++ {
		switch c := compact[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && (c == '{' || c == '['):
			if depth++; depth > deepestIndented {
				return compact
			}
		case !quoted && (c == '}' || c == ']'):
			depth--
		}
	}
	var out bytes.Buffer
	if json.Indent(&out, compact, "", "  ") != nil {
		return compact
	}
	return out.Bytes()
}

// Optional is nil, and so null in JSON, for an empty text.
func Optional[T ~string](text T) *string {
	if text == "" {
		return nil
	}
	return new(string(text))
}

// OrEmpty is the text behind a pointer, empty for nil.
func OrEmpty(optional *string) string {
	if optional == nil {
		return ""
	}
	return *optional
}

// Milliseconds returns a duration in milliseconds; nil for none.
func Milliseconds(d time.Duration) *float64 {
	if d == 0 {
		return nil
	}
	return new(float64(d.Microseconds()) / 1000)
}

// Instant is a moment in RFC 3339, in UTC; nil for none.
func Instant(at time.Time) *string {
	if at.IsZero() {
		return nil
	}
	return new(at.UTC().Format(time.RFC3339))
}
