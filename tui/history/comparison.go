package history

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
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

// Comparison is a dialog over the whole screen: two attempts side by side, the
// older one on the left.
type Comparison struct {
	comparison compare.Comparison
	left       comparedSide
	right      comparedSide
	keys       KeyMap
	// noise means that what differs in every send is shown too.
	noise  bool
	scroll draw.Scroll
}

// comparedSide names an attempt above its column.
type comparedSide struct {
	level       finding.Level
	words, when string
	environment ripio.EnvironmentName
}

// newComparison compares two attempts.
func (m *Model) newComparison(left, right profiles.Attempt) *Comparison {
	if right.Exchange.SentAt.Before(left.Exchange.SentAt) {
		left, right = right, left
	}
	return &Comparison{
		keys:       m.Keys,
		comparison: compare.Exchanges(left.Exchange, right.Exchange, left.Fingerprint, right.Fingerprint),
		left:       m.comparedSide(left), right: m.comparedSide(right),
	}
}

func (m *Model) comparedSide(attempt profiles.Attempt) comparedSide {
	e := attempt.Exchange
	side := comparedSide{words: "worked", environment: e.Environment.Name, when: m.shortTime(e.SentAt)}
	if e.Failure != nil || e.Token == nil {
		side.words, side.level = "failed", finding.LevelFailure
	}
	return side
}

// Update scrolls, shows what is noise, or closes the view.
func (c *Comparison) Update(msg tea.KeyMsg) dialog.Outcome {
	k := c.keys
	switch {
	case key.Matches(msg, k.Noise):
		c.noise = !c.noise
	case key.Matches(msg, k.Close):
		return dialog.Outcome{Close: true}
	default:
		c.scroll.Update(msg, k.ScrollKeys)
	}
	return dialog.Outcome{}
}

// Typing is false: letters are keys.
func (c *Comparison) Typing() bool { return false }

// Leave closes the view.
func (c *Comparison) Leave() bool { return true }

// ShortHelp are the keys of the comparison.
func (c *Comparison) ShortHelp() []key.Binding {
	noise := c.keys.Noise
	if c.noise {
		noise.SetHelp("n", "fold noise")
	}
	return []key.Binding{bind("j/k", "scroll"), noise, bind("esc", "back")}
}

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
func (c *Comparison) columns(width int) comparedColumns {
	columns := comparedColumns{name: verdictWidth}
	for _, row := range c.comparison.Rows {
		columns.name = max(columns.name, ansi.StringWidth(visible.Line(row.Name)))
	}
	columns.name = min(columns.name, max(width/7, 14))
	room := width - compareMark - columns.name - 2*compareGap
	if width >= wideCompare {
		columns.verdict = verdictWidth
		room -= verdictWidth + compareGap
	}
	columns.side = max(room/2, 1)
	return columns
}

// View draws the comparison over the whole body.
func (c *Comparison) View(s theme.Styles, width, height int) []string {
	inner := width - draw.BoxFrame
	columns := c.columns(inner)
	head := draw.Styled(draw.Wrap(visible.Line(c.comparison.Summary), inner), s.Strong)
	head = append(head, "")
	head = append(head, c.sides(s, columns)...)
	body := c.rows(s, columns, inner)
	lines := append(head, c.scroll.Show(body, max(height-draw.BoxRows-len(head), 1))...)
	right := cmp.Or(c.scroll.Position(), "esc closes")
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render("Compare two attempts"), Right: s.Muted.Render(right),
		Lines: lines, Width: width, Height: height, Border: s.Accent,
	})
}

// wideSide is the width of a column from which time and environment stand on one
// line.
const wideSide = 26

// sides name the two columns: whether the attempt worked, when, and where.
func (c *Comparison) sides(s theme.Styles, columns comparedColumns) []string {
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

// rows draws the rows group by group.
func (c *Comparison) rows(s theme.Styles, columns comparedColumns, width int) []string {
	var lines []string
	for rest := c.comparison.Rows; len(rest) > 0; {
		group, end := rest[0].Group, 1
		for end < len(rest) && rest[end].Group == group {
			end++
		}
		var shown []string
		changed, folded := 0, 0
		for _, row := range rest[:end] {
			if row.Verdict == compare.VerdictNoise && !c.noise {
				folded++
				continue
			}
			if row.Verdict == compare.VerdictChanged {
				changed++
			}
			shown = append(shown, comparedLines(s, row, columns)...)
		}
		title := s.Section.Render(draw.Capital(string(group)))
		if changed > 0 {
			title += s.Warning.Render(fmt.Sprintf("  %d changed", changed))
		}
		lines = append(append(lines, "", title), shown...)
		if folded > 0 {
			text := phrase.Count(folded, "more differs", "more differ") + " in every send; n shows"
			lines = append(lines, draw.Styled(draw.Wrap(strings.Repeat(" ", compareMark)+text, width), s.Muted)...)
		}
		rest = rest[end:]
	}
	return lines
}

// comparedLines draws a row; long values go on in lines of their own.
func comparedLines(s theme.Styles, row compare.Row, columns comparedColumns) []string {
	mark, name, value, word := strings.Repeat(" ", compareMark), s.Label, s.Text, ""
	right := comparedValue(row.Right, columns.side)
	switch row.Verdict {
	case compare.VerdictChanged:
		mark, name, value, word = s.Warning.Render(draw.Fit(s.Glyphs.Changed, compareMark, "")), s.Warning, s.Strong, "changed"
	case compare.VerdictSame:
		value, right = s.Muted, []string{"same"}
	case compare.VerdictNoise:
		name, value, word = s.Muted, s.Muted, "noise"
	}
	names := strings.Split(ansi.Wrap(visible.Line(row.Name), columns.name, "-_"), "\n")
	if columns.verdict == 0 && word != "" {
		names = append(names, word)
	}
	left := comparedValue(row.Left, columns.side)
	gap := strings.Repeat(" ", compareGap)
	var lines []string
	for i := range max(len(names), len(left), len(right)) {
		line := strings.Repeat(" ", compareMark)
		if i == 0 {
			line = mark
		}
		line += cellOf(names, i, columns.name, name) + gap + cellOf(left, i, columns.side, value) + gap + cellOf(right, i, columns.side, value)
		if i == 0 && columns.verdict > 0 {
			line += gap + name.Render(word)
		}
		lines = append(lines, line)
	}
	return lines
}

// maxComparedLines keeps one long value from filling the view.
const maxComparedLines = 12

// comparedValue breaks a value into lines; a missing one is named.
func comparedValue(text string, width int) []string {
	if text == "" {
		return []string{"none"}
	}
	lines := strings.Split(ansi.Hardwrap(visible.Line(text), max(width, 1), true), "\n")
	if len(lines) > maxComparedLines {
		return append(lines[:maxComparedLines], "and more")
	}
	return lines
}

// cellOf is a line of a cell, blank where the cell has fewer.
func cellOf(lines []string, i, width int, style lipgloss.Style) string {
	if i >= len(lines) {
		return strings.Repeat(" ", width)
	}
	return style.Render(draw.Fit(lines[i], width, ""))
}
