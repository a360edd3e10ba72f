package ripio

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// secretForms gives a secret as it stands and in every form in which text that
// quotes a request or an answer may hold it.
func secretForms(secret string) []string {
	if secret == "" {
		return nil
	}
	raw := []byte(secret)
	forms := []string{secret, hex.EncodeToString(raw), strings.ToUpper(hex.EncodeToString(raw))}
	if strings.ContainsFunc(secret, isEscapable) {
		forms = append(forms, escapedForms(secret)...)
	}
	for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		forms = append(forms, encoding.EncodeToString(raw))
	}
	for _, encoding := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		padded := encoding.EncodeToString(raw)
		forms = append(forms, padded, url.QueryEscape(padded))
	}
	return forms
}

// isEscapable tells characters that some escape writes differently: all but
// those that RFC 3986 section 2.3 calls unreserved.
func isEscapable(r rune) bool {
	isLetter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	return !isLetter && !('0' <= r && r <= '9') && !strings.ContainsRune("-._~", r)
}

// escapedForms gives a secret as queries, paths, JSON, Go and HTML write it.
func escapedForms(secret string) []string {
	query, path := url.QueryEscape(secret), url.PathEscape(secret)
	return []string{
		query, lowerPercent(query),
		path, lowerPercent(path),
		strings.ReplaceAll(query, "+", "%20"), // encodeURIComponent
		lowerPercent(strings.ReplaceAll(query, "+", "%20")),
		jsonText(secret, true), jsonText(secret, false), jsonASCII(secret),
		strings.ReplaceAll(jsonText(secret, false), "/", `\/`), // PHP
		unquoted(strconv.Quote(secret)), unquoted(strconv.QuoteToASCII(secret)),
		html.EscapeString(secret),
	}
}

// lowerPercent turns the hexadecimal digits of percent escapes to lower case.
func lowerPercent(escaped string) string {
	text := []byte(escaped)
	for i := 0; i+2 < len(text); i++ {
		if text[i] == '%' {
			copy(text[i+1:i+3], bytes.ToLower(text[i+1:i+3]))
		}
	}
	return string(text)
}

// jsonText gives the inside of a JSON string, with < > & escaped or not.
func jsonText(text string, escapeHTML bool) string {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(escapeHTML)
	if err := encoder.Encode(text); err != nil {
		return text
	}
	return unquoted(strings.TrimSuffix(buffer.String(), "\n"))
}

// jsonASCII gives the inside of a JSON string as encoders write it that leave
// only ASCII: Python's, for one.
func jsonASCII(text string) string {
	var escaped strings.Builder
	for _, char := range jsonText(text, false) {
		if char < utf8.RuneSelf {
			escaped.WriteRune(char)
			continue
		}
		for _, unit := range utf16.Encode([]rune{char}) {
			fmt.Fprintf(&escaped, `\u%04x`, unit)
		}
	}
	return escaped.String()
}

// unquoted drops the first and the last byte, which are quotation marks.
func unquoted(quoted string) string { return quoted[1 : len(quoted)-1] }
