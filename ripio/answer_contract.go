package ripio

import (
	"bytes"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/jwt"
	"devtools/ripio-explorer/ripio/pasted"
)

// documentedKeys are the keys of the documented answer, in its order.
// Source: auth, "Response".
var documentedKeys = []string{"succeed", "token", "token_type"}

// bodyVerdict is what an answer of status 2xx says.
type bodyVerdict struct {
	kind     FailureKind // empty when the body carries a token as documented
	evidence string
	token    *jwt.Token // also with a failure, when there is one
	findings []finding.Finding
}

// contract compares a body with the documented answer.
type contract struct {
	object   jwt.JsonObject
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
	object, fault := jwt.WalkJSONObject(string(text))
	if fault != nil {
		return c.verdict(notAnObject(a, fault))
	}
	c.object = object
	c.checkContentType(a.Response.Header.Get("Content-Type"))
	c.checkKeys()
	c.checkOtherProducts()
	c.checkText()
	kind, evidence := c.checkValues()
	verdict := c.verdict(kind, evidence)
	if raw, ok := c.tokenText(); ok {
		verdict.take(raw)
	}
	if len(verdict.findings) == 0 && verdict.kind == "" {
		verdict.findings = []finding.Finding{finding.New("answer-shape-documented", finding.FieldAnswer, strings.Join(documentedKeys, ", "))}
	}
	return verdict
}

func (c *contract) verdict(kind FailureKind, evidence string) bodyVerdict {
	return bodyVerdict{kind: kind, evidence: evidence, findings: c.findings}
}

// notAnObject names a body that is no JSON object. A body without an announced
// length that stops within its JSON was most likely cut.
func notAnObject(a Answer, fault *jwt.JsonError) (FailureKind, string) {
	switch {
	case fault.Fault == jwt.JsonNotObject:
		return FailureNoToken, "the answer is " + string(fault.Kind) + " in JSON, not an object"
	case fault.Fault == jwt.JsonEmpty:
		return FailureNotJSON, "the body is empty"
	case fault.Fault == jwt.JsonEndsEarly && a.lengthUnknown:
		return FailureTruncated, fault.Error() + "; the answer does not say how long it is, so it may have been cut"
	}
	return FailureNotJSON, fault.Error()
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

// checkText notices characters that do not survive in most parsers.
func (c *contract) checkText() {
	if c.object.BadUTF8 >= 0 || c.object.LoneSurrogate >= 0 {
		c.add("answer-bad-text", phrase.Plural(max(c.object.BadUTF8, c.object.LoneSurrogate), "byte")+" into the body")
	}
}
