package webhook

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

// MaxDelivery is how many bytes a webhook with its headers may have. Nothing is
// documented; a body is a few hundred bytes.
const MaxDelivery = 1 << 20

// The errors of Parse.
var (
	ErrTooLarge  = errors.New("the webhook is longer than 1 MiB")
	ErrNoWebhook = errors.New("there is no webhook in the text: neither headers with a signature nor a JSON body")
)

// Form is what a webhook was found in.
type Form string

// The forms. Only of the first the body is surely what was sent.
const (
	FormRequest Form = "headers and body"
	FormNoGap   Form = "headers and body, without the empty line between them"
	FormVerbose Form = "output of curl -v"
	FormLog     Form = "log"
	FormBody    Form = "body without headers"
)

// Header is one header line. Both parts are outside text.
type Header struct{ Name, Value string }

// Delivery is a webhook as it was caught. The headers may hold cookies and keys of the
// receiver; show only what Verify gives.
type Delivery struct {
	Form    Form
	Headers []Header
	// Body is the raw body, byte for byte where the form is FormRequest.
	Body []byte
}

var (
	requestLine = phrase.NewShape(`^[A-Z]+[ \t]+\S+([ \t]+HTTP/[\d.]+)?$`)
	headerLine  = phrase.NewShape("^([A-Za-z0-9!#$%&'*+.^_`|~-]+)[ \t]*:[ \t]*(.*)$")
	// logged finds the signature in a dump of headers, however a language prints it.
	logged = phrase.NewShape(`(?i)((?:http[-_]){0,2}x[-_]wh[-_]signature[-_]256)["']?\s*(?:=>|[:=,])\s*\[?\s*["']?((?:[a-z0-9-]+[=:])?[A-Za-z0-9+/_=-]{20,})`)
)

// Parse reads a webhook: headers, an empty line and the raw body, or what a person
// pastes from a log or from curl -v. Lines of the headers may end in LF or CRLF; the
// body is left as it is.
func Parse(text []byte) (Delivery, error) {
	if len(text) > MaxDelivery {
		return Delivery{}, ErrTooLarge
	}
	for _, read := range []func([]byte) (Delivery, bool){parseVerbose, parseRequest, parseLog, parseBody} {
		if delivery, ok := read(text); ok {
			return delivery, nil
		}
	}
	return Delivery{}, ErrNoWebhook
}

func parseRequest(text []byte) (Delivery, bool) {
	delivery := Delivery{Form: FormRequest}
	rest := bytes.TrimLeft(bytes.TrimPrefix(text, []byte(pasted.ByteOrderMark)), "\r\n")
	for first := true; len(rest) > 0; first = false {
		raw, after, _ := bytes.Cut(rest, []byte("\n"))
		line := string(bytes.TrimSuffix(raw, []byte("\r")))
		header := headerLine().FindStringSubmatch(line)
		switch {
		case line == "":
			delivery.Body = after
			return delivery, delivery.hasSignature() || len(delivery.Headers) > 0 && !logged().Match(text)
		case first && requestLine.Matches(line):
		case strings.HasPrefix(line, "{") && len(delivery.Headers) > 0:
			delivery.Form, delivery.Body = FormNoGap, rest
			return delivery, true
		case header == nil:
			return Delivery{}, false
		default:
			delivery.Headers = append(delivery.Headers, Header{header[1], strings.TrimRight(header[2], " \t")})
		}
		rest = after
	}
	return delivery, len(delivery.Headers) > 0 && delivery.hasSignature()
}

// parseVerbose reads what curl -v shows: "> " before what was sent, "< " before the
// response, "* " before remarks. It shows no body, so this stands in the text elsewhere.
func parseVerbose(text []byte) (Delivery, bool) {
	delivery := Delivery{Form: FormVerbose}
	var others []byte
	for raw := range bytes.Lines(text) {
		line := strings.TrimRight(string(raw), "\r\n")
		sent, is := strings.CutPrefix(line, ">")
		if header := headerLine().FindStringSubmatch(strings.TrimPrefix(sent, " ")); is && header != nil {
			delivery.Headers = append(delivery.Headers, Header{header[1], strings.TrimRight(header[2], " \t")})
		}
		if !is && !strings.HasPrefix(line, "< ") && line != "<" && !strings.HasPrefix(line, "* ") {
			others = append(others, raw...)
		}
	}
	if !delivery.hasSignature() {
		return Delivery{}, false
	}
	delivery.Body = bodyIn(others)
	return delivery, true
}

// parseLog finds the signature and the body wherever they stand in a text.
func parseLog(text []byte) (Delivery, bool) {
	delivery := Delivery{Form: FormLog}
	for _, found := range logged().FindAllSubmatch(text, maxSignatures) {
		delivery.Headers = append(delivery.Headers, Header{string(found[1]), string(found[2])})
	}
	delivery.Body = bodyIn(text)
	return delivery, len(delivery.Headers) > 0
}

func parseBody(text []byte) (Delivery, bool) {
	body := bytes.TrimPrefix(text, []byte(pasted.ByteOrderMark))
	return Delivery{Form: FormBody, Body: body}, bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{"))
}

// bodyIn finds the object with an eventType in a text, also one that stands as a string
// in another JSON text. Without one it is empty.
func bodyIn(text []byte) []byte {
	for _, mark := range []string{`"eventType"`, `\"eventType\"`} {
		at := bytes.Index(text, []byte(mark))
		if at < 0 {
			continue
		}
		start := bytes.LastIndexByte(text[:at], '{')
		if start < 0 {
			continue
		}
		if end := objectEnd(text[start:]); end > 0 {
			body := text[start : start+end]
			if plain, ok := unquote(body); mark[0] == '\\' && ok {
				return plain
			}
			return body
		}
	}
	return nil
}

// objectEnd is the length of the object at the beginning of a text, 0 for one that does
// not end. Braces within strings do not count.
func objectEnd(text []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++ // outside a string, too: the object may itself stand in a string
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

func (d Delivery) hasSignature() bool {
	return slices.ContainsFunc(d.Headers, func(h Header) bool { return headerStanding(h.Name) != Unknown })
}
