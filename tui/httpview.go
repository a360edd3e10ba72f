package tui

import (
	"time"

	"devtools/ripio-explorer/ripio"
)

// valueColumn is where the values of the tab's tables begin.
const valueColumn = 15

// writeHTTP writes the tab: what came back and how long it took, what it went over,
// the request as it left, and the answer. e is nil for a token that was pasted.
func writeHTTP(p *paper, e *ripio.Exchange, now time.Time) {
	if e == nil {
		p.begin(0, 0)
		p.words(p.muted, "This token was pasted: there is no request to show.")
		return
	}
	if e.DryRun {
		writeDryRun(p, e)
	} else {
		writeStatus(p, e)
		writeTiming(p, e)
		writeConnection(p, e, now)
	}
	writeRequest(p, e)
	writeForm(p, e.Request)
	writeAnswer(p, e)
}

// writeStatus puts in one line what came back.
func writeStatus(p *paper, e *ripio.Exchange) {
	p.begin(0, 8)
	p.write(p.section, "Status")
	p.padTo(8)
	switch {
	case e.Response != nil:
		p.write(statusBrush(p, e.Response.Status), statusLine(e.Response))
	case e.Timing.Reached == "":
		p.words(p.warning, "nothing was sent")
	default:
		p.words(p.failure, "no answer came")
	}
	p.end()
}

// statusBrush colours what the numbers say by themselves.
func statusBrush(p *paper, status int) brush {
	switch {
	case status >= 200 && status < 300:
		return p.ok
	case status >= 400:
		return p.failure
	}
	return p.warning
}
