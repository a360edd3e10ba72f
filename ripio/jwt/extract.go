package jwt

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/pasted"
)

// extraction is a token as it was found in a text.
type extraction struct {
	raw      string
	form     TokenForm
	joined   bool              // raw was put together from several words
	findings []finding.Finding // about the text around the token and the gaps in it
}

// looksLikeToken is strict with joined words: they may be a sentence, so the
// header must be sound.
func (e extraction) looksLikeToken() bool {
	return LooksLikeToken(e.raw) && (!e.joined || hasSoundHeader(e.raw))
}

func (e *extraction) add(code finding.Code, found string) {
	e.findings = append(e.findings, finding.New(code, finding.FieldToken, found))
}

// ExtractToken finds a token in a text, to recognise what was pasted. It takes
// the forms that Decode takes, but only texts that look like a token: a first
// part that begins as the base64 of a JSON object does ("eyJ…"), or three long
// parts of base64url. raw is the token without white space. It decodes nothing;
// what it finds may still be malformed.
func ExtractToken(text string) (raw string, form TokenForm, ok bool) {
	if len(text) > maxTokenText {
		return "", "", false
	}
	found, ok := extract(text)
	if !ok || !found.looksLikeToken() {
		return "", "", false
	}
	return found.raw, found.form, true
}

// extractLeniently also takes a single word that does not look like a token, so
// that Decode can say what is wrong with it.
func extractLeniently(text string) (extraction, bool) {
	if found, ok := extract(text); ok {
		return found, true
	}
	word := trimPasted(text)
	if word == "" || !IsWord(word) || strings.Contains(word, "://") || strings.ContainsAny(word[:1], "{[") {
		return extraction{}, false
	}
	return extraction{raw: word, form: FormBare}, true
}

// trimPasted drops what copying leaves around a value: white space, invisible
// characters and quotation marks.
func trimPasted(text string) string {
	inner, _ := pasted.UnquotePair(pasted.TrimEdges(text))
	return pasted.TrimEdges(inner)
}

// extract finds one token, whatever was done to the text on its way.
func extract(text string) (extraction, bool) {
	unbroken := softBreak.ReplaceAllString(text, "$1$2")
	found, ok := extractForm(unbroken)
	if ok {
		if unbroken != text {
			found.add("token-quoted-printable", "")
		}
		found.cutJoined()
	}
	return found, ok
}

// softBreak is how quoted-printable mails break a long line (RFC 2045 section
// 6.7). Before a dot the sign is padding.
var softBreak = regexp.MustCompile(`([A-Za-z0-9_.-])=\r?\n([A-Za-z0-9_-])`)

// extractForm tries the forms one by one, the most specific first.
func extractForm(text string) (extraction, bool) {
	text = trimPasted(text)
	if strings.HasPrefix(text, "{") {
		if found, ok := extractFromJSON(text); ok {
			return found, true
		}
	}
	if rest, ok := cutBearer(text); ok {
		if found, ok := extractWords(trimPasted(rest), FormBearer); ok {
			return found, true
		}
	}
	if value, ok := cutLinkParameter(text); ok {
		found := joinWrapped(textLines(value), FormLink)
		if decoded, err := url.PathUnescape(found.raw); err == nil {
			found.raw = decoded
		}
		return found, true
	}
	if found, ok := extractWords(text, FormBare); ok {
		return found, true
	}
	return scanForToken(text)
}

// cutBearer cuts "Authorization: Bearer " or "Bearer " off a text, in any
// letter case (RFC 9110 section 11.1).
func cutBearer(text string) (string, bool) {
	if rest, ok := cutPrefixFold(text, "authorization"); ok {
		rest, ok = strings.CutPrefix(strings.TrimSpace(rest), ":")
		if !ok {
			return "", false
		}
		text = strings.TrimSpace(rest)
	}
	rest, ok := cutPrefixFold(text, "bearer")
	if !ok || rest == strings.TrimLeftFunc(rest, unicode.IsSpace) {
		return "", false
	}
	return rest, true
}

func cutPrefixFold(text, prefix string) (string, bool) {
	if len(text) < len(prefix) || !strings.EqualFold(text[:len(prefix)], prefix) {
		return text, false
	}
	return text[len(prefix):], true
}

// cutLinkParameter finds the value of the query parameter _to, which carries the
// token in a widget link (source: access, "Widget URLs"), in a whole link or in
// a piece of one.
func cutLinkParameter(text string) (string, bool) {
	const name = "_to="
	for from := 0; ; {
		at := strings.Index(text[from:], name)
		if at < 0 {
			return "", false
		}
		at += from
		from = at + len(name)
		if isParameterStart(text, at) && from < len(text) && isTokenCharacter(rune(text[from])) {
			return text[from:], true
		}
	}
}

// isParameterStart reports whether a query parameter can begin at the index. The
// semicolon is that of "&amp;" in a copied web page.
func isParameterStart(text string, at int) bool {
	return at == 0 || strings.IndexByte("?&;#", text[at-1]) >= 0
}

// extractWords takes a text that is a token and nothing else, perhaps broken
// into words by wrapping, or with other words after it.
func extractWords(text string, form TokenForm) (extraction, bool) {
	if IsWord(text) {
		word := strings.Trim(text, "\"'`,;<>()[]{}")
		return extraction{raw: word, form: form}, LooksLikeToken(word) || form == FormBearer && word != ""
	}
	found := joinWrapped(strings.FieldsSeq(text), form)
	return found, found.looksLikeToken()
}

// isWord reports whether text holds no white space.
func IsWord(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] >= utf8.RuneSelf {
			return strings.IndexFunc(text[i:], unicode.IsSpace) < 0
		}
	}
	return true
}

// scanForToken finds a token inside other text, such as a log line or a header
// of a curl command.
func scanForToken(text string) (extraction, bool) {
	const attempts = 100 // a text that is made to be slow holds more
	from := 0
	for range attempts {
		at := strings.Index(text[from:], "eyJ")
		if at < 0 {
			return extraction{}, false
		}
		at += from
		from = at + len("eyJ")
		if at > 0 && (isBase64URL(text[at-1]) || text[at-1] == '.') {
			continue
		}
		form := FormBare
		if before := strings.TrimRightFunc(text[:at], unicode.IsSpace); len(before) < at && endsFold(before, "bearer") {
			form = FormBearer
		}
		if found := joinWrapped(textLines(text[at:]), form); found.looksLikeToken() {
			if !finding.HasCode(found.findings, "token-surroundings") {
				found.add("token-surroundings", "")
			}
			return found, true
		}
	}
	return extraction{}, false
}

func endsFold(text, suffix string) bool {
	return len(text) >= len(suffix) && strings.EqualFold(text[len(text)-len(suffix):], suffix)
}
