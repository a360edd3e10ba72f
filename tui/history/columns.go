package history

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// The bounds of columns whose texts have no natural end.
const (
	leastOutcome = 18
	statusWidth  = 3
	mostProfile  = 16
	leastUser    = 9
	mostUser     = 16
)

// rowMarks is the width of the pointer and the mark before a row, and markGlyph
// marks the attempt that is to be compared.
const (
	rowMarks  = 3
	markGlyph = "*"
)

// widths are what the texts of the listed attempts need.
type widths struct {
	environment, outcome, profile, took int
	oldest                              time.Time
	longest                             time.Duration
	// newest is the first of them, and the others differ from it in what is true here.
	newest *profiles.Attempt
	differ struct{ environment, status, profile bool }
}

func (w *widths) take(attempt *profiles.Attempt) {
	e := attempt.Exchange
	_, words := outcome(*attempt)
	w.environment = max(w.environment, len(e.Environment.Name))
	w.outcome = max(w.outcome, ansi.StringWidth(words)+2)
	w.profile = max(w.profile, min(ansi.StringWidth(visible.Line(e.Profile)), mostProfile))
	w.oldest, w.longest = e.SentAt, max(w.longest, e.Timing.Total)
	w.took = ansi.StringWidth(phrase.UnitOf(w.longest).Words(w.longest))
	if w.newest == nil {
		w.newest = attempt
	}
	first := w.newest.Exchange
	w.differ.environment = w.differ.environment || e.Environment.Name != first.Environment.Name
	w.differ.status = w.differ.status || statusOf(e) != statusOf(first)
	w.differ.profile = w.differ.profile || e.Profile != first.Profile
}

// only returns a width, or none for a column in which all rows would be alike.
func only(differ bool, width int) int {
	if differ {
		return width
	}
	return 0
}

// column is one of the list. It has at least width cells, and at most as many as
// its texts need; text draws one of them, not cut and not padded yet.
type column struct {
	width, most int
	text        func(a profiles.Attempt, width int) string
	// after is the room that columns before it get first.
	after int
}

// columns are those that fit from the left on, and the room between them. What
// they leave goes to the outcome, then to the user, then between them.
func (m *Model) columns() (columns []column, gap int) {
	w := m.widths
	status := statusWidth
	if len(m.matches) > 1 && m.tells() {
		status = only(w.differ.status, status)
		w.environment, w.profile = only(w.differ.environment, w.environment), only(w.differ.profile, w.profile)
	}
	when := ansi.StringWidth(m.shortTime(w.oldest))
	left := m.width - rowMarks + 1
	outcome := min(w.outcome, leastOutcome)
	for i, c := range []column{
		{when, when, m.when, 0}, {w.environment, w.environment, m.environment, 0}, {outcome, w.outcome, m.outcome, 0},
		{status, status, m.status, 0}, {w.profile, w.profile, m.profile, 0}, {leastUser, mostUser, m.user, 0},
		{w.took, w.took, m.took, w.outcome - outcome}, // how long it took is not worth a word of the outcome
	} {
		if c.width == 0 {
			continue
		}
		if i >= 3 && c.width+1+c.after > left {
			break
		}
		columns = append(columns, c)
		left -= c.width + 1
	}
	for i := range columns {
		more := max(min(columns[i].most-columns[i].width, left), 0)
		columns[i].width += more
		left -= more
	}
	if left >= len(columns)-1 {
		return columns, 2
	}
	return columns, 1
}

func (m *Model) when(a profiles.Attempt, _ int) string {
	return m.Styles.Text.Render(m.shortTime(a.Exchange.SentAt))
}

func (m *Model) environment(a profiles.Attempt, _ int) string {
	return m.Styles.Text.Render(visible.Line(string(a.Exchange.Environment.Name)))
}

func (m *Model) outcome(a profiles.Attempt, width int) string {
	level, words := outcome(a)
	return m.Styles.Mark(level) + " " + m.Styles.Text.Render(draw.Begin(words, max(width-2, 0), m.Styles.Glyphs.Ellipsis))
}

func (m *Model) status(a profiles.Attempt, _ int) string {
	return m.Styles.Muted.Render(statusOf(a.Exchange))
}

// statusOf is the status of a response, and a dash where there is none.
func statusOf(e ripio.Exchange) string {
	if e.Response == nil {
		return "-"
	}
	return fmt.Sprint(e.Response.Status)
}

func (m *Model) profile(a profiles.Attempt, width int) string {
	return m.Styles.Text.Render(draw.Shorten(visible.Line(a.Exchange.Profile), width, m.Styles.Glyphs.Ellipsis))
}

func (m *Model) user(a profiles.Attempt, width int) string {
	text := draw.Begin(visible.Line(m.UserName(a.Exchange)), width, m.Styles.Glyphs.Ellipsis)
	if text == "" {
		text = draw.Shorten(visible.Line(a.Exchange.Request.ExternalRef), width, m.Styles.Glyphs.Ellipsis)
	}
	return m.Styles.Muted.Render(text)
}

func (m *Model) took(a profiles.Attempt, width int) string {
	text := phrase.UnitOf(m.widths.longest).Words(a.Exchange.Timing.Total)
	return m.Styles.Muted.Render(strings.Repeat(" ", max(width-ansi.StringWidth(text), 0)) + text)
}

// row draws the attempt at a place of the list.
func (m *Model) row(columns []column, gap, i int) string {
	s, attempt := m.Styles, m.attempts[m.matches[i]]
	mark := " "
	if attempt.ID != "" && attempt.ID == m.marked {
		mark = s.Accent.Render(markGlyph)
	}
	cells := make([]string, len(columns))
	for n, c := range columns {
		cells[n] = draw.Fit(c.text(attempt, c.width), c.width, s.Glyphs.Ellipsis)
	}
	if i == m.at {
		cells[0] = s.Selected.Render(ansi.Strip(cells[0]))
	}
	return s.Pointer(i == m.at) + mark + " " + strings.Join(cells, strings.Repeat(" ", gap))
}
