package tui

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"sort"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/visible"
)

// httpLines draws the request as it left, without its secret, and the answer as
// it came, with tokens cut.
func (r *result) httpLines(s styles, width int) []string {
	if r.exchange == nil {
		return styled(wrap("This token was pasted: there is no request to show.", width), s.muted)
	}
	lines := r.requestLines(s, width)
	lines = append(lines, r.timingLines(s, width)...)
	return append(lines, r.answerLines(s, width)...)
}

func (r *result) requestLines(s styles, width int) []string {
	q := r.exchange.Request
	title := "Request"
	if r.exchange.Timing.Reached == "" {
		title = "Request, not sent"
	}
	lines := []string{s.section.Render(title)}
	lines = append(lines, indented(rawText(q.Method+" "+q.URL, width-2), s.text)...)
	header := q.Header.Clone()
	if header.Get("Content-Length") != "" {
		header.Set("Content-Length", "(not shown: it tells how long the secret is)")
	}
	lines = append(lines, headerLines(s, header, width)...)
	lines = append(lines, "", "  "+s.muted.Render("form fields"))
	lines = append(lines, pairLines(s, "username", q.Username, width)...)
	lines = append(lines, pairLines(s, "password", s.glyphs.mask, width)...)
	lines = append(lines, "", "  "+s.muted.Render("body as encoded"))
	lines = append(lines, indented(rawText(q.Body, width-2), s.text)...)
	return append(lines, "")
}

func (r *result) timingLines(s styles, width int) []string {
	e := r.exchange
	if e.Timing.Reached == "" {
		return nil
	}
	lines := []string{s.section.Render("Connection")}
	row := func(label, text string) {
		if text != "" {
			lines = append(lines, pairLines(s, label, text, width)...)
		}
	}
	row("peer", e.Connection.RemoteAddress)
	row("TLS", e.Connection.TLSVersion)
	row("proxy", e.Connection.Proxy)
	var phases []string
	for _, phase := range []struct {
		name ripio.Phase
		took string
		is   bool
	}{
		{ripio.PhaseDNS, span(e.Timing.DNS), e.Timing.DNS > 0},
		{ripio.PhaseConnect, span(e.Timing.Connect), e.Timing.Connect > 0},
		{ripio.PhaseTLS, span(e.Timing.TLS), e.Timing.TLS > 0},
		{ripio.PhaseFirstByte, span(e.Timing.FirstByte), e.Timing.FirstByte > 0},
		{ripio.PhaseBody, span(e.Timing.Body), e.Timing.Body > 0},
	} {
		if phase.is {
			phases = append(phases, string(phase.name)+" "+phase.took)
		}
	}
	row("phases", strings.Join(phases, ", "))
	row("total", span(e.Timing.Total))
	if e.Failure != nil && e.Response == nil {
		row("stopped in", string(e.Timing.Reached))
	}
	return append(lines, "")
}

func (r *result) answerLines(s styles, width int) []string {
	response := r.exchange.Response
	if response == nil {
		return []string{s.section.Render("Answer"), "  " + s.muted.Render("none")}
	}
	status := fmt.Sprintf("%s %d %s", response.Protocol, response.Status, response.Reason)
	lines := []string{s.section.Render("Answer")}
	lines = append(lines, indented(rawText(status, width-2), s.text)...)
	lines = append(lines, headerLines(s, response.Header, width)...)
	if pretty, ok := prettyJSON(response.Body); ok {
		lines = append(lines, "", s.section.Render("Body, laid out"))
		lines = append(lines, indented(rawText(ripio.RedactTokens(pretty), width-2), s.text)...)
	}
	return append(append(lines, ""), r.rawBody(s, width)...)
}

func headerLines(s styles, header http.Header, width int) []string {
	names := make([]string, 0, len(header))
	for name := range header {
		names = append(names, name)
	}
	sort.Strings(names)
	var lines []string
	for _, name := range names {
		for _, value := range header[name] {
			text := visible.Line(name) + ": " + visible.Line(ripio.RedactTokens(value))
			lines = append(lines, indented(rawText(text, width-2), s.text)...)
		}
	}
	return lines
}

func pairLines(s styles, label, text string, width int) []string {
	const column = 11
	return hang("  "+s.label.Render(fit(label, column, ""))+" ", rawText(text, width-column-3), s.text)
}

// prettyJSON lays JSON out on lines of its own without touching its values.
func prettyJSON(body []byte) (string, bool) {
	var out bytes.Buffer
	if len(body) == 0 || json.Indent(&out, body, "", "  ") != nil {
		return "", false
	}
	return out.String(), true
}
