package ripio

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/members"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/pasted"
	"devtools/ripio-explorer/ripio/phrase"
)

// documentedKeys are the keys of the documented body, in its order.
// Source: auth, "Response".
var documentedKeys = []string{"succeed", "token", "token_type"}

// contract compares a body with the documented one.
type contract struct {
	object members.Object

	failure  *Failure   // nil when the body carries a token as documented
	token    *jwt.Token // also with a failure, when there is one
	findings []finding.Finding
}

func (c *contract) add(code finding.Code, found string) {
	c.findings = append(c.findings, finding.New(code, finding.FieldAnswer, found))
}

// checkBody reads the body of a response of status 2xx. Names are compared
// exactly: most languages do, but Go's encoding/json and some others do not, so
// that a renamed key would be found by this program and by nobody else.
func checkBody(a rawResponse) contract {
	var c contract
	text, hadMark := bytes.CutPrefix(a.Response.Body, []byte(pasted.ByteOrderMark))
	if hadMark {
		c.add("answer-bom", "EF BB BF")
	}
	object, fault := members.Read(string(text))
	if fault != nil {
		c.failure = notAnObject(a, fault)
		return c
	}
	c.object = object
	if contentType := a.Response.Header.Get("Content-Type"); mediaType(contentType) != "application/json" {
		c.add("answer-content-type", phrase.CutText(contentType, phrase.MaxRawMessage))
	}
	c.checkKeys()
	if at := members.BadUTF8(string(text)); at >= 0 {
		c.add("answer-bad-text", phrase.Plural(at, "byte")+" into the body")
	}
	c.failure = c.checkValues()
	if raw, ok := c.tokenText(); ok {
		c.takeToken(raw)
	}
	if len(c.findings) == 0 && c.failure == nil {
		c.add("answer-shape-documented", strings.Join(documentedKeys, ", "))
	}
	return c
}

// notAnObject names a body that is not a JSON object. A body without an announced
// length that stops within its JSON was most likely cut.
func notAnObject(a rawResponse, fault *members.Fault) *Failure {
	switch {
	case fault.What == members.NotObject:
		return &Failure{Kind: FailureNoToken, Reason: ReasonNotObject, Evidence: "the body is " + string(fault.Kind) + " in JSON, not an object"}
	case fault.What == members.Empty:
		return &Failure{Kind: FailureNotJSON, Reason: ReasonEmptyBody, Evidence: "the body is empty"}
	case fault.What == members.EndsEarly && a.lengthUnknown:
		return &Failure{Kind: FailureTruncated, Evidence: fault.Error() + "; the response does not say how long it is, so it may have been cut"}
	}
	return &Failure{Kind: FailureNotJSON, Evidence: fault.Error()}
}

// otherProducts are keys that other services of Ripio's answer with.
var otherProducts = []struct {
	key  string
	code finding.Code
}{
	{"access_token", "answer-looks-like-oauth"},
	{"accessToken", "answer-looks-like-oauth"},
	{"session_code", "answer-looks-like-other-widget"},
}

// checkKeys lists the keys that are missing, extra, differently written and
// repeated, and recognises those of other products.
func (c *contract) checkKeys() {
	list := func(code finding.Code, names []string) {
		if len(names) > 0 {
			c.add(code, phrase.ListNames(names))
		}
	}
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
	list("answer-key-missing", missing)
	list("answer-key-case", variants)
	list("answer-key-extra", extra)
	list("answer-duplicate-key", c.object.Duplicates())
	for _, product := range otherProducts {
		if _, ok := c.object.Last(product.key); ok {
			c.add(product.code, product.key)
		}
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
		return &Failure{Kind: FailureNoToken, Evidence: "the body is an object without keys"}
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

// takeToken reads the token of the body. The value is judged and kept as it came: a
// backend hands it on so, with whatever stands around the token.
func (c *contract) takeToken(raw string) {
	token, err := jwt.Decode(raw)
	if err != nil || !isPlausible(token.Raw) {
		if c.failure == nil {
			c.failure = noTokenValue(`"token" is ` + nameNoToken(raw))
		}
		return
	}
	if extra := aroundToken(raw, token.Raw); extra != "" {
		token.Findings = slices.DeleteFunc(token.Findings, isAboutAPaste)
		c.findings = append(c.findings, finding.New("answer-token-extra", finding.FieldAnswer, extra))
	}
	token.Raw, token.Form = raw, jwt.FormJSON
	c.token = &token
}

// nameNoToken quotes a word that stands in place of a token. A longer text may
// hold what opens something, so it is not repeated.
func nameNoToken(text string) string {
	const longest = 19
	if text = strings.TrimSpace(text); len(text) > longest || !jwt.IsWord(text) {
		return "text that cannot be a token"
	}
	return "the text " + strconv.QuoteToASCII(text) + ", which is not a token"
}

// isPlausible reports whether a text is a token, sound or damaged, and not a word that a program wrote
// in its place, such as null or undefined. A long word without dots may be a
// token of another kind: that cannot be told.
func isPlausible(token string) bool {
	const shortest = 20
	return jwt.LooksLikeToken(token) || len(token) >= shortest && !strings.Contains(token, ".")
}

// isAboutAPaste reports whether a finding speaks of a text from which the token was
// taken, or call documented what only a part of the value is.
func isAboutAPaste(finding finding.Finding) bool {
	switch finding.Code {
	case "token-white-space", "token-surroundings", "token-other-member",
		"token-answer-json", "token-answer-duplicate", "token-shape-ok":
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
		for at, char := range value {
			if unicode.IsSpace(char) {
				return nameCharacters(string(char)) + " after character " + strconv.Itoa(phrase.CharacterNumber(value, at)-1)
			}
		}
		return "the token is not written as one text"
	}
	if before != "" {
		before = nameCharacters(before) + " before the token"
	}
	if after != "" {
		after = nameCharacters(after) + " after the token"
	}
	return phrase.JoinNonEmpty(", ", before, after)
}

// characterNames name what is often around a token.
var characterNames = map[rune]string{
	'\n': "a line break", '\r': "a carriage return", '\t': "a tab", ' ': "a space",
	'\ufeff': "a byte order mark", '"': "a quotation mark", '\'': "a quotation mark",
}

// nameCharacters says what a few characters are; of more only how many: they may
// be another token.
func nameCharacters(text string) string {
	const few = 8
	switch count := utf8.RuneCountInString(text); {
	case strings.EqualFold(strings.TrimSpace(text), "bearer"):
		return strconv.Quote(text)
	case count > few:
		return phrase.Plural(count, "character")
	}
	var names []string
	for _, char := range text {
		names = append(names, cmp.Or(characterNames[char], phrase.QuoteCharacter(string(char))))
	}
	return strings.Join(slices.Compact(names), " and ")
}
