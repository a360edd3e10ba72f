package foreign

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

var (
	urlInText    = phrase.NewShape(`https?://[^\s"'<>\\,)\]}]+`)
	methodInText = phrase.NewShape(`\b(GET|POST|PUT|PATCH|DELETE|HEAD)\b`)
	formInText   = phrase.NewShape(`(?:username|user|client_id|grant_type|password|client_secret)=[^\s"'<>]*(?:&[A-Za-z_]+=[^\s"'<>]*)+`)
	jsonInText   = phrase.NewShape(`(?s)\{.*\}`)
	logHeader    = phrase.NewShape(`(?i)(content-type|authorization)["']?\s*[:=]\s*["']?((?:basic |bearer )?[^\s"',;}]+)`)
	ripioInText  = phrase.NewShape(`(?i)ripio|/api/v1/auth`)
)

func readForm(s source) (Reading, bool) {
	text := strings.TrimSpace(s.text)
	if text == "" || strings.ContainsAny(text, " \n\t") || !formInText.Matches(text) || strings.Contains(text, "://") {
		return Reading{}, false
	}
	r := newRequest(s)
	r.partial = true
	r.setBody(text, s.spot(strings.Index(s.text, text)))
	return Reading{Kind: KindForm, request: r}, true
}

// readLog takes from a log line what it tells of a request: what is not there may have
// been sent all the same.
func readLog(s source) (Reading, bool) {
	if inner := jsonInText().FindStringIndex(s.text); inner != nil {
		if reading, ok := readJSONLog(s.from(inner[0]), s.text[inner[0]:inner[1]]); ok {
			reading.request.text = s.text
			return reading, true
		}
	}
	r := newRequest(s)
	r.partial = true
	if at := urlInText().FindStringIndex(s.text); at != nil {
		r.address = value{text: strings.TrimRight(s.text[at[0]:at[1]], ".:;"), at: s.spot(at[0])}
	}
	if at := formInText().FindStringIndex(s.text); at != nil {
		r.setBody(s.text[at[0]:at[1]], s.spot(at[0]))
	} else if fields := looseJSON(s.text, s.spot(0)); slices.ContainsFunc(fields, isCredentialField) {
		r.body, r.fields = bodyUnseen, fields // a log may write a form as an object
	}
	if r.body == bodyNone && !ripioInText.Matches(s.text) || r.address.text == "" && r.body == bodyNone {
		return Reading{}, false
	}
	if at := methodInText().FindStringIndex(s.text); at != nil {
		r.method = value{text: s.text[at[0]:at[1]], at: s.spot(at[0])}
	}
	if path := pathInLog().FindStringSubmatch(s.text); path != nil && !strings.Contains(strings.TrimPrefix(r.address.text, "https://"), "/") {
		r.address.text = hostOf(r.address.text) + path[1]
	}
	for _, at := range logHeader().FindAllStringSubmatchIndex(s.text, -1) {
		r.headers = append(r.headers, value{name: s.text[at[2]:at[3]], text: s.text[at[4]:at[5]], at: s.spot(at[0])})
	}
	if r.body == bodyNone {
		r.body = bodyUnseen
	}
	return Reading{Kind: KindLog, request: r}, true
}

// pathInLog is the request line in a line of urllib3: https://host:443 "POST /path HTTP/1.1".
var pathInLog = phrase.NewShape(`"(?:GET|POST|PUT) (/\S*) HTTP/`)

// hostOf drops a port that the scheme implies.
func hostOf(address string) string {
	if rest, is := strings.CutPrefix(address, "https://"); is {
		return "https://" + strings.TrimSuffix(rest, ":443")
	}
	return strings.TrimSuffix(address, ":80")
}

func isCredentialField(field value) bool {
	return slices.Contains(passwordNames[:2], field.name) || field.name == "username"
}

// readJSONLog reads a request that a program has logged as JSON, with the names that
// libraries use: url, method, headers and data or body, at any depth.
func readJSONLog(s source, text string) (Reading, bool) {
	var document any
	if json.Unmarshal([]byte(text), &document) != nil {
		return Reading{}, false
	}
	r := newRequest(s)
	r.partial = true
	r.takeLogged(document, s.spot(0))
	if r.address.text == "" && !slices.ContainsFunc(r.fields, isCredentialField) {
		return Reading{}, false
	}
	if r.base != "" && !strings.Contains(r.address.text, "://") { // axios keeps the two apart
		r.address.text = strings.TrimRight(r.base, "/") + "/" + strings.TrimLeft(r.address.text, "/")
	}
	if !ripioInText.Matches(r.address.text) && !slices.ContainsFunc(r.fields, isCredentialField) {
		return Reading{}, false
	}
	if r.body == bodyNone {
		r.body = bodyUnseen
		if slices.ContainsFunc(r.fields, isCredentialField) && r.address.text == "" {
			r.body = bodyJSON // it is nothing but the body
		}
	}
	return Reading{Kind: KindLog, request: r}, true
}

// takeLogged looks through a JSON value for the parts of a request.
func (r *request) takeLogged(document any, at spot) {
	members, is := document.(map[string]any)
	if list, isList := document.([]any); isList {
		for _, each := range list {
			r.takeLogged(each, at)
		}
	}
	if !is {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		text, isText := members[name].(string)
		switch plain := plainName(name); {
		case isText && plain == "baseurl":
			r.base = text
		case isText && (plain == "url" || plain == "uri" || plain == "requesturl" || plain == "endpoint") && r.address.text == "":
			r.address = value{text: text, at: at}
		case isText && (plain == "method" || plain == "httpmethod") && r.method.text == "":
			r.method = value{text: text, at: at}
		case isText && (plain == "contenttype" || plain == "authorization"):
			r.headers = append(r.headers, value{name: name, text: text, at: at})
		case isText && r.body == bodyNone && slices.Contains([]string{"body", "data", "postdata", "payload", "requestbody", "text"}, plain):
			r.setBody(text, at)
		case isText && (plain == "message" || plain == "msg") && formInText.Matches(text):
			r.setBody(formInText().FindString(text), at)
		case isText && (slices.Contains(passwordNames, name) || slices.Contains(usernameNames, name) || plain == "clientid" || plain == "granttype"):
			r.fields = append(r.fields, value{name: name, raw: text, text: text, at: at, encoded: true})
		case !isText:
			r.takeLogged(members[name], at)
		}
	}
}
