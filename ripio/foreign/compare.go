package foreign

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
)

// Comparison is a request beside the one that this program would send.
type Comparison struct {
	// Environment is the one that was compared with.
	Environment ripio.Environment
	// Assumed means that nothing in the text tells the environment.
	Assumed bool
	Rows    []Row
	// Differences come in the order of their levels, the worst first.
	Differences []Difference
}

// Row is one field of the two requests.
type Row struct {
	Name string `json:"name"`
	// Found and Ours are the two values; a secret is masked. Found may hold bytes from
	// outside, and is empty when the text does not tell it.
	Found string `json:"found"`
	Ours  string `json:"ours"`
	Same  bool   `json:"same"`
	Place Place  `json:"place,omitzero"`
}

// Fails reports whether a difference may be why the request fails, or gives the secret
// away.
func (c Comparison) Fails() bool { return slices.ContainsFunc(c.Differences, Difference.Breaks) }

// Compare compares the request with the one that this program would send in an
// environment; an empty name means the one that the request goes to. It must be a
// reading with IsRequest.
func (r Reading) Compare(name ripio.EnvironmentName) Comparison {
	c := comparer{Reading: r, request: r.request}
	c.Comparison.Assumed = name == "" && r.Environment == ""
	asked := cmp.Or(name, r.Environment, ripio.Sandbox)
	env, ok := ripio.EnvironmentFor(asked)
	if !ok {
		base := "http://127.0.0.1"
		if r.Environment == ripio.Simulator {
			base = "http://" + r.request.url.Host
		}
		if at, err := ripio.SimulatorAt(base); err == nil {
			env = at
		}
	}
	c.Comparison.Environment = env
	c.method()
	product := c.target(name)
	c.headers()
	if !product {
		c.form()
	}
	c.switches()
	c.rows()
	slices.SortStableFunc(c.Differences, func(a, b Difference) int { return int(b.Level) - int(a.Level) })
	return c.Comparison
}

type comparer struct {
	Reading
	Comparison
	*request
}

func (c *comparer) add(code finding.Code, at spot, found string) {
	c.Differences = append(c.Differences, newDifference(code, c.shown(found), at.place(c.request.text)))
}

// Expected is what this program would send in the place of the request, with
// placeholders for what the text does not tell, and without the secret.
func (r Reading) Expected(env ripio.Environment) ripio.SentRequest {
	client := &ripio.Client{}
	return client.Preview(env, ripio.Request{
		ClientID: cmp.Or(r.ClientID, "client_id"), ExternalRef: cmp.Or(r.ExternalRef, "external_ref"),
		Address: cmp.Or(r.Address, "address"), CredentialsFor: env.Name,
	}).Request
}

func (c *comparer) method() {
	if method := c.request.method.text; method != "" && method != "POST" && !hasVariable(method) {
		found := "another method"
		if slices.Contains([]string{"GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}, method) {
			found = method
		}
		c.add("method-other", c.request.method.at, found)
	}
}

func (c *comparer) headers() {
	kind, has := c.header("Content-Type")
	switch written := c.contentType(); {
	case c.partial && !has, c.body == bodyNone, hasVariable(written):
	case !has && c.body == bodyForm:
		c.add("content-type-missing", c.bodyAt, "")
	case c.body == bodyForm && written != formType:
		c.add("content-type-other", kind.at, mediaType(written))
	case c.body == bodyUnseen && has && written != formType && written != "":
		c.add("content-type-other", kind.at, mediaType(written))
	}
	if authorization, has := c.header("Authorization"); c.basic != nil {
		c.add("basic-header", c.basic.at, c.basic.name)
	} else if scheme, _, _ := strings.Cut(authorization.text, " "); has && strings.EqualFold(scheme, "bearer") {
		c.add("bearer-header", authorization.at, "")
	}
	if host, has := c.header("Host"); has && c.url.Host != "" && !hasVariable(host.text) && !hasVariable(c.url.Host) &&
		!strings.EqualFold(withoutPort(host.text), withoutPort(c.url.Host)) {
		c.add("host-header", host.at, showHost(host.text))
	}
}

func withoutPort(host string) string {
	name, _, _ := strings.Cut(host, ":")
	return name
}

const formType = "application/x-www-form-urlencoded"

// mediaType shows a media type that has the form of one.
func mediaType(kind string) string {
	const longest = 60
	if len(kind) > longest || strings.Count(kind, "/") != 1 || strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz0123456789/+.-") != "" {
		return "another type"
	}
	return kind
}

// switches compares how the request is sent.
func (c *comparer) switches() {
	for _, each := range []finding.Code{"verification-off", "follows-redirects", "proxy", "connects-elsewhere", "other-authentication"} {
		if at, on := c.flags[each]; on {
			c.add(each, at, "")
		}
	}
}

// rows puts the two requests side by side.
func (c *comparer) rows() {
	ours := c.Expected(c.Comparison.Environment)
	target, _ := url.Parse(ours.URL)
	row := func(name, found, ours string, at spot, fields ...finding.Field) {
		same := !slices.ContainsFunc(c.Differences, func(d Difference) bool { return slices.Contains(fields, d.Field) }) &&
			(found == "" || found == ours)
		row := Row{Name: name, Found: c.shown(found), Ours: ours, Same: same}
		if found != "" && found != "none" {
			row.Place = at.place(c.request.text)
		}
		c.Rows = append(c.Rows, row)
	}
	nothing := func(found string) string { return cmp.Or(found, "none") }
	r := c.request
	row("method", r.method.text, ours.Method, r.method.at, "method")
	row("scheme", r.url.Scheme, target.Scheme, r.address.at)
	row("host", showHost(r.url.Host), target.Host, r.address.at, "Host")
	row("path", showPath(r.url.Path), target.Path, r.address.at)
	if len(r.query) > 0 {
		row("query", fmt.Sprintf("%d parameters, not shown", len(r.query)), "none", r.address.at, "query")
	}
	kind, _ := r.header("Content-Type")
	if kind.text != "" {
		kind.text = mediaType(r.contentType())
	}
	row("Content-Type", kind.text, ours.Header.Get("Content-Type"), kind.at, "Content-Type")
	row("body", string(r.body), string(bodyForm), r.bodyAt)
	user, password := r.username(), r.password()
	row("username", c.showUsername(), ours.Username, user.at, finding.FieldUsername, finding.FieldClientID, finding.FieldExternalRef, finding.FieldAddress)
	found := ""
	if password.text != "" || password.unseen {
		found = redact.Mask
		if hasVariable(password.text) {
			found = "a variable"
		}
	}
	row("password", found, redact.Mask, password.at, finding.FieldSecret)
	authorization, has := r.header("Authorization")
	scheme := ""
	switch word, _, _ := strings.Cut(strings.ToLower(authorization.text), " "); {
	case r.basic != nil:
		scheme, authorization.at = "Basic", r.basic.at
	case word == "bearer":
		scheme = "Bearer"
	case has:
		scheme = "another scheme"
	}
	row("Authorization", nothing(scheme), "none", authorization.at)
	on := func(name string, code finding.Code, yes, no string) {
		if at, is := r.flags[code]; is {
			row(name, yes, no, at)
			return
		}
		row(name, no, no, spotOfNothing)
	}
	on("redirects", "follows-redirects", "followed", "not followed")
	on("certificate", "verification-off", "not verified", "verified")
}

// showUsername shows the parts that may be seen, and a mask for each other.
func (c *comparer) showUsername() string {
	parts := splitUsername(c.username().text)
	known := []string{c.ClientID, c.ExternalRef, c.Address}
	for i, part := range parts {
		if part != "" && !slices.Contains(known, part) && !variableAlone(part) {
			parts[i] = redact.Mask
		}
	}
	return strings.Join(parts, ":")
}

// variableAlone reports whether a value is just a variable.
func variableAlone(text string) bool {
	return strings.HasPrefix(text, varOpen) && strings.Index(text, varClose) == len(text)-len(varClose)
}
