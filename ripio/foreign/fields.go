package foreign

import (
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

// find looks for a field of the body, in the exact spelling first.
func (r *request) find(names ...string) (value, bool) { return findIn(r.fields, names...) }

func findIn(fields []value, names ...string) (value, bool) {
	for _, name := range names {
		for _, field := range fields {
			if field.name == name {
				return field, true
			}
		}
	}
	for _, name := range names {
		for _, field := range fields {
			if plainName(field.name) == plainName(name) {
				return field, true
			}
		}
	}
	return value{}, false
}

var nameJoiners = strings.NewReplacer("_", "", "-", "", " ", "", ".", "")

func plainName(name string) string { return nameJoiners.Replace(strings.ToLower(name)) }

// The names under which people send the two fields.
var (
	usernameNames = []string{"username", "user", "user_name", "login"}
	passwordNames = []string{"password", "client_secret", "pass", "passwd", "secret", "pwd", "client_password"}
)

// username is the value that goes out as the username, wherever it stands.
func (r *request) username() value {
	if found, ok := r.find(usernameNames...); ok {
		return found
	}
	if found, ok := findIn(r.query, usernameNames...); ok {
		return found
	}
	if r.basic != nil {
		return r.basicUser()
	}
	if id, ok := r.find("client_id"); ok { // the parts as fields of their own
		ref, _ := r.find("external_ref")
		address, _ := r.find("address", "wallet", "wallet_address")
		id.text = strings.TrimRight(phrase.JoinNonEmpty(":", id.text, ref.text, address.text), ":")
		return id
	}
	return value{}
}

func (r *request) basicUser() value {
	user := *r.basic
	if cut := strings.LastIndexByte(user.text, ':'); cut >= 0 {
		user.text = user.text[:cut]
	}
	return user
}

// password is the value that goes out as the client_secret, wherever it stands.
func (r *request) password() value {
	if found, ok := r.find(passwordNames...); ok {
		return found
	}
	if found, ok := findIn(r.query, passwordNames...); ok {
		return found
	}
	if r.basic != nil {
		secret := *r.basic
		secret.text = secret.text[strings.LastIndexByte(secret.text, ':')+1:]
		return secret
	}
	return value{}
}

// splitUsername splits at colons that are not part of a variable's name; a username
// that was encoded twice is decoded first.
func splitUsername(username string) []string {
	if username == "" {
		return nil
	}
	if !strings.Contains(username, ":") && strings.Contains(strings.ToLower(username), "%3a") {
		if decoded, err := url.PathUnescape(username); err == nil {
			username = decoded
		}
	}
	return strings.Split(username, ":")
}
