package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/dialog"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// compareView shows two attempts side by side, the older one on the left.
type compareView struct {
	comparison compare.Comparison
	left       comparedSide
	right      comparedSide
	keys       keyMap
	// noise tells that what differs in every send is shown too.
	noise        bool
	offset, room int
	body         int
}

// comparedSide names an attempt above its column.
type comparedSide struct {
	level       finding.Level
	words, when string
	environment ripio.EnvironmentName
}

// openCompare compares two attempts over the whole screen.
func (m *Model) openCompare(one, other profiles.Attempt) {
	left, right := one, other
	if right.Exchange.SentAt.Before(left.Exchange.SentAt) {
		left, right = right, left
	}
	m.open(&compareView{
		keys:       m.keys,
		comparison: compare.Exchanges(left.Exchange, right.Exchange, left.Fingerprint, right.Fingerprint),
		left:       m.comparedSide(left), right: m.comparedSide(right),
	})
}

func (m *Model) comparedSide(attempt profiles.Attempt) comparedSide {
	e := attempt.Exchange
	side := comparedSide{words: "worked", environment: e.Environment.Name, when: shortWhen(e.SentAt, m.deps.Now(), m.deps.Local)}
	if e.Failure != nil || e.Token == nil {
		side.words, side.level = "failed", finding.LevelFailure
	}
	return side
}

// Update scrolls, shows what is noise, or closes the view.
func (c *compareView) Update(msg tea.KeyMsg) dialog.Outcome {
	name, k := msg.String(), c.keys
	page := max(c.room-1, 1)
	switch {
	case matches(name, k.Noise):
		c.noise = !c.noise
	case matches(name, k.PlainQuit), matches(name, k.Submit):
		return dialog.Outcome{Close: true}
	case matches(name, k.Up):
		c.Scroll(-1)
	case matches(name, k.Down):
		c.Scroll(1)
	case matches(name, k.PageUp):
		c.Scroll(-page)
	case matches(name, k.PageDown):
		c.Scroll(page)
	case matches(name, k.Top):
		c.offset = 0
	case matches(name, k.Bottom):
		c.Scroll(c.body)
	}
	return dialog.Outcome{}
}

// Typing is false: letters are keys.
func (c *compareView) Typing() bool { return false }

// Leave closes the view.
func (c *compareView) Leave() bool { return true }

// ShortHelp are the keys of the comparison.
func (c *compareView) ShortHelp() []key.Binding {
	noise := c.keys.Noise
	if c.noise {
		noise = bind("n", "fold noise")
	}
	return []key.Binding{bind("j/k", "scroll"), noise, bind("esc", "back")}
}

// Scroll moves the rows by lines.
func (c *compareView) Scroll(by int) { c.offset = max(0, min(c.offset+by, c.body-c.room)) }

// comparedColumns are the widths of name, left and right value, and of the word
// "changed", which has a column of its own only where there is room.
type comparedColumns struct{ name, side, verdict int }

const (
	// verdictWidth is the length of "changed"; compareMark the glyph before a row.
	verdictWidth = 7
	compareMark  = 2
	compareGap   = 2
	// wideCompare is the width from which the verdict has a column of its own.
	wideCompare = 90
)

// columns returns the names the width they need, within bounds, and the two sides
// the rest.
func (c *compareView) columns(width int) comparedColumns {
	longest := verdictWidth
	for _, row := range c.comparison.Rows {
		longest = max(longest, ansi.StringWidth(visible.Line(row.Name)))
	}
	return comparedColumnsFor(width, min(longest, max(width/7, 14)))
}

func comparedColumnsFor(width, name int) comparedColumns {
	c := comparedColumns{name: name}
	room := width - compareMark - c.name - 2*compareGap
	if width >= wideCompare {
		c.verdict = verdictWidth
		room -= verdictWidth + compareGap
	}
	c.side = max(room/2, 1)
	return c
}

// View draws the comparison over the whole body.
func (c *compareView) View(s theme.Styles, width, height int) []string {
	inner := width - draw.BoxFrame
	columns := c.columns(inner)
	head := draw.Styled(draw.Wrap(visible.Line(c.comparison.Summary), inner), s.Strong)
	head = append(head, "")
	head = append(head, c.sides(s, columns)...)
	body := c.rows(s, columns, inner)
	c.body, c.room = len(body), max(height-draw.BoxRows-len(head), 1)
	c.offset = max(0, min(c.offset, c.body-c.room))
	right := "esc closes"
	if c.body > c.room {
		right = fmt.Sprintf("%d-%d of %d", c.offset+1, min(c.offset+c.room, c.body), c.body)
	}
	lines := append(head, body[c.offset:min(c.offset+c.room, c.body)]...)
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render("Compare two attempts"), Right: s.Muted.Render(right),
		Lines: lines, Width: width, Height: height, Border: s.Accent,
	})
}

// wideSide is the width of a column from which time and environment stand on one
// line.
const wideSide = 26

// sides name the two columns: whether the attempt worked, when, and where.
func (c *compareView) sides(s theme.Styles, columns comparedColumns) []string {
	lead := strings.Repeat(" ", compareMark+columns.name+compareGap)
	gap := strings.Repeat(" ", compareGap)
	left, right := c.left.lines(s, columns.side), c.right.lines(s, columns.side)
	lines := make([]string, len(left))
	for i := range left {
		lines[i] = lead + draw.Fit(left[i], columns.side, s.Glyphs.Ellipsis) + gap + draw.Fit(right[i], columns.side, s.Glyphs.Ellipsis)
	}
	return lines
}

func (side comparedSide) lines(s theme.Styles, width int) []string {
	outcome := s.Mark(side.level) + " " + s.Level(side.level).Render(side.words)
	place := "  " + s.Environment(side.environment).Render(visible.Line(side.environment.Label()))
	when := "  " + s.Text.Render(strings.TrimSpace(side.when))
	if width >= wideSide {
		return []string{outcome, place + when}
	}
	return []string{outcome, place, when}
}

// rows draws the groups, in each of them first what changed.
func (c *compareView) rows(s theme.Styles, columns comparedColumns, width int) []string {
	var lines []string
	for _, group := range c.groups() {
		var shown []compare.Row
		changed, folded := 0, 0
		for _, row := range c.comparison.Rows {
			switch {
			case row.Group != group:
				continue
			case row.Verdict == compare.VerdictNoise && !c.noise:
				folded++
				continue
			case row.Verdict == compare.VerdictChanged:
				changed++
			}
			shown = append(shown, row)
		}
		title := s.Section.Render(draw.Capital(string(group)))
		if changed > 0 {
			title += s.Warning.Render(fmt.Sprintf("  %d changed", changed))
		}
		lines = append(lines, "", title)
		slices.SortStableFunc(shown, func(a, b compare.Row) int { return rankOf(a.Verdict) - rankOf(b.Verdict) })
		for _, row := range shown {
			lines = append(lines, comparedLines(s, row, columns)...)
		}
		if folded > 0 {
			text := phrase.Count(folded, "more differs", "more differ") + " in every send; n shows"
			lines = append(lines, draw.Styled(draw.Wrap(strings.Repeat(" ", compareMark)+text, width), s.Muted)...)
		}
	}
	return lines
}

// groups are those of the rows in the order in which they first come.
func (c *compareView) groups() []compare.Group {
	var groups []compare.Group
	for _, row := range c.comparison.Rows {
		if !slices.Contains(groups, row.Group) {
			groups = append(groups, row.Group)
		}
	}
	return groups
}
