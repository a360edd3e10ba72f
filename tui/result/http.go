package result

import (
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/httptab"
	"devtools/ripio-explorer/tui/theme"
)

// page is lines that are kept for as long as they stay the same: a body may have a
// megabyte, and each key draws the pane anew.
type page struct {
	lines []string
	width int
	day   int64
	cuts  int // the values that lost their middle
}

// httpLines lays the HTTP tab out.
func (m *Model) httpLines(width int) []string {
	const day = 24 * 60 * 60
	now := m.Now()
	today := now.Unix() / day // the certificate's days are counted from it
	if m.http.lines == nil || m.http.width != width || m.http.day != today {
		p := draw.NewWriter(m.Styles, width)
		p.CopyKey = m.Keys.Copy.Help().Key
		p.Everything = m.whole
		httptab.Write(p, m.exchange, now)
		p.End()
		m.http = page{p.Lines, width, today, p.Cuts}
	}
	return m.http.lines
}

// mostBodyLines is how much of a body other tabs show than HTTP.
const mostBodyLines = 12

// beginningLines is how much is shown of a body that has more lines than that.
const beginningLines = 4

// rawBody is how the answer's body as it came begins, for other tabs. It is kept
// for as long as the width stays the same.
func (m *Model) rawBody(width int) []string {
	s := m.Styles
	if m.exchange.Response == nil {
		return nil
	}
	if m.raw.lines == nil || m.raw.width != width {
		p := draw.NewWriter(s, width)
		p.CopyKey = m.Keys.Copy.Help().Key
		p.Everything = m.whole
		httptab.WriteExactly(p, m.exchange.Response)
		p.End()
		if len(p.Lines) > 1+mostBodyLines {
			p.Lines = append(p.Lines[:1+beginningLines:1+beginningLines], s.Muted.Render("  more of it stands on the tab HTTP"))
		}
		m.raw = page{lines: p.Lines, width: width}
	}
	return m.raw.lines
}

// dryHeadline is the outcome of a dry run.
func dryHeadline(s theme.Styles, e *ripio.Exchange) string {
	if e.Failure != nil {
		return s.Failure.Render(s.Glyphs.Failure + " Dry run: this would not be sent")
	}
	return s.Note.Render(s.Glyphs.Note + " Dry run: nothing was sent")
}

// writeDryRun writes the Token tab of a dry run.
func writeDryRun(p *draw.Writer, e *ripio.Exchange) {
	httptab.WriteRefusal(p, e)
	p.Gap()
	p.Begin(0, 0)
	p.Words(p.Text, "A dry run asks for no token. HTTP shows the request, Checks what was noticed about it.")
}
