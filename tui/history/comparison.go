package history

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/compare"
	"devtools/ripio-explorer/ripio/finding"
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
	noise bool
	// whole means that values go on in further lines instead of being cut.
	whole  bool
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

// Update scrolls, shows what is noise or cut, or closes the view.
func (c *Comparison) Update(msg tea.KeyMsg) dialog.Outcome {
	k := c.keys
	switch {
	case key.Matches(msg, k.Noise):
		c.noise = !c.noise
	case key.Matches(msg, k.Whole):
		c.whole = !c.whole
	case key.Matches(msg, k.Close):
		return dialog.Outcome{Close: true}
	default:
		c.scroll.Update(msg, k.ScrollKeys)
	}
	return dialog.Outcome{}
}

// Wheel scrolls the comparison.
func (c *Comparison) Wheel(by int) { c.scroll.By(by) }

// Typing is false: letters are keys.
func (c *Comparison) Typing() bool { return false }

// Leave closes the view.
func (c *Comparison) Leave() bool { return true }

// ShortHelp are the keys of the comparison.
func (c *Comparison) ShortHelp() []key.Binding {
	noise := c.keys.Noise
	if c.noise {
		noise.SetHelp(noise.Help().Key, "fold noise")
	}
	whole := c.keys.Whole
	if c.whole {
		whole.SetHelp(whole.Help().Key, "cut values")
	}
	return []key.Binding{draw.Bind("j/k", "scroll"), noise, whole, draw.Bind("esc", "back")}
}

// comparedColumns are the widths of the names and of the values of each side.
type comparedColumns struct{ name, side int }

const (
	// leastName is the least width of the names; compareMark that of the glyph before a row.
	leastName   = 7
	compareMark = 2
	compareGap  = 2
)

// both is the width of the two sides together.
func (c comparedColumns) both() int { return 2*c.side + compareGap }

// columns returns the names the width they need, within bounds, and the two sides
// the rest.
func (c *Comparison) columns(width int) comparedColumns {
	columns := comparedColumns{name: leastName}
	for _, row := range c.comparison.Rows {
		columns.name = max(columns.name, ansi.StringWidth(visible.Line(row.Name)))
	}
	columns.name = min(columns.name, max(width/7, 14))
	columns.side = max((width-compareMark-columns.name-2*compareGap)/2, 1)
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
	right := draw.Press(s, "esc", "closes")
	if position := c.scroll.Position(); position != "" {
		right = s.Muted.Render(position)
	}
	return draw.DrawBox(s, draw.Box{
		Title: s.Strong.Render("Compare two attempts"), Right: right,
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
