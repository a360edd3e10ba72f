package ripio

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

const (
	maxMessage      = 2000 // characters of a message in a known shape
	maxMessageDepth = 5    // how deep messages are looked for
	maxErrorCode    = 64   // characters
)

// messageKeys are the names under which services put their message, the most
// telling first.
var messageKeys = []string{
	"detail", "error_description", "message", "error", "msg", "description", "title", "errors", "non_field_errors",
}

// readMessage finds what the body of an error response says, and its error code
// if there is one. The documentation shows no error response of this call; these
// shapes are known from Ripio's sibling services and from the frameworks that they
// seem to use:
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
	message = phrase.CutText(redact.Tokens(messageIn(value, 0)), maxMessage)
	if message == "" && !(isJSON && isEmptyJSON(body)) && !holdsCredential(value) {
		message = phrase.CutText(redact.Tokens(string(body)), phrase.MaxRawMessage)
	}
	return message, codeIn(value)
}

// DecodeExactly reads one JSON value; numbers become json.Number, and names keep
// their letter case. It returns false for anything else.
func DecodeExactly(body []byte) (any, bool) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil || decoder.More() {
		return nil, false
	}
	return value, true
}

// isEmptyJSON reports whether a JSON value is null, {}, [], "" or nothing but
// these in lists.
func isEmptyJSON(body []byte) bool {
	inside := strings.Trim(string(body), "{}[]\" \t\r\n")
	return inside == "" || inside == "null"
}

// messageIn returns a value's text: a string, a number, the texts of a list, or
// the first message of an object.
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
	var texts []string // Django's errors of a form: the name of each field with a list
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if list, isList := object[name].([]any); isList {
			if text := messageIn(list, depth+1); text != "" {
				texts = append(texts, name+": "+text)
			}
		}
	}
	return strings.Join(texts, "; ")
}

// codeIn returns an object's error code, or the code of the object inside that
// carries the message.
func codeIn(value any) string {
	object, isObject := value.(map[string]any)
	if !isObject {
		return ""
	}
	code := cmp.Or(codeText(object["code"]), codeText(object["error_code"]), codeIn(object["detail"]), codeIn(object["error"]))
	if _, described := object["error_description"]; code == "" && described {
		return codeText(object["error"])
	}
	return code
}

// codeText returns short text or a number; otherwise nothing.
func codeText(value any) string {
	switch value.(type) {
	case string, json.Number:
		if text := fmt.Sprint(value); utf8.RuneCountInString(text) <= maxErrorCode {
			return text
		}
	}
	return ""
}

// holdsCredential reports whether a value is an object that must not be quoted.
func holdsCredential(value any) bool {
	object, _ := value.(map[string]any)
	for name := range object {
		if redact.IsTokenName(strconv.Quote(name)) {
			return true
		}
	}
	return false
}
