package redact_test

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"strconv"
)

var (
	base64Word = regexp.MustCompile(`[A-Za-z0-9+/_-]{8,}=*`)
	quotedText = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	percentRun = regexp.MustCompile(`(?:%[0-9A-Fa-f]{2})+`)
)

// readings undoes what a reader of a text may undo, up to three times, with
// other people's decoders.
func readings(text string) map[string]string {
	all := map[string]string{"eye": text}
	last := map[string]string{"eye": text}
	for range 3 {
		next := map[string]string{}
		for name, text := range last {
			for reader, read := range readers {
				if decoded := read(text); decoded != text {
					next[name+", "+reader] = decoded
				}
			}
		}
		for name, text := range next {
			all[name] = text
		}
		last = next
	}
	return all
}

var readers = map[string]func(string) string{
	"percent": func(text string) string {
		return percentRun.ReplaceAllStringFunc(text, func(run string) string { decoded, _ := url.PathUnescape(run); return decoded })
	},
	"HTML": html.UnescapeString,
	"quotes": func(text string) string {
		return quotedText.ReplaceAllStringFunc(text, func(quoted string) string {
			var decoded string
			if json.Unmarshal([]byte(quoted), &decoded) == nil {
				return decoded
			}
			if decoded, err := strconv.Unquote(quoted); err == nil {
				return decoded
			}
			return quoted
		})
	},
	"base64": func(text string) string {
		return base64Word.ReplaceAllStringFunc(text, func(word string) string {
			for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
				if decoded, err := encoding.DecodeString(word); err == nil {
					return string(decoded)
				}
			}
			return word
		})
	},
}
