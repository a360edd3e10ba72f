package foreign

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/field"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// value is a field of a request and where it stands.
type value struct {
	name string
	// raw is the value as it is on the wire, text what a server decodes.
	raw, text string
	at        spot
	// unseen values come from a file.
	unseen bool
	// encoded values were encoded by the program that sends them.
	encoded bool
	// entity means that the & before the field was written as HTML does.
	entity bool
}

type bodyKind string

const (
	bodyNone      bodyKind = ""
	bodyForm      bodyKind = "form"
	bodyJSON      bodyKind = "JSON"
	bodyMultipart bodyKind = "multipart"
	bodyOther     bodyKind = "text of another form"
	bodyUnseen    bodyKind = "not in the text"
)

type request struct {
	text    string // the whole that was pasted
	method  value
	address value // the URL
	url     *url.URL
	headers []value
	body    bodyKind
	fields  []value
	bodyAt  spot
	query   []value
	// basic is the user and password of Basic authentication, as "user:password".
	basic *value
	// flags are the switches that matter, by the code of their difference.
	flags map[finding.Code]spot
	// partial requests come from a log: what is missing there may have been sent.
	partial bool
	// base begins the URL of a request that was logged in two parts.
	base string
}

func newRequest(s source) *request { return &request{text: s.text, flags: map[finding.Code]spot{}} }

// settle works out what a client works out before it sends.
func (r *request) settle() {
	raw := strings.TrimSpace(r.address.text)
	if raw != "" && !strings.Contains(raw, "://") && !hasVariable(raw[:min(len(raw), len(varOpen))]) {
		raw = "http://" + strings.TrimPrefix(raw, "//") // as curl does
	}
	parsed, err := url.Parse(raw)
	if err != nil {
		parsed = &url.URL{}
	}
	r.url = parsed
	r.query = append(r.query, parseForm(parsed.RawQuery, r.address.at)...)
	if parsed.User != nil && r.basic == nil {
		password, _ := parsed.User.Password()
		r.basic = &value{name: "URL", text: parsed.User.Username() + ":" + password, at: r.address.at}
	}
	if header, has := r.header("Authorization"); has && r.basic == nil {
		scheme, rest, _ := strings.Cut(strings.TrimSpace(header.text), " ")
		if strings.EqualFold(scheme, "basic") {
			text := strings.TrimSpace(rest)
			if !hasVariable(text) {
				decoded, _ := phrase.DecodeBase64(text)
				text = string(decoded)
			}
			r.basic = &value{name: "Authorization", text: text, at: header.at}
		}
	}
	if r.method.text == "" && !r.partial {
		r.method.text = http.MethodGet
		if r.body != bodyNone {
			r.method.text = http.MethodPost
		}
	}
	r.method.text = strings.ToUpper(r.method.text)
}

func (r *request) header(name string) (value, bool) {
	for _, header := range r.headers {
		if strings.EqualFold(header.name, name) {
			return header, true
		}
	}
	return value{}, false
}

// implyType notes the Content-Type that a client adds by itself.
func (r *request) implyType(kind string) {
	if _, given := r.header("Content-Type"); !given {
		r.headers = append(r.headers, value{name: "Content-Type", text: kind, at: spotOfNothing})
	}
}

// contentType is the media type of the body, in lower case.
func (r *request) contentType() string {
	header, _ := r.header("Content-Type")
	kind, _, _ := strings.Cut(header.text, ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

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

// environment is the one whose host the request goes to.
func (r *request) environment() ripio.EnvironmentName {
	host := strings.ToLower(r.url.Hostname())
	for _, name := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
		env, _ := ripio.EnvironmentFor(name)
		for _, address := range []string{env.AuthURL, env.OnRampURL} {
			if known, err := url.Parse(address); err == nil && known.Hostname() == host {
				return name
			}
		}
	}
	if isLoopback(host) {
		return ripio.Simulator
	}
	return ""
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

func isLoopback(host string) bool {
	_, err := ripio.SimulatorAt("http://" + cmp.Or(host, "-"))
	return err == nil
}
