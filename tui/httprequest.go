package tui

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// lengthNotShown stands in place of the length of the request's body.
const lengthNotShown = "(not shown: it tells how long the secret is)"

// writeRequest puts the request's first line and headers.
func writeRequest(p *paper, e *ripio.Exchange) {
	title := "Request"
	switch {
	case e.DryRun:
		title = "Request as it would leave"
	case e.Timing.Reached == "":
		title = "Request, not sent"
	}
	p.heading(title, "")
	p.begin(2, 4)
	p.write(p.strong, e.Request.Method)
	p.pad(1)
	p.write(p.text, e.Request.URL)
	p.end()
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
func writeHeader(p *paper, header http.Header) {
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			p.begin(2, 4)
			p.write(p.label, name+":")
			p.pad(1)
			if value == lengthNotShown {
				p.words(p.muted, value)
			} else {
				p.write(p.text, redact.Tokens(value))
			}
			p.end()
		}
	}
}

// requestText is the request as it is shown, for the clipboard.
func requestText(q ripio.SentRequest) string {
	var b strings.Builder
	b.WriteString(q.Method + " " + q.URL + "\n")
	header := shownHeader(q.Header)
	for _, name := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[name] {
			b.WriteString(name + ": " + redact.Tokens(value) + "\n")
		}
	}
	b.WriteString("\n" + newSentForm(q).encoded() + "\n")
	return b.String()
}
