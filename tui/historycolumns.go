package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
)

// The bounds of columns whose texts have no natural end.
const (
	leastOutcome = 10
	mostProfile  = 16
	mostUser     = 16
	leastUser    = 9
)

// historyWidths are what the texts of the listed attempts need.
type historyWidths struct {
	environment, outcome, profile, took int
	oldest                              time.Time
}

func (w *historyWidths) take(attempt *profiles.Attempt) {
	e := attempt.Exchange
	_, words := outcomeWordsOf(*attempt)
	w.environment = max(w.environment, len(e.Environment.Name))
	w.outcome = max(w.outcome, ansi.StringWidth(words)+2)
	w.profile = max(w.profile, min(ansi.StringWidth(visible.Line(e.Profile)), mostProfile))
	w.took = max(w.took, ansi.StringWidth(draw.Span(e.Timing.Total)))
	w.oldest = e.SentAt
}

// historyColumn is a column of the list.
type historyColumn struct {
	width, gap int // gap is the room before it
	draw       func(m *Model, a profiles.Attempt, width int) string
}

// The columns in the order in which they stand.
const (
	columnWhen = iota
	columnEnvironment
	columnOutcome
	columnStatus
	columnProfile
	columnUser
	columnTook
	columnCount
)

// columnsByWorth are the columns beside time and outcome, the first to be had
// when there is little room first.
var columnsByWorth = []int{columnEnvironment, columnStatus, columnProfile, columnUser, columnTook}

// rowMarks is the width of the pointer and the mark before a row.
const rowMarks = 3

// historyColumns chooses the columns that fit.
func (m *Model) historyColumns(width int) []historyColumn {
	w := m.history.widths
	when := ansi.StringWidth(shortWhen(w.oldest, m.deps.Now(), m.deps.Local))
	need := [columnCount]int{
		columnWhen: when, columnEnvironment: w.environment, columnOutcome: min(w.outcome, leastOutcome),
		columnStatus: len("200"), columnProfile: w.profile, columnUser: leastUser, columnTook: w.took,
	}
	chosen := [columnCount]bool{columnWhen: true, columnOutcome: true}
	left := width - rowMarks - need[columnWhen] - 1 - need[columnOutcome]
	for _, column := range columnsByWorth {
		if need[column] > 0 && need[column]+1 <= left {
			chosen[column] = true
			left -= need[column] + 1
		}
	}
	// What is left goes to the outcome, then to the user, then between the columns.
	give := func(column, most int) {
		more := max(min(most-need[column], left), 0)
		need[column] += more
		left -= more
	}
	give(columnOutcome, w.outcome)
	if chosen[columnUser] {
		give(columnUser, mostUser)
	}
	var columns []historyColumn
	for column, draw := range drawColumn {
		if chosen[column] {
			columns = append(columns, historyColumn{width: need[column], gap: 1, draw: draw})
		}
	}
	if left >= len(columns)-1 {
		for i := range columns {
			columns[i].gap = 2
		}
	}
	return columns
}

// drawColumn draws the cells of each column; the texts are cut and padded later.
var drawColumn = [columnCount]func(m *Model, a profiles.Attempt, width int) string{
	columnWhen: func(m *Model, a profiles.Attempt, _ int) string {
		return m.styles.Text.Render(shortWhen(a.Exchange.SentAt, m.deps.Now(), m.deps.Local))
	},
	columnEnvironment: func(m *Model, a profiles.Attempt, _ int) string {
		name := a.Exchange.Environment.Name
		return m.styles.Environment(name).Render(visible.Line(string(name)))
	},
	columnOutcome: func(m *Model, a profiles.Attempt, width int) string {
		level, words := outcomeWordsOf(a)
		room := max(width-2, 0)
		return m.styles.Mark(level) + " " + m.styles.Level(level).Render(ansi.Truncate(words, room, m.styles.Glyphs.Ellipsis))
	},
	columnStatus: func(m *Model, a profiles.Attempt, _ int) string {
		if a.Exchange.Response == nil {
			return m.styles.Muted.Render("-")
		}
		return m.styles.Text.Render(fmt.Sprint(a.Exchange.Response.Status))
	},
	columnProfile: func(m *Model, a profiles.Attempt, width int) string {
		return m.styles.Text.Render(draw.Shorten(visible.Line(a.Exchange.Profile), width, m.styles.Glyphs.Ellipsis))
	},
	columnUser: func(m *Model, a profiles.Attempt, width int) string {
		text := m.userName(a.Exchange)
		if text == "" {
			text = a.Exchange.Request.ExternalRef
		}
		return m.styles.Muted.Render(draw.Shorten(visible.Line(text), width, m.styles.Glyphs.Ellipsis))
	},
	columnTook: func(m *Model, a profiles.Attempt, _ int) string {
		return m.styles.Muted.Render(draw.Span(a.Exchange.Timing.Total))
	},
}

// historyRow draws the attempt at a place of the list.
func (m *Model) historyRow(columns []historyColumn, i int) string {
	h, s := &m.history, m.styles
	attempt := h.attempts[h.matches[i]]
	pointer, mark := " ", " "
	if i == h.at {
		pointer = s.Selected.Render(s.Glyphs.Pointer)
	}
	if attempt.ID != "" && attempt.ID == h.marked {
		mark = s.Accent.Render(markGlyph)
	}
	row := pointer + mark + " "
	for n, column := range columns {
		if n > 0 {
			row += strings.Repeat(" ", column.gap)
		}
		cell := draw.Fit(column.draw(m, attempt, column.width), column.width, s.Glyphs.Ellipsis)
		if i == h.at && n == 0 {
			cell = emphasised(s.Selected, cell)
		}
		row += cell
	}
	return row
}

// markGlyph marks the attempt that is to be compared.
const markGlyph = "*"

func emphasised(style lipgloss.Style, cell string) string { return style.Render(ansi.Strip(cell)) }
