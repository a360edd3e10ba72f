package console

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// DocumentVersion is the number of the JSON objects' shape. It changes when a
// script that reads them could break.
const DocumentVersion = 1

// PrintJSON writes one JSON object or array.
func (c *Console) PrintJSON(document any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		return &Error{Code: ExitInternal, Kind: KindOutput, Title: "a fault in this program", Message: fmt.Sprintf("write the JSON object: %v", err)}
	}
	return c.Print(ASCII(Indent(text.Bytes())))
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

// Optional is nil, and so null in JSON, for an empty text.
func Optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// OrEmpty is the text behind a pointer, empty for nil.
func OrEmpty(optional *string) string {
	if optional == nil {
		return ""
	}
	return *optional
}

// Instant is a moment in RFC 3339, in UTC; nil for none.
func Instant(at time.Time) *string {
	if at.IsZero() {
		return nil
	}
	return Optional(at.UTC().Format(time.RFC3339))
}
