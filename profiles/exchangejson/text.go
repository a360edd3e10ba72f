package exchangejson

import (
	"encoding/base64"
	"net/http"
	"strings"
	"unicode/utf8"
)

// text is a text from outside as JSON can hold it: as it is when it is UTF-8,
// otherwise base64Mark and its base64. A text that itself begins with the mark is
// written as base64 too, so that every text comes back byte for byte.
type text string

const base64Mark = "base64:"

func pack(plain string) text {
	if utf8.ValidString(plain) && !strings.HasPrefix(plain, base64Mark) {
		return text(plain)
	}
	return text(base64Mark + base64.StdEncoding.EncodeToString([]byte(plain)))
}

// unpack is the reverse. What a person damaged in the file stays as it is.
func (t text) unpack() string {
	encoded, ok := strings.CutPrefix(string(t), base64Mark)
	if !ok {
		return string(t)
	}
	plain, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return string(t)
	}
	return string(plain)
}

// bytes gives nil for an empty text.
func (t text) bytes() []byte {
	if t == "" {
		return nil
	}
	return []byte(t.unpack())
}

// header is that of a request or an answer.
type header map[text][]text

func newHeader(from http.Header, change func(name, value string) string) header {
	if from == nil {
		return nil
	}
	packed := make(header, len(from))
	for name, values := range from {
		list := make([]text, len(values))
		for i, value := range values {
			list[i] = pack(change(name, value))
		}
		packed[pack(change("", name))] = list
	}
	return packed
}

func (h header) unpack() http.Header {
	if h == nil {
		return nil
	}
	plain := make(http.Header, len(h))
	for name, values := range h {
		list := make([]string, len(values))
		for i, value := range values {
			list[i] = value.unpack()
		}
		plain[name.unpack()] = list
	}
	return plain
}
