package ripio

import "strings"

// checkValues judges the three documented values. An absent succeed or
// token_type is a finding, not a failure: a token is there to be tried. What is
// there but says otherwise is a failure.
func (c *contract) checkValues() (FailureKind, string) {
	if kind, evidence := c.checkSucceed(); kind != "" {
		return kind, evidence
	}
	if _, ok := c.tokenText(); !ok {
		return FailureNoToken, c.missingToken()
	}
	return c.checkTokenType()
}

func (c *contract) checkSucceed() (FailureKind, string) {
	succeed, ok := c.object.last("succeed")
	if !ok || succeed.raw == "true" {
		return "", ""
	}
	value := cutText(succeed.raw, maxEvidence)
	if succeed.kind != jsonBoolKind {
		c.add("answer-succeed-not-boolean", value)
	}
	return FailureNotSucceeded, `"succeed" is ` + value
}

func (c *contract) checkTokenType() (FailureKind, string) {
	tokenType, ok := c.object.last("token_type")
	switch {
	case !ok || tokenType.text == "bearer" && tokenType.kind == jsonStringKind:
		return "", ""
	case tokenType.kind == jsonStringKind && strings.EqualFold(tokenType.text, "bearer"):
		c.add("answer-token-type-case", tokenType.text)
		return "", ""
	}
	return FailureTokenType, `"token_type" is ` + cutText(tokenType.raw, maxEvidence)
}

// tokenText gives the token, if there is one that is text.
func (c *contract) tokenText() (string, bool) {
	token, ok := c.object.last("token")
	if !ok || token.kind != jsonStringKind || strings.TrimSpace(token.text) == "" {
		return "", false
	}
	return token.text, true
}

// missingToken says in which way the token is not there.
func (c *contract) missingToken() string {
	token, ok := c.object.last("token")
	switch {
	case ok && token.kind == jsonStringKind:
		return `"token" is an empty text`
	case ok && token.kind == jsonNullKind:
		return `"token" is null`
	case ok:
		return `"token" is ` + string(token.kind) + ", not a text"
	case len(c.object.members) == 0:
		return "the answer is an object without keys"
	}
	var names []string
	for _, member := range c.object.members {
		if !member.duplicate {
			names = append(names, member.name)
		}
	}
	return `there is no key "token"; the keys are ` + listNames(names)
}

// take decodes the token of the answer.
func (v *bodyVerdict) take(raw string) {
	token, err := Decode(raw)
	if err == nil {
		if token.Form == FormBare {
			token.Form = FormJSON
		}
		v.token = &token
	} else if v.kind == "" {
		v.kind, v.evidence = FailureNoToken, `"token" holds text that cannot be a token`
	}
}
