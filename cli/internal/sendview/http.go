package sendview

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// requestDocument is a request as it leaves, with a mask in place of its secret.
// Its headers lack Content-Length, which tells how long the secret is.
type requestDocument struct {
	Method  string              `json:"method"`
	URL     string              `json:"url"`
	Headers map[string][]string `json:"headers"`
	// Form holds the fields of the body, decoded; Body is as encoded.
	Form map[string]string `json:"form"`
	Body string            `json:"body"`
}

// responseDocument is a response as it came, with its tokens cut. Its body is cut
// at excerptLimit.
type responseDocument struct {
	Protocol string              `json:"protocol"`
	Status   int                 `json:"status"`
	Reason   string              `json:"reason"`
	Headers  map[string][]string `json:"headers"`
	Body     string              `json:"body"`
}

// connectionDocument is what a request travelled over.
type connectionDocument struct {
	RemoteAddress *string              `json:"remote_address"`
	Proxy         *string              `json:"proxy"`
	TLSVersion    *string              `json:"tls_version"`
	Certificate   *certificateDocument `json:"certificate"`
}

// certificateDocument is what the server showed, trusted or not.
type certificateDocument struct {
	Subject   string   `json:"subject"`
	Issuer    string   `json:"issuer"`
	Names     []string `json:"names"`
	NotBefore string   `json:"not_before"`
	NotAfter  string   `json:"not_after"`
}

// requestDocument is nil when the request was not composed.
func (v *View) requestDocument() *requestDocument {
	sent := v.Exchange.Request
	if sent.Method == "" {
		return nil
	}
	document := &requestDocument{
		Method: sent.Method, URL: sent.URL, Headers: v.headers(sent.Header), Form: map[string]string{}, Body: sent.Body,
	}
	delete(document.Headers, "Content-Length")
	for _, field := range v.form() {
		document.Form[field[0]] = field[1]
	}
	return document
}

// form returns the names and decoded values of the request's form.
func (v *View) form() [][2]string {
	fields, _ := url.ParseQuery(v.Exchange.Request.Body) // this program encoded it
	var form [][2]string
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(fields))) { // username before password
		for _, value := range fields[name] {
			form = append(form, [2]string{name, value})
		}
	}
	return form
}

// headers returns headers without secrets and tokens.
func (v *View) headers(header http.Header) map[string][]string {
	shown := map[string][]string{}
	for name, values := range header {
		list := []string{}
		for _, value := range values {
			list = append(list, redact.Tokens(value))
		}
		shown[name] = list
	}
	return shown
}

func (v *View) responseDocument() *responseDocument {
	response := v.Exchange.Response
	if response == nil {
		return nil
	}
	return &responseDocument{
		Protocol: response.Protocol, Status: response.Status, Reason: response.Reason,
		Headers: v.headers(response.Header), Body: v.excerpt(),
	}
}

func (v *View) connectionDocument() *connectionDocument {
	connection := v.Exchange.Connection
	if connection == (ripio.Connection{}) {
		return nil
	}
	document := &connectionDocument{
		RemoteAddress: console.Optional(connection.RemoteAddress), Proxy: console.Optional(connection.Proxy),
		TLSVersion: console.Optional(connection.TLSVersion),
	}
	if certificate := connection.Certificate; certificate != nil {
		document.Certificate = &certificateDocument{
			Subject: certificate.Subject, Issuer: certificate.Issuer, Names: append([]string{}, certificate.Names...),
			NotBefore: certificate.NotBefore.UTC().Format(time.RFC3339), NotAfter: certificate.NotAfter.UTC().Format(time.RFC3339),
		}
	}
	return document
}
