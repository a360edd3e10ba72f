package foreign

import (
	"slices"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// form compares the body and what is in it.
func (c *comparer) form() {
	kind, _ := c.header("Content-Type")
	switch c.body {
	case bodyNone:
		if c.basic == nil || !c.partial {
			c.add("body-missing", c.address.at, "")
		}
	case bodyJSON:
		found := ""
		if kind.text != "" {
			found = "Content-Type: " + mediaType(c.contentType())
		}
		c.add("body-json", c.bodyAt, found)
	case bodyMultipart:
		c.add("body-multipart", c.bodyAt, "")
	case bodyOther:
		c.add("body-other", c.bodyAt, "")
	case bodyUnseen:
		c.add("body-unseen", c.bodyAt, "")
	}
	c.names()
	for _, each := range c.fields {
		c.encoding(each)
	}
	c.values()
}

func (c *comparer) names() {
	if c.body == bodyNone || c.body == bodyOther || c.body == bodyUnseen && len(c.fields) == 0 {
		return
	}
	_, id := c.find("client_id")
	apart := id && !c.hasExact("username")
	if apart {
		at, _ := c.find("client_id")
		c.add("parts-apart", at.at, "")
	}
	c.name("username", usernameNames, "username-missing", apart)
	c.name("password", passwordNames, "password-missing", apart)
	extra := 0
	for i, each := range c.fields {
		known := plainName(each.name)
		isOurs := slices.ContainsFunc(slices.Concat(usernameNames, passwordNames), func(name string) bool { return plainName(name) == known })
		switch {
		case each.entity:
			c.add("ampersand-html", each.at, "")
		case isOurs:
		case i > 0 && c.body == bodyForm && each.raw == "" && !each.encoded:
			c.add("ampersand-unencoded", each.at, "in the value before it")
		case !apart:
			extra++
		}
	}
	if extra > 0 {
		c.add("extra-field", c.bodyAt, phrase.Plural(extra, "field"))
	}
}

func (c *comparer) hasExact(name string) bool {
	return slices.ContainsFunc(c.fields, func(each value) bool { return each.name == name })
}

// name looks for a field under its name and under those that it may have been given.
func (c *comparer) name(name string, others []string, missing finding.Code, apart bool) {
	if c.hasExact(name) {
		return
	}
	switch found, ok := c.find(others...); {
	case ok && !apart:
		c.add("field-renamed", found.at, found.name+" for "+name)
	case apart, c.partial, c.body == bodyUnseen:
	default:
		c.add(missing, c.bodyAt, "")
	}
}

// encoding looks for what goes wrong when a form is encoded.
func (c *comparer) encoding(each value) {
	name := "password"
	if isUser := slices.Contains(usernameNames, strings.ToLower(each.name)); isUser {
		name = "username"
	} else if !slices.Contains(passwordNames, strings.ToLower(each.name)) {
		return
	}
	if each.unseen || hasVariable(each.text) {
		if name == "password" || each.unseen {
			c.add("value-unseen", each.at, name)
		}
		return
	}
	if c.body != bodyForm {
		return
	}
	if percentEscape.Matches(each.text) {
		c.add("double-encoded", each.at, name)
	}
	if each.encoded {
		return
	}
	if strings.Contains(each.raw, "+") {
		c.add("plus-as-space", each.at, name)
	}
	if hasBrokenEscape(each.raw) || !utf8.ValidString(each.text) {
		c.add("percent-unencoded", each.at, name)
	}
}

// values looks at the parts of the username and at the secret as this program does
// with its own.
func (c *comparer) values() {
	user, password := c.username(), c.password()
	parts := splitUsername(user.text)
	secret := redact.NewSecret(password.text)
	if hasVariable(password.text) {
		secret = redact.Secret{}
	}
	shape := map[int]finding.Code{1: "username-one-part", 2: "username-two-parts"}[len(parts)]
	if len(parts) > 3 {
		shape = "username-extra-colons"
	}
	if shape != "" && !variableAlone(user.text) {
		c.add(shape, user.at, phrase.Plural(len(parts), "part"))
	}
	var findings []finding.Finding
	request := ripio.Request{Secret: secret}
	switch {
	case len(parts) == 0:
		if password.text != "" {
			findings = field.CheckSecret(secret)
		}
	case len(parts) == 3:
		request.ClientID, request.ExternalRef, request.Address = parts[0], parts[1], parts[2]
		findings = request.Check()
	default:
		findings = append(findings, field.CheckClientID(parts[0])...)
		if len(parts) == 2 {
			findings = append(findings, field.CheckExternalRef(parts[1])...)
		}
		if password.text != "" {
			findings = append(findings, field.CheckSecret(secret)...)
		}
		for _, part := range parts {
			if ripio.HoldsSecret(part, secret) {
				findings = append(findings, finding.New("username-holds-secret", finding.FieldUsername, ""))
				break
			}
		}
	}
	for _, item := range findings {
		if item.Level < finding.LevelNote || isAboutEncoding(item.Code) || c.told(item, parts, password) {
			continue
		}
		item.Found, item.Replacement = c.shown(item.Found), ""
		at := user.at
		if item.Field == finding.FieldSecret {
			at = password.at
		}
		c.Differences = append(c.Differences, Difference{Finding: item, Place: at.place(c.request.text)})
	}
}

// told reports whether a finding is about a variable, or about a value that is not in
// the text.
func (c *comparer) told(item finding.Finding, parts []string, password value) bool {
	part := func(i int) bool { return i < len(parts) && hasVariable(parts[i]) }
	switch item.Field {
	case finding.FieldClientID:
		return part(0)
	case finding.FieldExternalRef:
		return part(1)
	case finding.FieldAddress:
		return part(2)
	case finding.FieldSecret:
		return hasVariable(password.text) || password.text == "" && (password.name == "" || password.unseen)
	case finding.FieldUsername:
		return hasVariable(strings.Join(parts, "")) && item.Code != "username-holds-secret"
	}
	return false
}

// CompareSecret compares the client_secret in the text with a known one. It returns
// nothing when they are the same, or when the text has none.
func (r Reading) CompareSecret(known redact.Secret) []Difference {
	if r.Secret.IsEmpty() || known.IsEmpty() || r.Secret.Reveal() == known.Reveal() {
		return nil
	}
	var place Place
	if r.request != nil {
		place = r.request.password().at.place(r.request.text)
	}
	code := finding.Code("secret-differs")
	if redact.TrimSecret(r.Secret).Reveal() == redact.TrimSecret(known).Reveal() {
		code = "secret-trimmed"
	}
	return []Difference{newDifference(code, "", place)}
}

// isAboutEncoding knows what this program says of its own requests: how the text encodes is
// compared itself.
func isAboutEncoding(code finding.Code) bool {
	return code == "client-secret-encoding" || code == "username-encoding"
}
