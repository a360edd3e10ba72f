package httptab

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/tui/draw"
)

// lengthNotShown stands in place of the length of the request's body.
const lengthNotShown = "(not shown: it tells how long the secret is)"

// writeRequest puts the request's first line and headers.
func writeRequest(p *draw.Writer, e *ripio.Exchange) {
	title := "Request"
	switch {
	case e.DryRun:
		title = "Request as it would leave"
	case e.Timing.Reached == "":
		title = "Request, not sent"
	}
	p.Heading(title, "")
	p.Begin(2, 4)
	p.Write(p.Strong, e.Request.Method)
	p.Pad(1)
	p.Write(p.Text, e.Request.URL)
	p.End()
	writeHeader(p, shownHeader(e.Request.Header))
}

// shownHeader is the request's header without the length of its body.
func shownHeader(header http.Header) http.Header {
	if header.Get("Content-Length") == "" {
		return header
	}
	header = header.Clone()
	header.Set("Content-Length", lengthNotShown)
	return header
}

// writeHeader puts header fields in the order of their names, tokens cut.
func writeHeader(p *draw.Writer, header http.Header) {
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			p.Begin(2, 4)
			p.Write(p.Label, name+":")
			p.Pad(1)
			if value == lengthNotShown {
				p.Words(p.Muted, value)
			} else {
				p.Write(p.Text, redact.Tokens(value))
			}
			p.End()
		}
	}
}

// Text is the request as it is shown, for the clipboard.
func Text(q ripio.SentRequest) string {
	var b strings.Builder
	b.WriteString(q.Method + " " + q.URL + "\n")
	header := shownHeader(q.Header)
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			b.WriteString(name + ": " + redact.Tokens(value) + "\n")
		}
	}
	b.WriteString("\n" + NewSentForm(q).Encoded() + "\n")
	return b.String()
}
