package tui

import (
	"time"
)

// httpSheet is the HTTP tab, kept for as long as it stays the same: a body may
// have a megabyte, and each key draws the pane anew.
type httpSheet struct {
	*sheet
	width int
	day   int64
}

// httpLines lays the HTTP tab out.
func (r *result) httpLines(s styles, now time.Time, width int) *sheet {
	const day = 24 * 60 * 60
	today := now.Unix() / day // the certificate's days are counted from it
	if r.http.sheet == nil || r.http.width != width || r.http.day != today {
		p := newPaper(s, width)
		writeHTTP(p, r.exchange, now)
		p.end()
		r.http = httpSheet{&p.sheet, width, today}
	}
	return r.http.sheet
}

// mostBodyLines is how much of a body other tabs show than HTTP.
const mostBodyLines = 12

// beginningLines is how much is shown of a body that has more lines than that.
const beginningLines = 4

// rawBody is how the answer's body as it came begins, for other tabs. It is kept
// for as long as the width stays the same.
func (r *result) rawBody(s styles, width int) []string {
	if r.exchange.Response == nil {
		return nil
	}
	if r.raw.sheet == nil || r.raw.width != width {
		p := newPaper(s, width)
		writeExactly(p, r.exchange.Response)
		p.end()
		if len(p.lines) > 1+mostBodyLines {
			p.lines = append(p.lines[:1+beginningLines:1+beginningLines], s.muted.Render("  more of it stands on the tab HTTP"))
		}
		r.raw = httpSheet{sheet: &p.sheet, width: width}
	}
	return r.raw.lines
}
