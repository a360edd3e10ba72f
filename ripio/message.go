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
	"detail", "error_description", "message", "Message", "error", "msg", "defaultMessage", "description", "title", "non_field_errors",
}

// readMessage finds what the body of an error response says, and its error code
// if there is one. The documentation shows no error response of this call; these
// shapes are known from Ripio's sibling services and from widespread frameworks:
//
//	{"code":40001,"type":…,"detail":{"message":…,"code":…},"status":403}
//	{"error_code":…,"message":…,"data":…}     {"detail":…}     {"message":…}
//	{"error":…,"error_description":…}         {"error":{"message":…}}
//	{"errors":[…]}     {"non_field_errors":[…]}     {"username":["…"]}
//
// A field that a validation error names stands in front of its text, as in
// "username: This field is required."; see fieldNamed for the shapes.
//
// Anything else is quoted as it stands, tokens apart. Source: https://docs.ripio.com/overview/introduction
// for the first shape, RFC 6749 section 5.2 for error_description, RFC 9457 for detail and title.
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
		return joinTexts(texts)
	case map[string]any:
		return messageInObject(value, depth)
	}
	return ""
}

func messageInObject(object map[string]any, depth int) string {
	texts := []string{firstMessage(object, depth)}
	for _, key := range []string{"errors", "invalid-params", "violations", "constraints"} {
		texts = append(texts, errorsIn(object[key], depth+1))
	}
	text := cmp.Or(joinTexts(texts), fieldErrors(object, depth, true))
	if named := fieldNamed(object); named != "" && text != "" {
		return named + ": " + text
	}
	return text
}

// firstMessage is the text under the most telling key that has one.
func firstMessage(object map[string]any, depth int) string {
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
	return ""
}

// errorsIn returns the texts of a list of errors, or of a map from fields to theirs.
func errorsIn(value any, depth int) string {
	if object, isObject := value.(map[string]any); isObject && depth <= maxMessageDepth {
		return cmp.Or(firstMessage(object, depth), fieldErrors(object, depth, false))
	}
	return messageIn(value, depth)
}

// fieldErrors reads a map from the names of fields to their errors, which may have to be
// lists.
func fieldErrors(object map[string]any, depth int, lists bool) string {
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(object)) {
		if _, isList := object[name].([]any); lists && !isList {
			continue
		}
		if text := messageIn(object[name], depth+1); text != "" {
			texts = append(texts, name+": "+text)
		}
	}
	return joinTexts(texts)
}

// joinTexts puts texts in a row; the full stop of one that others follow goes.
func joinTexts(texts []string) string {
	texts = slices.DeleteFunc(texts, func(text string) bool { return text == "" })
	for i := range max(len(texts)-1, 0) {
		texts[i] = strings.TrimSuffix(texts[i], ".")
	}
	return strings.Join(texts, "; ")
}

// fieldNamed is the field that a validation error is about, from one of these:
//
//	{"loc":["body","username"],…}    {"path":["username"],…}    {"path":"username",…}
//	{"field":"username",…}           {"param":"username",…}     {"property":"username",…}
//	{"pointer":"#/username",…}       {"source":{"pointer":"/data/attributes/username"},…}
//	{"instancePath":"/username",…}   {"parameter":"username",…}
//
// A path that begins with a slash is the URL's.
func fieldNamed(object map[string]any) string {
	for _, key := range []string{"field", "param", "parameter", "property", "loc", "path", "pointer", "instancePath"} {
		switch at := object[key].(type) {
		case string:
			if key == "path" && strings.HasPrefix(at, "/") {
				continue
			}
			if name := at[strings.LastIndexAny(at, "/#")+1:]; name != "" {
				return phrase.ShowName(name)
			}
		case []any:
			if len(at) > 0 {
				if name, isText := at[len(at)-1].(string); isText && name != "" {
					return phrase.ShowName(name)
				}
			}
		}
	}
	if source, isObject := object["source"].(map[string]any); isObject {
		return fieldNamed(source)
	}
	return ""
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
