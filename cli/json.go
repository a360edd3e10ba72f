package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/jwt"
)

// documentVersion is the number of the JSON objects' shape. It changes when a
// script that reads them could break.
const documentVersion = 1

// printJSON writes one JSON object.
func (s *session) printJSON(document any) int {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(document); err != nil {
		s.say("write the JSON object: %v", err)
		return ExitInternal
	}
	return s.print(ascii(layOut(text.Bytes())))
}

// ascii escapes everything outside ASCII in a JSON text. Package encoding/json
// lets characters through that a terminal obeys or hides: C1, DEL, bidirectional
// marks and invisible ones. They can stand only inside strings, where an escape
// means the same.
func ascii(text []byte) string {
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

// object returns the members of a token's header or claims as one JSON object
// whose numbers keep all their digits; nil when there was no object to read. Of
// members with the same name the last one stays: a finding tells of the others.
func object(raw []byte, members []jwt.Member, clean func(string) string) json.RawMessage {
	if !isObject(raw, members) {
		return nil
	}
	last := map[string]int{}
	for i, member := range members {
		last[member.Name] = i
	}
	text := []byte("{")
	for i, member := range members {
		if last[member.Name] != i {
			continue
		}
		if len(text) > 1 {
			text = append(text, ',')
		}
		text = append(text, quote(clean(member.Name))...)
		text = append(text, ':')
		text = append(text, value(clean(member.JSON))...)
	}
	return append(text, '}')
}

// isObject tells an empty object from none.
func isObject(raw []byte, members []jwt.Member) bool {
	return len(members) > 0 || bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) && json.Valid(raw)
}

// value returns a JSON text as it is, and any other text as a string.
func value(text string) []byte {
	if json.Valid([]byte(text)) {
		return []byte(text)
	}
	return quote(text)
}

// quote makes a JSON string; package json can always do that.
func quote(text string) []byte {
	quoted, _ := json.Marshal(text)
	return quoted
}

// optional is nil, and so null in JSON, for an empty text.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// expiresAt is the instant of expiry in RFC 3339, in UTC; nil without one.
func expiresAt(expiry jwt.Expiry) *string {
	if expiry.State != jwt.ExpiryPresent {
		return nil
	}
	return optional(expiry.At.UTC().Format(time.RFC3339Nano))
}

// cleaned returns the findings with their outside text cleaned. It is never nil.
func cleaned(findings []finding.Finding, clean func(string) string) []finding.Finding {
	list := make([]finding.Finding, len(findings))
	for i, finding := range findings {
		finding.Found, finding.Replacement = clean(finding.Found), clean(finding.Replacement)
		list[i] = finding
	}
	return list
}
