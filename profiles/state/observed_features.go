package state

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"devtools/ripio-explorer/profiles/exchangejson"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// answerFeatures are what an answer is recognised by.
type answerFeatures struct {
	// Fingerprint stands for all of the others, and for the whole body.
	Fingerprint string `json:"fingerprint"`
	Status      int    `json:"status"`
	ContentType string `json:"content_type,omitempty"`
	Code        string `json:"code,omitempty"`
	// Excerpt is how the body begins, with a mark in place of what differs in every
	// answer.
	Excerpt string `json:"excerpt,omitempty"`
}

const (
	maxExcerpt = 200
	// volatileMark stands for what differs in every answer, ownMark for what the
	// request held.
	volatileMark, ownMark = "#", "<sent>"
	// shortestOwn is how long a value of the request is to be looked for.
	shortestOwn = 4
)

func featuresOf(exchange ripio.Exchange) answerFeatures {
	answer := exchange.Response
	mediaType, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	features := answerFeatures{Status: answer.Status, ContentType: mediaType}
	if exchange.Failure != nil && utf8.ValidString(exchange.Failure.Code) {
		features.Code = shortText(withoutOwn(exchange.Request, exchange.Failure.Code), maxExcerpt)
	}
	// As the history keeps it, so that an attempt is recognised when it is read
	// back.
	body := withoutVolatile(withoutOwn(exchange.Request, exchangejson.Body(exchange)))
	location := withoutVolatile(withoutOwn(exchange.Request, redact.Credentials(answer.Header.Get("Location"))))
	sum := sha256.Sum256(fmt.Appendf(nil, "%d\n%s\n%s\n%s\n%s", features.Status, features.ContentType, features.Code, location, body))
	features.Fingerprint = hex.EncodeToString(sum[:8])
	features.Excerpt = shortText(strings.ToValidUTF8(body, "\uFFFD"), maxExcerpt)
	return features
}

// withoutOwn takes the request's own values out of a text: servers repeat them.
func withoutOwn(request ripio.SentRequest, text string) string {
	for _, value := range []string{request.Username, request.ClientID, request.ExternalRef, request.Address} {
		if len(value) < shortestOwn {
			continue
		}
		for _, form := range []string{value, strings.ToLower(value), strings.ToUpper(value), url.QueryEscape(value)} {
			text = strings.ReplaceAll(text, form, ownMark)
		}
	}
	return text
}

// volatileShapes find what may differ in every answer: names of days and months,
// long words (ids, dates, hashes), and every other number. They are compiled when
// they are first needed.
var volatileShapes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? (?:#|\d)` +
		`|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? #?\d+` +
		`|\b\d+[ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b` +
		`|[\w+/=-]{8,}|\d+`)
})

// manyVolatile are several of them in a row, as in a date.
var manyVolatile = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`#(?:[-:., ]*#)+`) })

func withoutVolatile(text string) string {
	text = volatileShapes().ReplaceAllStringFunc(text, func(found string) string {
		if isWord(found) {
			return found
		}
		return volatileMark
	})
	return manyVolatile().ReplaceAllString(text, volatileMark)
}

// isWord tells names such as invalid_client and oauth2_error from ids: they hold no
// digit, or one among small letters.
func isWord(text string) bool {
	digits := 0
	for _, c := range text {
		if '0' <= c && c <= '9' {
			digits++
		}
	}
	return digits == 0 || digits == 1 && len(text) > 1 && strings.ToLower(text) == text && !strings.Contains(text, " ")
}

// shortText returns the first characters of a text, white space taken together.
func shortText(text string, characters int) string {
	return phrase.FirstCharacters(strings.Join(strings.Fields(text), " "), characters)
}
