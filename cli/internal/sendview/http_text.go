package sendview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// WriteHTTP writes the request, the way there and the response.
func (v *View) WriteHTTP(s *console.Sheet) {
	v.writeRequest(s)
	v.writeConnection(s)
	v.writeResponse(s)
}

func (v *View) writeRequest(s *console.Sheet) {
	request := v.requestDocument()
	if request == nil {
		return
	}
	rows := append([][2]string{{request.Method, request.URL}}, headerRows(request.Headers)...)
	s.Rows("request", append(rows, [2]string{"Content-Length", "not shown: it tells how long the secret is"}))
	s.Rows("form, decoded", v.form())
	s.Gap("form, encoded")
	s.Block(request.Body)
}

func (v *View) writeConnection(s *console.Sheet) {
	connection, timing := v.Exchange.Connection, v.Exchange.Timing
	if timing.Reached == "" && connection.Proxy == "" {
		return
	}
	rows := [][2]string{{"peer", connection.RemoteAddress}, {"proxy", connection.Proxy}, {"TLS", connection.TLSVersion}}
	if certificate := connection.Certificate; certificate != nil {
		rows = append(rows, [2]string{"certificate", certificate.Subject},
			[2]string{"valid", phrase.UTC(certificate.NotBefore) + " to " + phrase.UTC(certificate.NotAfter)})
	}
	rows = append(rows, phaseRows(timing)...)
	if clock := v.Exchange.Clock; clock.Known {
		rows = append(rows, [2]string{"server clock", skewText(clock.Skew)})
	}
	s.Rows("connection", rows)
}

// phaseRows returns the phases that happened.
func phaseRows(timing ripio.Timing) [][2]string {
	var rows [][2]string
	for _, phase := range append(timing.Phases(), ripio.PhaseTook{Phase: "total", Took: timing.Total}) {
		if phase.Took > 0 {
			rows = append(rows, [2]string{string(phase.Phase), fmt.Sprintf("%.1f ms", float64(phase.Took.Microseconds())/1000)})
		}
	}
	return rows
}

func (v *View) writeResponse(s *console.Sheet) {
	response := v.Exchange.Response
	if response == nil {
		return
	}
	status := strings.TrimSpace(fmt.Sprintf("%d %s", response.Status, response.Reason))
	s.Rows("answer", append([][2]string{{response.Protocol, status}}, headerRows(v.headers(response.Header))...))
	if len(response.Body) == 0 {
		return
	}
	s.Gap("body")
	var compact bytes.Buffer
	if json.Compact(&compact, response.Body) == nil {
		s.Block(redact.Tokens(string(console.Indent(compact.Bytes()))))
		s.Gap("body as it came")
	}
	s.Block(redact.Tokens(string(response.Body)))
}

// headerRows returns headers in the order of their names.
func headerRows(header http.Header) [][2]string {
	var rows [][2]string
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			rows = append(rows, [2]string{name, value})
		}
	}
	return rows
}

// skewText says how the server's clock stands to this machine's.
func skewText(skew time.Duration) string {
	seconds := skew.Round(100 * time.Millisecond).Seconds()
	switch {
	case seconds > 0:
		return fmt.Sprintf("%.1f s ahead of this machine", seconds)
	case seconds < 0:
		return fmt.Sprintf("%.1f s behind this machine", -seconds)
	}
	return "the same as this machine's"
}
