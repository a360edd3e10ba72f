package httptab

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/tui/draw"
)

// stretch is a phase of a send on the time line.
type stretch struct {
	phase ripio.Phase
	took  time.Duration
	// stopped tells that the send ended here without a whole answer.
	stopped bool
}

// stretches are the phases that there were, in their order.
func stretches(e *ripio.Exchange) []stretch {
	stopped := stoppedIn(e)
	var list []stretch
	for _, phase := range e.Timing.Phases() {
		if phase.Took > 0 || phase.Phase == stopped {
			list = append(list, stretch{phase.Phase, phase.Took, phase.Phase == stopped})
		}
	}
	return list
}

// stoppedIn is the phase in which a send ended without a whole answer; empty when
// it did not.
func stoppedIn(e *ripio.Exchange) ripio.Phase {
	if e.Failure == nil || e.Response != nil && e.Failure.Phase == "" {
		return ""
	}
	return cmp.Or(e.Failure.Phase, e.Timing.Reached)
}

// timingNameWidth is the column of the phases' names; shareWidth that of their
// shares, such as " 100 %".
const (
	timingNameWidth = 14
	shareWidth      = 6
	longestBar      = 60
)

// writeTiming draws the phases as a time line: each begins where the one before
// it ended. The figures say the same.
func writeTiming(p *draw.Writer, e *ripio.Exchange) {
	list := stretches(e)
	if e.Timing.Reached == "" || len(list) == 0 {
		return
	}
	total := e.Timing.Total
	sum := time.Duration(0)
	for _, s := range list {
		sum += s.took
	}
	total = max(total, sum, 1)
	p.Begin(0, 8)
	p.Write(p.Section, "Timing")
	p.PadTo(8)
	p.Write(p.Text, milliseconds(e.Timing.Total)+" in all")
	p.End()
	figureWidth := ansi.StringWidth(milliseconds(total - sum))
	for _, s := range list {
		figureWidth = max(figureWidth, ansi.StringWidth(milliseconds(s.took)))
	}
	cells := min(max(p.Width-2-timingNameWidth-1-figureWidth-shareWidth, 4), longestBar)
	start := time.Duration(0)
	for _, s := range list {
		from, count := BarAt(start, s.took, total, cells)
		p.Begin(2, 2)
		p.Write(p.Label, string(s.phase))
		p.PadTo(2 + timingNameWidth + from)
		p.Write(stretchBrush(p, s), strings.Repeat(p.Glyphs.Full, count))
		p.PadTo(2 + timingNameWidth + cells + 1)
		p.Write(p.Text, fmt.Sprintf("%*s", figureWidth, milliseconds(s.took)))
		p.Write(p.Muted, fmt.Sprintf("%*s", shareWidth, percent(s.took, total)))
		p.End()
		if s.stopped {
			p.Begin(2+timingNameWidth, 2+timingNameWidth)
			p.Words(p.Failure, p.Glyphs.Failure+" it stopped here")
			p.End()
		}
		start += s.took
	}
	writeBetween(p, total-sum, total, figureWidth, cells)
}

// writeBetween accounts for what lies between the phases where it is not little.
func writeBetween(p *draw.Writer, rest, total time.Duration, figureWidth, cells int) {
	const little = 20 // one twentieth
	if rest*little < total {
		return
	}
	p.Begin(2, 2)
	p.Write(p.Label, "between them")
	p.PadTo(2 + timingNameWidth + cells + 1)
	p.Write(p.Text, fmt.Sprintf("%*s", figureWidth, milliseconds(rest)))
	p.Write(p.Muted, fmt.Sprintf("%*s", shareWidth, percent(rest, total)))
	p.End()
}

func stretchBrush(p *draw.Writer, s stretch) draw.TextStyle {
	if s.stopped {
		return p.Failure
	}
	return p.Key
}

// BarAt is where a stretch lies on a bar of so many cells, and how long it is: at
// least one cell, and never past the end.
func BarAt(start, took, total time.Duration, cells int) (from, count int) {
	at := func(d time.Duration) int { return int(float64(d)/float64(total)*float64(cells) + 0.5) }
	from = min(at(start), cells-1)
	return from, min(max(at(start+took)-from, 1), cells-from)
}

// milliseconds returns a duration with the digits that matter, always in the same
// unit, so that figures can stand under each other.
func milliseconds(d time.Duration) string {
	ms := float64(d) / float64(time.Millisecond)
	switch {
	case ms < 1:
		return fmt.Sprintf("%.2f ms", ms)
	case ms < 10:
		return fmt.Sprintf("%.1f ms", ms)
	}
	return fmt.Sprintf("%.0f ms", ms)
}

// percent is a part's share of the whole; what is there but rounds to nothing is
// "<1 %".
func percent(part, whole time.Duration) string {
	share := int(float64(part)/float64(whole)*100 + 0.5)
	if share == 0 && part > 0 {
		return "<1 %"
	}
	return fmt.Sprintf("%d %%", share)
}
