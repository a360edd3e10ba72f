package exchangejson

import (
	"encoding/base64"
	"net/http"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"
)

const base64Mark = "base64:"

// pack returns a text from outside as JSON can hold it: as it is when it is UTF-8,
// otherwise base64Mark and its base64. A text that itself begins with the mark is
// written as base64 too, so that every text comes back byte for byte.
func pack(plain string) string {
	if utf8.ValidString(plain) && !strings.HasPrefix(plain, base64Mark) {
		return plain
	}
	return base64Mark + base64.StdEncoding.EncodeToString([]byte(plain))
}

// unpack is the reverse. What a person damaged in the file stays as it is.
func unpack(text string) string {
	encoded, ok := strings.CutPrefix(text, base64Mark)
	if !ok {
		return text
	}
	plain, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return text
	}
	return string(plain)
}

// eachText changes every text but the names of the send, and brings times to UTC.
func (d *Document) eachText(change func(string) string) {
	for _, part := range []any{
		&d.ReceivedAt, &d.Request, &d.Connection, d.Response, &d.Clock, d.Token, d.Failure, &d.Findings,
	} {
		changeTexts(reflect.ValueOf(part), change)
	}
}

func changeTexts(value reflect.Value, change func(string) string) {
	switch value.Kind() {
	case reflect.String:
		if text := value.String(); text != "" {
			value.SetString(change(text))
		}
	case reflect.Pointer:
		if !value.IsNil() {
			changeTexts(value.Elem(), change)
		}
	case reflect.Struct:
		changeFields(value, change)
	case reflect.Slice:
		if value.Type().Elem().Kind() == reflect.Uint8 {
			return // JSON leaves these out
		}
		for i := range value.Len() {
			changeTexts(value.Index(i), change)
		}
	case reflect.Map:
		if header, ok := value.Interface().(http.Header); ok && header != nil {
			value.Set(reflect.ValueOf(changedHeader(header, func(_, text string) string { return change(text) })))
		}
	}
}

func changeFields(value reflect.Value, change func(string) string) {
	if at, ok := value.Addr().Interface().(*time.Time); ok {
		if !at.IsZero() {
			*at = at.Round(0).UTC() // without the place and the monotonic part
		}
		return
	}
	for i := range value.NumField() {
		changeTexts(value.Field(i), change)
	}
}

// changedHeader returns a copy whose names and values went through change, a name
// with the name "".
func changedHeader(from http.Header, change func(name, value string) string) http.Header {
	if from == nil {
		return nil
	}
	changed := make(http.Header, len(from))
	for name, values := range from {
		list := make([]string, len(values))
		for i, value := range values {
			list[i] = change(name, value)
		}
		changed[change("", name)] = list
	}
	return changed
}
