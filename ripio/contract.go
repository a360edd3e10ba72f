package ripio

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/pasted"
)

// documentedKeys are the keys of the documented answer, in its order.
// Source: auth, "Response".
var documentedKeys = []string{"succeed", "token", "token_type"}

// bodyVerdict is what an answer of status 2xx says.
type bodyVerdict struct {
	failure  *Failure   // nil when the body carries a token as documented
	token    *jwt.Token // also with a failure, when there is one
	findings []finding.Finding
}

// contract compares a body with the documented answer.
type contract struct {
	object   members.Object
	findings []finding.Finding
}

func (c *contract) add(code finding.Code, found string) {
	c.findings = append(c.findings, finding.New(code, finding.FieldAnswer, found))
}

// checkBody reads the body of an answer of status 2xx. Names are compared
// exactly: most languages do, but Go's encoding/json and some others do not, so
// that a renamed key would be found by this program and by nobody else.
func checkBody(a Answer) bodyVerdict {
	var c contract
	text, hadMark := bytes.CutPrefix(a.Response.Body, []byte(pasted.ByteOrderMark))
	if hadMark {
		c.add("answer-bom", "EF BB BF")
	}
	object, fault := members.Read(string(text))
	if fault != nil {
		return c.verdict(notAnObject(a, fault))
	}
	c.object = object
	c.checkContentType(a.Response.Header.Get("Content-Type"))
	c.checkKeys()
	c.checkOtherProducts()
	c.checkText(string(text))
	verdict := c.verdict(c.checkValues())
	if raw, ok := c.tokenText(); ok {
		verdict.take(raw)
	}
	if len(verdict.findings) == 0 && verdict.failure == nil {
		verdict.findings = []finding.Finding{finding.New("answer-shape-documented", finding.FieldAnswer, strings.Join(documentedKeys, ", "))}
	}
	return verdict
}

func (c *contract) verdict(failure *Failure) bodyVerdict {
	return bodyVerdict{failure: failure, findings: c.findings}
}

// notAnObject names a body that is no JSON object. A body without an announced
// length that stops within its JSON was most likely cut.
func notAnObject(a Answer, fault *members.Fault) *Failure {
	switch {
	case fault.What == members.NotObject:
		return &Failure{Kind: FailureNoToken, Reason: ReasonNotObject, Evidence: "the answer is " + string(fault.Kind) + " in JSON, not an object"}
	case fault.What == members.Empty:
		return &Failure{Kind: FailureNotJSON, Reason: ReasonEmptyBody, Evidence: "the body is empty"}
	case fault.What == members.EndsEarly && a.lengthUnknown:
		return &Failure{Kind: FailureTruncated, Evidence: fault.Error() + "; the answer does not say how long it is, so it may have been cut"}
	}
	return &Failure{Kind: FailureNotJSON, Evidence: fault.Error()}
}

func (c *contract) checkContentType(contentType string) {
	if mediaType(contentType) != "application/json" {
		c.add("answer-content-type", phrase.CutText(contentType, phrase.MaxRawMessage))
	}
}

// checkKeys lists the keys that are missing, extra, differently written and
// repeated.
func (c *contract) checkKeys() {
	var missing, extra, variants []string
	for _, key := range documentedKeys {
		if _, ok := c.object.Last(key); !ok {
			missing = append(missing, key)
		}
	}
	for _, member := range c.object.Members {
		switch name := member.Name; {
		case member.Duplicate || slices.Contains(documentedKeys, name):
		case slices.ContainsFunc(documentedKeys, func(key string) bool { return strings.EqualFold(key, name) }):
			variants = append(variants, name)
		default:
			extra = append(extra, name)
		}
	}
	for _, rule := range []struct {
		code  finding.Code
		names []string
	}{
		{"answer-key-missing", missing},
		{"answer-key-case", variants},
		{"answer-key-extra", extra},
		{"answer-duplicate-key", c.object.Duplicates()},
	} {
		if len(rule.names) > 0 {
			c.add(rule.code, phrase.ListNames(rule.names))
		}
	}
}

// checkOtherProducts recognises what other services of Ripio's answer.
func (c *contract) checkOtherProducts() {
	for _, product := range []struct {
		key  string
		code finding.Code
	}{
		{"access_token", "answer-looks-like-oauth"},
		{"accessToken", "answer-looks-like-oauth"},
		{"session_code", "answer-looks-like-other-widget"},
	} {
		if _, ok := c.object.Last(product.key); ok {
			c.add(product.code, product.key)
		}
	}
}

// checkText notices bytes that do not survive in most parsers.
func (c *contract) checkText(text string) {
	if at := members.BadUTF8(text); at >= 0 {
		c.add("answer-bad-text", phrase.Plural(at, "byte")+" into the body")
	}
}

// checkValues judges the three documented values. An absent succeed or
// token_type is a finding, not a failure: a token is there to be tried. What is
// there but says otherwise is a failure.
func (c *contract) checkValues() *Failure {
	if failure := c.checkSucceed(); failure != nil {
		return failure
	}
	if _, ok := c.tokenText(); !ok {
		return c.missingToken()
	}
	return c.checkTokenType()
}

func (c *contract) checkSucceed() *Failure {
	succeed, ok := c.object.Last("succeed")
	if !ok || succeed.Raw == "true" {
		return nil
	}
	value := phrase.CutText(succeed.Raw, MaxEvidence)
	if succeed.Kind != members.Bool {
		c.add("answer-succeed-not-boolean", value)
	}
	return &Failure{Kind: FailureNotSucceeded, Evidence: `"succeed" is ` + value}
}

func (c *contract) checkTokenType() *Failure {
	tokenType, ok := c.object.Last("token_type")
	switch {
	case !ok || tokenType.Text == "bearer" && tokenType.Kind == members.String:
		return nil
	case tokenType.Kind == members.String && strings.EqualFold(tokenType.Text, "bearer"):
		c.add("answer-token-type-case", tokenType.Text)
		return nil
	}
	return &Failure{Kind: FailureTokenType, Evidence: `"token_type" is ` + phrase.CutText(tokenType.Raw, MaxEvidence)}
}

// tokenText returns the token, if there is one that is text.
func (c *contract) tokenText() (string, bool) {
	token, ok := c.object.Last("token")
	if !ok || token.Kind != members.String || strings.TrimSpace(token.Text) == "" {
		return "", false
	}
	return token.Text, true
}

// missingToken says in which way the token is not there.
func (c *contract) missingToken() *Failure {
	token, ok := c.object.Last("token")
	switch {
	case ok && token.Kind == members.String:
		return noTokenValue(`"token" is an empty text`)
	case ok && token.Kind == members.Null:
		return noTokenValue(`"token" is null`)
	case ok:
		return noTokenValue(`"token" is ` + string(token.Kind) + ", not a text")
	case len(c.object.Members) == 0:
		return &Failure{Kind: FailureNoToken, Evidence: "the answer is an object without keys"}
	}
	var names []string
	for _, member := range c.object.Members {
		if !member.Duplicate {
			names = append(names, member.Name)
		}
	}
	return &Failure{Kind: FailureNoToken, Evidence: `there is no key "token"; the keys are ` + phrase.ListNames(names)}
}

func noTokenValue(evidence string) *Failure {
	return &Failure{Kind: FailureNoToken, Reason: ReasonTokenValue, Evidence: evidence}
}

// take reads the token of the answer. The value is judged and kept as it came: a
// backend hands it on so, with whatever stands around the token.
func (v *bodyVerdict) take(raw string) {
	token, err := jwt.Decode(raw)
	if err != nil || !isPlausible(token.Raw) {
		if v.failure == nil {
			v.failure = noTokenValue(`"token" holds ` + nameNoToken(raw))
		}
		return
	}
	if extra := aroundToken(raw, token.Raw); extra != "" {
		token.Findings = slices.DeleteFunc(token.Findings, isAboutAPaste)
		v.findings = append(v.findings, finding.New("answer-token-extra", finding.FieldAnswer, extra))
	}
	token.Raw, token.Form = raw, jwt.FormJSON
	v.token = &token
}

// nameNoToken quotes a word that stands in place of a token. A longer text may
// hold what opens something, so it is not repeated.
func nameNoToken(text string) string {
	const longest = 19
	if text = strings.TrimSpace(text); len(text) > longest || !jwt.IsWord(text) {
		return "text that cannot be a token"
	}
	return "the text " + strconv.QuoteToASCII(text) + ", which is no token"
}

// isPlausible tells a token, sound or damaged, from a word that a program wrote
// in its place, such as null or undefined. A long word without dots may be a
// token of another kind: that cannot be told.
func isPlausible(token string) bool {
	const shortest = 20
	return jwt.LooksLikeToken(token) || len(token) >= shortest && !strings.Contains(token, ".")
}

// isAboutAPaste tells the findings that speak of a text from which the token was
// taken, or call documented what only a part of the value is.
func isAboutAPaste(finding finding.Finding) bool {
	switch finding.Code {
	case "token-white-space", "token-surroundings", "token-quoted-printable", "token-other-member",
		"token-answer-json", "token-answer-duplicate", "token-json-serialised", "token-shape-ok":
		return true
	}
	return false
}

// aroundToken names what a value holds beside the token; empty when it holds
// nothing else.
func aroundToken(value, token string) string {
	if value == token {
		return ""
	}
	before, after, ok := strings.Cut(value, token)
	if !ok {
		at := strings.IndexFunc(value, unicode.IsSpace)
		if at < 0 {
			return "the token is not written as one text"
		}
		return nameCharacters(value[at:][:utf8.RuneLen(firstRune(value[at:]))]) + " after character " + strconv.Itoa(phrase.CharacterNumber(value, at)-1)
	}
	var parts []string
	if before != "" {
		parts = append(parts, nameCharacters(before)+" before the token")
	}
	if after != "" {
		parts = append(parts, nameCharacters(after)+" after the token")
	}
	return strings.Join(parts, ", ")
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// nameCharacters says what a few characters are; of more only how many: they may
// be another token.
func nameCharacters(text string) string {
	const few = 8
	switch trimmed := strings.TrimSpace(text); {
	case strings.EqualFold(trimmed, "bearer"):
		return strconv.Quote(text)
	case utf8.RuneCountInString(text) > few:
		return phrase.Plural(utf8.RuneCountInString(text), "character")
	}
	var names []string
	for _, r := range text {
		switch r {
		case '\n':
			names = append(names, "a line break")
		case '\r':
			names = append(names, "a carriage return")
		case '\t':
			names = append(names, "a tab")
		case ' ':
			names = append(names, "a space")
		case '\ufeff':
			names = append(names, "a byte order mark")
		case '"', '\'':
			names = append(names, "a quotation mark")
		default:
			names = append(names, phrase.QuoteCharacter(string(r)))
		}
	}
	return strings.Join(slices.Compact(names), " and ")
}
