package ripio

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/redact"
)

const (

	// maxMessage limits a message that was read from a known shape.
	maxMessage = 2000
	// maxMessageDepth is how deep messages are looked for.
	maxMessageDepth = 5
)

// readMessage finds what an error answer says, and its error code if there is
// one. No error answer of this call is documented; these shapes are known from
// Ripio's sibling services and from the frameworks that they seem to use:
//
//	{"code":40001,"type":…,"detail":{"message":…,"code":…},"status":403}
//	{"error_code":…,"message":…,"data":…}     {"detail":…}     {"message":…}
//	{"error":…,"error_description":…}         {"error":{"message":…}}
//	{"errors":[…]}     {"non_field_errors":[…]}     {"username":["…"]}
//
// Anything else is quoted as it stands, tokens apart. Source: https://docs.ripio.com/overview/introduction
// for the first shape, RFC 6749 section 5.2 for error_description.
func readMessage(body []byte) (message, code string) {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte(pasted.ByteOrderMark)))
	value, isJSON := DecodeExactly(body)
	object, isObject := value.(map[string]any)
	if isJSON {
		message = phrase.CutText(redact.Tokens(messageIn(value, 0)), maxMessage)
	}
	if message == "" && !isEmptyJSON(value, isJSON) && !holdsCredential(object) {
		message = phrase.CutText(redact.Tokens(string(body)), phrase.MaxRawMessage)
	}
	if isObject {
		code = codeIn(object)
	}
	return message, code
}

// isEmptyJSON reports whether a value says nothing at all: null, {}, [] or "".
func isEmptyJSON(value any, isJSON bool) bool {
	switch value := value.(type) {
	case nil:
		return isJSON
	case string:
		return value == ""
	case []any:
		return len(value) == 0
	case map[string]any:
		return len(value) == 0
	}
	return false
}

// decodeExactly reads one JSON value with its numbers as they are written. Maps
// keep the letter case of names.
func DecodeExactly(body []byte) (any, bool) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil || decoder.More() {
		return nil, false
	}
	return value, true
}

// messageKeys are the names under which services put their message, the most
// telling first.
var messageKeys = []string{
	"detail", "error_description", "message", "error", "msg", "description", "title", "errors", "non_field_errors",
}

// messageIn returns a value's text: a string, a number, a list's texts, or the
// first message of an object.
func messageIn(value any, depth int) string {
	if depth > maxMessageDepth {
		return ""
	}
	switch value := value.(type) {
	case string:
		return strings.TrimSpace(value)
	case json.Number:
		return value.String()
	case []any:
		var texts []string
		for _, element := range value {
			texts = append(texts, messageIn(element, depth+1))
		}
		return phrase.JoinNonEmpty("; ", texts...)
	case map[string]any:
		return messageInObject(value, depth)
	}
	return ""
}

func messageInObject(object map[string]any, depth int) string {
	if name, isText := object["error"].(string); isText {
		if text := messageIn(object["error_description"], depth+1); text != "" {
			return name + ": " + text
		}
	}
	for _, key := range messageKeys {
		if text := messageIn(object[key], depth+1); text != "" {
			return text
		}
	}
	return fieldMessages(object, depth)
}

// fieldMessages reads what Django says of a form: each field's name with a list
// of texts.
func fieldMessages(object map[string]any, depth int) string {
	var texts []string
	for _, name := range phrase.SortedNames(object) {
		list, isList := object[name].([]any)
		if !isList {
			continue
		}
		if text := messageIn(list, depth+1); text != "" {
			texts = append(texts, name+": "+text)
		}
	}
	return strings.Join(texts, "; ")
}

// codeIn returns an object's error code, or the code of the object inside that
// carries the message.
func codeIn(object map[string]any) string {
	for _, key := range []string{"code", "error_code"} {
		if code := codeText(object[key]); code != "" {
			return code
		}
	}
	for _, key := range []string{"detail", "error"} {
		if inner, isObject := object[key].(map[string]any); isObject {
			if code := codeIn(inner); code != "" {
				return code
			}
		}
	}
	if _, described := object["error_description"]; described {
		return codeText(object["error"])
	}
	return ""
}

// codeText returns a code that is short text or a number.
func codeText(value any) string {
	const longest = 64
	switch value := value.(type) {
	case string:
		if utf8.RuneCountInString(value) <= longest {
			return value
		}
	case json.Number:
		return phrase.CutText(value.String(), longest)
	}
	return ""
}

// holdsCredential reports whether an object carries what must not be quoted as a
// message.
func holdsCredential(object map[string]any) bool {
	for name := range object {
		switch strings.ToLower(name) {
		case "token", "access_token", "accesstoken", "refresh_token", "session_code":
			return true
		}
	}
	return false
}
