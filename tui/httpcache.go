package tui

import (
	"time"

	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/httptab"
	"devtools/ripio-explorer/tui/theme"
)

// httpSheet is the HTTP tab, kept for as long as it stays the same: a body may
// have a megabyte, and each key draws the pane anew.
type httpSheet struct {
	*draw.Page
	width int
	day   int64
}

// httpLines lays the HTTP tab out.
func (r *result) httpLines(s theme.Styles, now time.Time, width int) *draw.Page {
	const day = 24 * 60 * 60
	today := now.Unix() / day // the certificate's days are counted from it
	if r.http.Page == nil || r.http.width != width || r.http.day != today {
		p := draw.NewWriter(s, width)
		httptab.Write(p, r.exchange, now)
		p.End()
		r.http = httpSheet{&p.Page, width, today}
	}
	return r.http.Page
}

// mostBodyLines is how much of a body other tabs show than HTTP.
const mostBodyLines = 12

// beginningLines is how much is shown of a body that has more lines than that.
const beginningLines = 4

// rawBody is how the answer's body as it came begins, for other tabs. It is kept
// for as long as the width stays the same.
func (r *result) rawBody(s theme.Styles, width int) []string {
	if r.exchange.Response == nil {
		return nil
	}
	if r.raw.Page == nil || r.raw.width != width {
		p := draw.NewWriter(s, width)
		httptab.WriteExactly(p, r.exchange.Response)
		p.End()
		if len(p.Lines) > 1+mostBodyLines {
			p.Lines = append(p.Lines[:1+beginningLines:1+beginningLines], s.Muted.Render("  more of it stands on the tab HTTP"))
		}
		r.raw = httpSheet{Page: &p.Page, width: width}
	}
	return r.raw.Lines
}
