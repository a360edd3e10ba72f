package tui

import (
	"time"

	"devtools/ripio-explorer/ripio"
)

// httpSheet is the HTTP tab, kept for as long as it stays the same: a body may
// have a megabyte, and each key draws the pane anew.
type httpSheet struct {
	*sheet
	width int
	day   int64
}

// valueColumn is where the values of the tab's tables begin.
const valueColumn = 15

// httpLines lays the tab out: what came back and how long it took, what it went
// over, the request as it left, and the answer.
func (r *result) httpLines(s styles, now time.Time, width int) *sheet {
	const day = 24 * 60 * 60
	today := now.Unix() / day // the certificate's days are counted from it
	if r.http.sheet == nil || r.http.width != width || r.http.day != today {
		p := newPaper(s, width)
		r.writeHTTP(p, now)
		p.end()
		r.http = httpSheet{&p.sheet, width, today}
	}
	return r.http.sheet
}

func (r *result) writeHTTP(p *paper, now time.Time) {
	e := r.exchange
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
