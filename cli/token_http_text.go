package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// writeHTTP writes the request, the way there and the answer.
func (r *tokenReport) writeHTTP(s *sheet) {
	r.writeRequest(s)
	r.writeConnection(s)
	r.writeAnswer(s)
}

func (r *tokenReport) writeRequest(s *sheet) {
	request := r.requestDocument()
	if request == nil {
		return
	}
	rows := append([][2]string{{request.Method, request.URL}}, headerRows(request.Headers)...)
	s.rows("request", append(rows, [2]string{"Content-Length", "not shown: it tells how long the secret is"}))
	s.rows("form, decoded", r.form())
	s.gap("form, encoded")
	s.block(request.Body)
}

func (r *tokenReport) writeConnection(s *sheet) {
	connection, timing := r.exchange.Connection, r.exchange.Timing
	if timing.Reached == "" && connection.Proxy == "" {
		return
	}
	rows := [][2]string{{"peer", connection.RemoteAddress}, {"proxy", connection.Proxy}, {"TLS", connection.TLSVersion}}
	if certificate := connection.Certificate; certificate != nil {
		rows = append(rows, [2]string{"certificate", certificate.Subject},
			[2]string{"valid", utcText(certificate.NotBefore) + " to " + utcText(certificate.NotAfter)})
	}
	rows = append(rows, phaseRows(timing)...)
	if clock := r.exchange.Clock; clock.Known {
		rows = append(rows, [2]string{"server clock", skewText(clock.Skew)})
	}
	s.rows("connection", rows)
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

func (r *tokenReport) writeAnswer(s *sheet) {
	response := r.exchange.Response
	if response == nil {
		return
	}
	status := strings.TrimSpace(fmt.Sprintf("%d %s", response.Status, response.Reason))
	s.rows("answer", append([][2]string{{response.Protocol, status}}, headerRows(r.headers(response.Header))...))
	if len(response.Body) == 0 {
		return
	}
	s.gap("body")
	var compact bytes.Buffer
	if json.Compact(&compact, response.Body) == nil {
		s.block(r.tokensCut(string(layOut(compact.Bytes()))))
		s.gap("body as it came")
	}
	s.block(r.tokensCut(string(response.Body)))
}

// tokensCut cleans before it cuts tokens.
func (r *tokenReport) tokensCut(text string) string { return redact.Tokens(r.clean(text)) }

// rowWidth is how many cells the labels of a section take at least.
const rowWidth = 16

// rows writes a section of labels and what belongs to them. Rows without a text
// are left out.
func (s *sheet) rows(title string, rows [][2]string) {
	width := rowWidth
	for _, row := range rows {
		width = max(width, ansi.StringWidth(visible.Line(row[0])))
	}
	s.gap(title)
	for _, row := range rows {
		if row[1] != "" {
			s.text.WriteString("  " + padded(visible.Line(row[0]), width) + "  " + visible.Line(s.clean(row[1])) + "\n")
		}
	}
}

// headerRows gives headers in the order of their names.
func headerRows(header http.Header) [][2]string {
	var rows [][2]string
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			rows = append(rows, [2]string{name, value})
		}
	}
	return rows
}

// block writes a text of several lines.
func (s *sheet) block(text string) {
	for line := range strings.Lines(visible.Text(s.clean(text))) {
		s.text.WriteString("  " + strings.TrimSuffix(line, "\n") + "\n")
	}
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

// utcText returns an instant to the second, with its zone.
func utcText(at time.Time) string { return at.UTC().Format("2006-01-02 15:04:05 UTC") }
