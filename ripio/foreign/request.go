package foreign

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
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

func isLoopback(host string) bool {
	_, err := ripio.SimulatorAt("http://" + cmp.Or(host, "-"))
	return err == nil
}
