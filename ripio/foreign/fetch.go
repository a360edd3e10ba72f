package foreign

import (
	"encoding/json"
	"strings"

	"devtools/ripio-explorer/ripio/phrase"
)

var fetchCall = phrase.NewShape("\\b(?:fetch|axios(?:\\.post)?)\\(\\s*[\"'`]([^\"'`\\s]+)[\"'`]\\s*,?\\s*")

// readFetch reads a call of fetch, as browsers copy it and as people write it. What is
// no JSON is read loosely.
func readFetch(s source) (Reading, bool) {
	at := fetchCall().FindStringSubmatchIndex(s.text)
	if at == nil {
		return Reading{}, false
	}
	r := newRequest(s)
	r.address = value{text: s.text[at[2]:at[3]], at: s.spot(at[2])}
	rest := s.text[at[1]:]
	spot := s.spot(at[1])
	var options struct {
		Method  string            `json:"method"`
		Headers map[string]string `json:"headers"`
		Body    *string           `json:"body"`
	}
	if json.NewDecoder(strings.NewReader(rest)).Decode(&options) == nil {
		r.method = value{text: options.Method, at: spot}
		for name, text := range options.Headers {
			r.headers = append(r.headers, value{name: name, text: text, at: spot})
		}
		if options.Body != nil {
			r.setBody(*options.Body, spot)
		}
	} else {
		r.looseFetch(rest, spot)
	}
	if r.body == bodyForm && !strings.Contains(rest, "URLSearchParams") {
		r.implyType("text/plain")
	}
	return Reading{Kind: KindFetch, request: r}, true
}

// looseFetch reads options that are JavaScript.
func (r *request) looseFetch(code string, at spot) {
	lower := strings.ToLower(code)
	for _, member := range looseJSON(code, at) {
		switch plainName(member.name) {
		case "method":
			r.method = member
		case "contenttype", "authorization", "accept":
			r.headers = append(r.headers, member)
		case "body":
			r.setBody(member.text, at)
		case "headers":
		default:
			r.fields = append(r.fields, member)
		}
	}
	switch {
	case r.body != bodyNone:
		return
	case strings.Contains(lower, "json.stringify"):
		r.body = bodyJSON
	case strings.Contains(lower, "formdata"):
		r.body = bodyMultipart
		r.headers = append(r.headers, value{name: "Content-Type", text: "multipart/form-data", at: spotOfNothing})
	case strings.Contains(lower, "urlsearchparams"):
		r.body = bodyForm
		r.implyType(formType)
	case strings.Contains(lower, "body"):
		r.body = bodyUnseen
	}
	if len(r.fields) == 0 && r.body != bodyNone {
		r.body = bodyUnseen
	}
	r.bodyAt = at
}
