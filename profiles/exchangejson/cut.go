package exchangejson

import (
	"net/http"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

const (
	// MaxBody is how many bytes of an answer's body are kept.
	MaxBody = 16 << 10
	// maxValue is how many bytes of a header's value are kept.
	maxValue = 4 << 10
	// shortestPart is how long a part of a token is to be looked for.
	shortestPart = 12
)

// Body returns an answer's body as a file keeps it without its token: each token
// cut, and no more than MaxBody bytes of it.
func Body(e ripio.Exchange) string {
	if e.Response == nil {
		return ""
	}
	body, _ := newCutter(e, false).body(string(e.Response.Body))
	return body
}

// cutter takes tokens out of texts. Its zero value leaves them.
type cutter struct {
	tokens bool
	// parts are the parts of the exchange's own token that are looked for beside
	// what has the shape of a token.
	parts []string
}

func newCutter(e ripio.Exchange, keepToken bool) cutter {
	c := cutter{tokens: !keepToken}
	if keepToken || e.Token == nil || e.Token.Raw == "" {
		return c
	}
	// A token in another form than the usual one is not recognised by its shape.
	parts := strings.Split(e.Token.Raw, ".")
	if len(parts) > 1 {
		parts = parts[1:]
	}
	c.parts = append(c.parts, e.Token.Raw)
	c.parts = append(c.parts, parts...)
	c.parts = slices.DeleteFunc(c.parts, func(part string) bool { return len(part) < shortestPart })
	return c
}

// sent takes the tokens out of a text of the request, whose secret has its own
// mask.
func (c cutter) sent(text string) string {
	if !c.tokens {
		return text
	}
	return c.withoutParts(redact.Tokens(text))
}

// text takes tokens and whatever else opens a door out of a text of the answer.
func (c cutter) text(text string) string {
	if !c.tokens || text == "" {
		return text
	}
	return redact.Credentials(c.withoutParts(text))
}

func (c cutter) withoutParts(text string) string {
	for _, part := range c.parts {
		text = strings.ReplaceAll(text, part, redact.Mask)
	}
	return text
}

// body is text for a body, which is also shortened. It reports whether it was.
func (c cutter) body(body string) (kept string, shortened bool) {
	body = c.text(body)
	kept = phrase.Head(body, MaxBody)
	return kept, len(kept) < len(body)
}

// value is text for the value of an answer's header. The values of cookies are
// masked, as they are keys too; their names are not.
func (c cutter) value(name, value string) string {
	switch http.CanonicalHeaderKey(name) {
	case "Set-Cookie", "Set-Cookie2":
		value = maskCookie(value)
	case "Authorization", "Proxy-Authorization", "Authentication-Info", "Proxy-Authentication-Info", "X-Auth-Token", "X-Csrf-Token":
		value = redact.Mask
	}
	return phrase.Head(c.text(value), maxValue)
}

func maskCookie(cookie string) string {
	name, rest, ok := strings.Cut(cookie, "=")
	if !ok || strings.Contains(name, ";") {
		return redact.Mask
	}
	attributes := ""
	if at := strings.IndexByte(rest, ';'); at >= 0 {
		attributes = rest[at:]
	}
	return name + "=" + redact.Mask + attributes
}
