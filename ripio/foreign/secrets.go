package foreign

import (
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// harmless are the headers, by name, and the fields whose values may be seen. All
// others are taken for secrets.
var harmless = map[string]bool{
	"contenttype": true, "accept": true, "host": true, "useragent": true, "contentlength": true, "connection": true,
	"acceptencoding": true, "acceptlanguage": true, "origin": true, "referer": true, "granttype": true, "scope": true,
	"clientid": true, "externalref": true, "address": true, "username": true, "user": true, "login": true,
	"cachecontrol": true, "pragma": true, "transferencoding": true, "priority": true,
}

// secrets are all values that may be one.
func (r *request) secrets() (list []redact.Secret) {
	add := func(text string) {
		if text != "" && !hasVariable(text) {
			list = append(list, redact.NewSecret(text))
		}
	}
	for _, values := range [][]value{r.headers, r.fields, r.query} {
		for _, each := range values {
			if plain := plainName(each.name); !harmless[plain] && !strings.HasPrefix(plain, "sec") {
				add(each.text)
			}
		}
	}
	secret := r.password().text
	add(secret)
	if decoded, err := url.PathUnescape(secret); err == nil { // it may be encoded twice
		add(decoded)
	}
	add(strings.ReplaceAll(secret, " ", "+"))
	if r.basic != nil {
		_, after, _ := strings.Cut(r.basic.text, ":")
		add(after)
	}
	return list
}

// shownParts are the parts of the username that may be seen: all three when there are
// three beside a password, and otherwise what surely is not a secret.
func (r *request) shownParts() (clientID, externalRef, address string) {
	parts := splitUsername(r.username().text)
	secret := r.password().text
	whole := len(parts) == 3 && secret != "" && !swapped(parts, secret)
	show := func(i int) string {
		if i >= len(parts) || hasVariable(parts[i]) || ripio.HoldsSecret(parts[i], redact.NewSecret(secret)) {
			return ""
		}
		if !whole && !(i == 0 && len(parts) > 1 && secret != "" && !swapped(parts, secret)) && !isPublic(parts[i]) {
			return ""
		}
		return parts[i]
	}
	clientID, externalRef, address = show(0), show(1), show(2)
	if last := len(parts) - 1; last > 2 && isPublic(parts[last]) { // the parts between may name its chain
		address = show(last)
	}
	if field.HoldsAssignment(clientID) || redact.HoldsToken(clientID) {
		clientID = ""
	}
	if field.LooksLikePrivateKey(address) {
		address = ""
	}
	return clientID, externalRef, address
}

// swapped reports whether client_id and client_secret may stand in each other's place.
func swapped(parts []string, secret string) bool {
	const long = 40
	return len(parts[0]) >= long && len(parts[0]) > len(secret) || field.LooksLikeUUID(secret) && !field.LooksLikeUUID(parts[0])
}

// isPublic reports whether a part surely is not a secret: a UUID or an address.
func isPublic(part string) bool {
	kind := field.DescribeAddress(part)
	return field.LooksLikeUUID(part) || strings.HasPrefix(part, "<") || isEVM(part) ||
		kind.Family != field.FamilyUnknown && kind.Family != field.FamilySolana && !field.LooksLikePrivateKey(part)
}

func isEVM(part string) bool {
	return strings.HasPrefix(part, "0x") && len(part) == 42 && phrase.AllHex(part[2:])
}
