package foreign

import (
	"encoding/json"
	"fmt"
	"strings"
)

// harRequest is what matters of a request in a HAR.
// Source: HAR 1.2.
type harRequest struct {
	Method   string    `json:"method"`
	URL      string    `json:"url"`
	Headers  []harPair `json:"headers"`
	PostData *struct {
		MimeType string    `json:"mimeType"`
		Text     string    `json:"text"`
		Params   []harPair `json:"params"`
	} `json:"postData"`
}

type harPair struct {
	Name     string `json:"name"`
	Value    string `json:"value"`
	FileName string `json:"fileName"`
}

type harEntry struct {
	Request *harRequest `json:"request"`
}

// readJSON reads a HAR, one entry of it or its request. Any other JSON may be a line of
// a log.
func readJSON(s source) (Reading, bool) {
	text := strings.TrimSpace(s.text)
	if !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") {
		return Reading{}, false
	}
	var document struct {
		Log *struct {
			Entries []harEntry `json:"entries"`
		} `json:"log"`
		harEntry
		harRequest
	}
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		return readJSONLog(s, text)
	}
	var requests []*request
	add := func(each *harRequest, path string) {
		if each != nil && each.URL != "" && each.Method != "" {
			requests = append(requests, each.read(source{text: s.text, path: path}))
		}
	}
	if document.Log != nil {
		for i, entry := range document.Log.Entries {
			add(entry.Request, fmt.Sprintf("log.entries[%d].request", i))
		}
	}
	add(document.Request, "request")
	if document.Headers != nil || document.PostData != nil {
		add(&document.harRequest, "the request")
	}
	best, others := likeliest(requests)
	if best == nil {
		return readJSONLog(s, text)
	}
	return Reading{Kind: KindHAR, request: best, Note: otherRequests(others, "request")}, true
}

func (h *harRequest) read(s source) *request {
	r := newRequest(s)
	in := func(rest string) spot { return spot{path: s.path + rest} }
	r.method = value{text: h.Method, at: in(".method")}
	r.address = value{text: h.URL, at: in(".url")}
	for i, header := range h.Headers {
		if !strings.HasPrefix(header.Name, ":") {
			r.headers = append(r.headers, value{name: header.Name, text: header.Value, at: in(fmt.Sprintf(".headers[%d]", i))})
		}
	}
	if h.PostData == nil {
		if length, has := r.header("Content-Length"); has && length.text != "0" {
			r.body, r.bodyAt = bodyUnseen, length.at
		}
		return r
	}
	if _, typed := r.header("Content-Type"); !typed && h.PostData.MimeType != "" {
		r.headers = append(r.headers, value{name: "Content-Type", text: h.PostData.MimeType, at: in(".postData.mimeType")})
	}
	if h.PostData.Text != "" {
		r.setBody(h.PostData.Text, in(".postData.text"))
		return r
	}
	r.body, r.bodyAt = bodyForm, in(".postData")
	if strings.HasPrefix(r.contentType(), "multipart/") {
		r.body = bodyMultipart
	}
	for i, param := range h.PostData.Params {
		r.fields = append(r.fields, value{
			name: param.Name, raw: param.Value, text: param.Value, at: in(fmt.Sprintf(".postData.params[%d]", i)),
			encoded: true, unseen: param.FileName != "",
		})
	}
	return r
}
