// Package httptab writes what went over the wire in one exchange.
package httptab

import (
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
)

// valueColumn is where the values of the tab's tables begin.
const valueColumn = 15

// Write writes the tab: what came back and how long it took, what it went over,
// the request as it left, and the answer. e is nil for a token that was pasted.
func Write(p *draw.Writer, e *ripio.Exchange, now time.Time) {
	if e == nil {
		p.Begin(0, 0)
		p.Words(p.Muted, "This token was pasted: there is no request to show.")
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
func writeStatus(p *draw.Writer, e *ripio.Exchange) {
	p.Begin(0, 8)
	p.Write(p.Section, "Status")
	p.PadTo(8)
	switch {
	case e.Response != nil:
		p.Write(statusBrush(p, e.Response.Status), statusLine(e.Response))
	case e.Timing.Reached == "":
		p.Words(p.Warning, "nothing was sent")
	default:
		p.Words(p.Failure, "no response came")
	}
	p.End()
}

// statusBrush colours what the numbers say by themselves.
func statusBrush(p *draw.Writer, status int) draw.TextStyle {
	switch {
	case status >= 200 && status < 300:
		return p.OK
	case status >= 400:
		return p.Failure
	}
	return p.Warning
}
