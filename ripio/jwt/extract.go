package jwt

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
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
	if !e.joined {
		return LooksLikeToken(e.raw)
	}
	_, sound := soundHeader(e.raw)
	return sound && LooksLikeToken(e.raw)
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

// softBreak is how quoted-printable mails break a long line (RFC 2045 section
// 6.7). Before a dot the sign is padding.
var softBreak = phrase.NewShape(`([A-Za-z0-9_.-])=\r?\n([A-Za-z0-9_-])`)

// extract finds one token, whatever was done to the text on its way.
func extract(text string) (extraction, bool) {
	unbroken := text
	if strings.ContainsRune(text, '\n') {
		unbroken = softBreak().ReplaceAllString(text, "$1$2")
	}
	found, ok := extractForm(unbroken)
	if ok {
		if unbroken != text {
			found.add("token-white-space", "line breaks of a mail, with the '=' before each")
		}
		found.cutJoined()
	}
	return found, ok
}

var (
	// bearer is what stands before the token in a header line, in any letter case
	// (RFC 9110 section 11.1).
	bearer = phrase.NewShape(`^(?i:authorization\s*:\s*)?(?i:bearer)\s+`)
	// linkParameter is the query parameter that carries the token in a widget link
	// (source: access, "Widget URLs"), in a whole link or in a piece of one. The
	// semicolon is that of "&amp;" in a copied web page.
	linkParameter = phrase.NewShape(`(?:^|[?&;#])_to=[A-Za-z0-9_.+/=%…-]`)
)

// bearerBefore returns what stands before the token in a header line; empty when
// the text is none.
func bearerBefore(text string) string {
	if !strings.ContainsAny(text, " \t\r\n\f") {
		return ""
	}
	return bearer().FindString(text)
}

// extractForm tries the forms one by one, the most specific first.
func extractForm(text string) (extraction, bool) {
	text = trimPasted(text)
	if strings.HasPrefix(text, "{") {
		if found, ok := extractFromJSON(text); ok {
			return found, true
		}
	}
	if name := bearerBefore(text); name != "" {
		if found, ok := extractWords(trimPasted(text[len(name):]), FormBearer); ok {
			return found, true
		}
	}
	if strings.Contains(text, "_to=") {
		if at := linkParameter().FindStringIndex(text); at != nil {
			_, value, _ := strings.Cut(text[at[0]:], "=")
			found := joinWrapped(textLines(value), FormLink)
			if decoded, err := url.PathUnescape(found.raw); err == nil {
				found.raw = decoded
			}
			return found, true
		}
	}
	if found, ok := extractWords(text, FormBare); ok {
		return found, true
	}
	return scanForToken(text)
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

// IsWord reports whether text holds no white space.
func IsWord(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] >= utf8.RuneSelf {
			return strings.IndexFunc(text[i:], unicode.IsSpace) < 0
		}
	}
	return true
}

var (
	tokenStart  = phrase.NewShape(`(?:^|[^A-Za-z0-9_.-])eyJ`)
	afterBearer = phrase.NewShape(`(?i:bearer)\s+$`)
)

// scanForToken finds a token inside other text, such as a log line or a header
// of a curl command.
func scanForToken(text string) (extraction, bool) {
	const attempts = 100 // a text that is made to be slow holds more
	for _, place := range tokenStart().FindAllStringIndex(text, attempts) {
		at, form := place[1]-len("eyJ"), FormBare
		if afterBearer.Matches(text[max(0, at-len("bearer")-8):at]) {
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

// extractFromJSON finds the token in a JSON text: in the member "token" of the
// documented answer (source: auth, "Response") or in another one.
func extractFromJSON(text string) (extraction, bool) {
	if found, ok := tokenFromObject(text); ok {
		return found, true
	}
	// A terminal may have broken the string itself.
	unbroken := lineBreak().ReplaceAllString(text, "")
	if unbroken == text {
		return extraction{}, false
	}
	found, ok := tokenFromObject(unbroken)
	if ok {
		found.add("token-white-space", "line breaks inside the JSON string")
	}
	return found, ok
}

// lineBreak is one with the indentation after it.
var lineBreak = phrase.NewShape(`[\r\n]+[ \t]*`)

// tokenFromObject picks the member that holds the token. Names are compared
// exactly, so "TOKEN" counts as another member.
func tokenFromObject(text string) (extraction, bool) {
	object, fault := members.Read(text)
	found, ok := extraction{}, false
	if member, has := object.Last("token"); has && member.Kind == members.String && member.Text != "" {
		found, ok = extractMember(member), true
		if slices.Contains(object.Duplicates(), "token") {
			found.add("token-answer-duplicate", "")
		}
	}
	for _, member := range object.Members {
		if !ok && member.Kind == members.String && LooksLikeToken(trimPasted(member.Text)) {
			found, ok = extractMember(member), true
			found.add("token-other-member", phrase.ShowName(member.Name))
		}
	}
	if ok && fault != nil {
		found.add("token-answer-json", fault.Error())
	}
	return found, ok
}

// extractMember takes a string as the token it should be, even when it does not
// look like one.
func extractMember(member members.Member) extraction {
	text := trimPasted(member.Text)
	name := bearerBefore(text)
	found, ok := extractWords(trimPasted(text[len(name):]), FormJSON)
	if !ok {
		return extraction{raw: member.Text, form: FormJSON}
	}
	if name != "" {
		found.add("token-surroundings", "")
	}
	return found
}
