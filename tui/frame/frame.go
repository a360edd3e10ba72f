package frame

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// Header is what the first line says on every screen. Profile and Country may hold
// outside text; Countdown is styled already. What is empty is left out.
type Header struct {
	Profile, Country string
	// Version stands alone on the right, before anything is selected.
	Version     string
	Environment ripio.EnvironmentName
	// Notes stand in the badge, behind the environment.
	Notes                      []string
	Countdown, Renewal, Server string
	// OnProfile, OnBadge and OnServer are what a click on each is for.
	OnProfile, OnBadge, OnServer zone.Target
}

// View writes the header as one line of a width.
func (h Header) View(s theme.Styles, width int) string {
	left := " " + s.Strong.Render("ripio-explorer")
	if h.Profile != "" {
		profile := s.Text.Render(visible.Line(h.Profile))
		if h.Country != "" {
			profile += s.Muted.Render(" " + s.Glyphs.Dot + " " + visible.Line(h.Country))
		}
		left += "  " + zone.Mark(h.OnProfile, profile)
	}
	if h.Version != "" {
		return draw.Spread(left, s.Muted.Render(h.Version)+" ", width, s.Glyphs.Ellipsis)
	}
	right := zone.Mark(h.OnBadge, s.Badge(h.Environment, h.Notes...))
	if h.Countdown != "" {
		right = h.Countdown + "  " + right
	}
	if h.Renewal != "" {
		right = s.Muted.Render(h.Renewal) + "  " + right
	}
	if ansi.StringWidth(left)+ansi.StringWidth(right)+len(h.Server)+6 <= width {
		right += "  " + zone.Mark(h.OnServer, s.Muted.Render(h.Server))
	}
	return draw.Spread(left, right+" ", width, s.Glyphs.Ellipsis)
}

// keptHints are the keys at the end of the last line that always have room.
const keptHints = 2

// Keys writes as many hints as fit in one line of a width, the last two always.
func Keys(s theme.Styles, hints []key.Binding, width int) string {
	line := ""
	for _, binding := range shown(hints, width) {
		h := binding.Help()
		text := " " + s.Key.Render(h.Key) + " " + s.Muted.Render(h.Desc) + " "
		line += zone.Mark(draw.PressOf(h.Key), text)
	}
	return draw.Fit(line, width, "")
}

// shown are the hints for which there is room.
func shown(hints []key.Binding, width int) []key.Binding {
	rest := max(len(hints)-keptHints, 0)
	kept := hints[rest:]
	room := width
	for _, binding := range kept {
		room -= hintWidth(binding)
	}
	var fit []key.Binding
	for _, binding := range hints[:rest] {
		if room -= hintWidth(binding); room < 0 {
			break
		}
		fit = append(fit, binding)
	}
	return append(fit, kept...)
}

func hintWidth(binding key.Binding) int {
	h := binding.Help()
	return ansi.StringWidth(h.Key) + ansi.StringWidth(h.Desc) + 3
}

// Notice writes a text in as many lines as it needs, at most a number of them. The
// reason of a failure stands at its end, so what has no room is left out in the
// middle.
func Notice(s theme.Styles, level finding.Level, text string, width, most int) []string {
	mark := s.Mark(level) + " "
	indent := 1 + ansi.StringWidth(mark)
	room := width - indent - 1
	if room <= 0 || most <= 0 {
		return []string{draw.Fit(" "+mark, width, "")}
	}
	lines := draw.WrapAll(text, room)
	for limit := room * most; len(lines) > most && limit > 0; limit -= room / 4 {
		lines = draw.WrapAll(draw.Shorten(text, limit, s.Glyphs.Ellipsis), room)
	}
	for i, line := range lines {
		lead := " " + mark
		if i > 0 {
			lead = strings.Repeat(" ", indent)
		}
		lines[i] = draw.Fit(lead+s.Level(level).Render(line), width, "")
	}
	return lines
}

// TooSmallNotice says what is needed. It fits any size.
func TooSmallNotice(width, height int) []string {
	lines := draw.WrapAll("ripio-explorer needs 60x20 cells; this window is smaller. Make it larger, or press ctrl+c.", width)
	out := make([]string, height)
	for i := range min(height, len(lines)) {
		out[i] = ansi.Truncate(lines[i], width, "")
	}
	return out
}

// The two panes, by number.
const (
	RequestPane = iota
	ResultPane
)

// panePart is the name of the panes, otherPart of what leads to the pane out of sight.
const panePart, otherPart = "pane", "other"

// ClickedPane is the pane that holds what was clicked.
func ClickedPane(targets []zone.Target) (pane int, ok bool) {
	for _, target := range targets {
		if pane, ok = target.Part(panePart); ok {
			return pane, true
		}
	}
	return 0, false
}

// ClickedOther reports whether what leads to the other pane was clicked.
func ClickedOther(target zone.Target) bool { _, ok := target.Part(otherPart); return ok }

// Pane is one of the two boxes. Title stands on the left of its upper border.
type Pane struct {
	// Number is RequestPane or ResultPane.
	Number          int
	Title, Right    string
	Foot, FootRight string
	Lines           []string
	Focused         bool
	// Bare leaves the sides out, so that the terminal selects nothing but the text.
	Bare bool
}

// Title is a pane's name, as strong as its focus.
func Title(s theme.Styles, text string, focused bool) string {
	if focused {
		return s.Strong.Render(text)
	}
	return s.Muted.Render(text)
}

// View draws the pane. Its border has the environment's colour where the focus is,
// and in production everywhere.
func (p Pane) View(s theme.Styles, environment ripio.EnvironmentName, r Rect) []string {
	border := s.Frame
	if p.Focused || environment == ripio.Production {
		border = s.Environment(environment)
	}
	return zone.Rows(zone.Part(panePart, p.Number), draw.DrawBox(s, draw.Box{
		Title: p.Title, Right: zone.Mark(zone.Part(otherPart, 0), s.Muted.Render(p.Right)), Foot: p.Foot, FootRight: p.FootRight, Lines: p.Lines,
		Width: r.Width, Height: r.Height, Border: border, Bare: p.Bare,
	}), 0)
}
