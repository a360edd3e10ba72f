package sendview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// WriteHTTP writes the request, the way there and the response.
func (v *View) WriteHTTP(s *console.Sheet) {
	e := v.Exchange
	if sent := e.Request; sent.Method != "" {
		headers := cleanHeaders(sent.Header)
		delete(headers, "Content-Length")
		rows := append([][2]string{{sent.Method, sent.URL}}, headerRows(headers)...)
		s.Rows("request", append(rows, [2]string{"Content-Length", "not shown: it tells how long the secret is"}))
		s.Rows("form, decoded", formFields(sent.Body))
		s.Gap("form, encoded")
		s.Block(sent.Body)
	}
	if e.Timing.Reached != "" || e.Connection.Proxy != "" {
		s.Rows("connection", connectionRows(e))
	}
	if e.Response == nil {
		return
	}
	rows := [][2]string{{e.Response.Protocol, ripio.StatusLine(e.Response)}}
	s.Rows("response", append(rows, headerRows(cleanHeaders(e.Response.Header))...))
	if len(e.Response.Body) == 0 {
		return
	}
	s.Gap("body")
	var compact bytes.Buffer
	if json.Compact(&compact, e.Response.Body) == nil {
		s.Block(redact.Tokens(string(console.Indent(compact.Bytes()))))
		s.Gap("body as it came")
	}
	s.Block(redact.Tokens(string(e.Response.Body)))
}

// connectionRows returns what is known of the way, with the phases that happened.
func connectionRows(e ripio.Exchange) [][2]string {
	rows := [][2]string{{"peer", e.Connection.RemoteAddress}, {"proxy", e.Connection.Proxy}, {"TLS", e.Connection.TLSVersion}}
	if certificate := e.Connection.Certificate; certificate != nil {
		rows = append(rows, [2]string{"certificate", certificate.Subject},
			[2]string{"valid", phrase.UTC(certificate.NotBefore) + " to " + phrase.UTC(certificate.NotAfter)})
	}
	for _, phase := range append(e.Timing.Phases(), ripio.PhaseTook{Phase: "total", Took: e.Timing.Total}) {
		if phase.Took > 0 {
			rows = append(rows, [2]string{string(phase.Phase), fmt.Sprintf("%.1f ms", float64(phase.Took.Microseconds())/1000)})
		}
	}
	if e.Clock.Known {
		rows = append(rows, [2]string{"server clock", ripio.DescribeSkew(e.Clock.Skew)})
	}
	return rows
}

// headerRows returns headers in the order of their names.
func headerRows(header map[string][]string) (rows [][2]string) {
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			rows = append(rows, [2]string{name, value})
		}
	}
	return rows
}
