package widget

import (
	"cmp"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	link "devtools/ripio-explorer/ripio/widget"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/zone"
)

// fieldsTop is the line of the tab on which the fields begin.
const fieldsTop = 2

// nameWidth is the column of the values: behind the longest name.
func nameWidth(width int) int {
	const wide, narrow, roomy = 20, 18, 50
	if width < roomy {
		return narrow
	}
	return wide
}

// flowWords say what a flow does for a person.
var flowWords = map[link.Flow]string{
	link.OnRamp:  "the person buys crypto",
	link.OffRamp: "the person sells crypto",
}

// View draws the tab in an area of the given size. focused tells whether the pane has the
// focus.
func (m *Model) View(width, height int, focused bool) []string {
	lines := m.top(width)
	for i := range m.fields {
		lines = append(lines, m.field(i, width, focused))
	}
	below := append([]string{""}, m.linkLines(width)...)
	below = append(below, m.adviceLines(width)...)
	lines = append(lines, below...)
	if m.InField() && focused { // the field stays in sight
		line := fieldsTop + m.at
		m.scroll.Offset = min(max(m.scroll.Offset, line-height+1), line)
	}
	return m.scroll.Show(lines, height)
}

// Position says how far the tab is scrolled; empty when all of it shows.
func (m *Model) Position() (text string, more bool) { return m.scroll.Position(), m.scroll.More() }

// top is the flow, and what it does: beside it, or on the line below where the width is
// too small for both.
func (m *Model) top(width int) []string {
	s := m.Styles
	flow := "  " + s.Label.Render(draw.Fit("flow", nameWidth(width), "")) + s.Text.Render(string(m.flow))
	words, switches := flowWords[m.flow], draw.Press(s, m.Keys.Flow.Help().Key, "switches")
	beside := flow + s.Muted.Render(" "+s.Glyphs.Dot+" "+words)
	if ansi.StringWidth(beside)+1+ansi.StringWidth(switches) <= width {
		return []string{draw.Spread(beside, switches, width, ""), ""}
	}
	column := len("  ") + nameWidth(width)
	if column+ansi.StringWidth(words) > width {
		column = len("  ")
	}
	return []string{draw.Spread(flow, switches, width, s.Glyphs.Ellipsis), strings.Repeat(" ", column) + s.Muted.Render(words)}
}

// field draws a parameter in a line: its name, its value, and the worst finding's mark.
func (m *Model) field(i, width int, focused bool) string {
	s := m.Styles
	name := link.DocumentedParameters[i].Name
	bar, label := "  ", s.Label
	if i == m.at && focused {
		bar, label = s.Accent.Render(s.Glyphs.Focus)+" ", s.Accent
	}
	mark := ""
	if found := finding.ForField(m.Findings(), finding.Field(name)); len(found) > 0 {
		mark = s.Mark(finding.Worst(found))
	} else if m.fields[i].Value() != "" {
		mark = s.Mark(finding.LevelOK)
	}
	const markWidth = 2
	value := m.fields[i].View(s, width-nameWidth(width)-len("  ")-markWidth)
	return zone.Row(zone.Part(fieldPart, i), draw.Spread(bar+label.Render(draw.Fit(name, nameWidth(width), ""))+value, mark, width, s.Glyphs.Ellipsis), width)
}

// linkLines show the link with its token shortened, and what can be done with it, or why
// there is none.
func (m *Model) linkLines(width int) []string {
	s := m.Styles
	made, why := m.Link()
	var lines []string
	if made.Preview() != "" {
		p := draw.NewWriter(s, width)
		p.Heading("Link", "for "+m.environment().Label()+"; the token is shortened here")
		lines = append(lines, p.Lines...)
		for _, line := range urlLines(made.Preview(), width-len("  ")) {
			lines = append(lines, "  "+s.Text.Render(line))
		}
		lines = append(lines, "")
	}
	if why != "" {
		level := finding.LevelNote
		if made.Preview() != "" {
			level = finding.LevelWarning
		}
		return append(lines, draw.Hang(s.Mark(level)+" ", draw.Wrap(draw.Sentence(why)+m.otherWay(), width-2), s.Text)...)
	}
	return append(lines, "  "+m.keyWords(width-2))
}

// urlLines breaks a URL before each parameter, so that one stands on a line. One that is
// too long goes on behind its name, an address behind a slash or a dot; only what has none
// of them is broken anywhere.
func urlLines(url string, width int) (lines []string) {
	for _, part := range strings.Split(breakBefore.Replace(url), "\n") {
		for ansi.StringWidth(part) > width {
			head := ansi.Truncate(part, max(width, 1), "")
			head = head[:cmp.Or(breakIn(head), len(head))]
			if head == "" {
				break
			}
			lines = append(lines, head)
			part = part[len(head):]
		}
		lines = append(lines, part)
	}
	return lines
}

// breakIn is where the beginning of a line of a URL ends best; zero where it does not matter.
func breakIn(head string) int {
	if at := strings.Index(head, "="); at >= 0 {
		return at + 1
	}
	_, path, _ := strings.Cut(head, "://")
	scheme := len(head) - len(path)
	if at := strings.LastIndex(path, "/"); at >= 0 {
		return scheme + at + 1
	}
	if at := strings.LastIndex(path, "."); at >= 0 {
		return scheme + at + 1
	}
	return 0
}

var breakBefore = strings.NewReplacer("?", "\n?", "&", "\n&")

// otherWay says how to come by a link where the environment has none.
func (m *Model) otherWay() string {
	if _, fixed := ripio.EnvironmentFor(m.environment()); !fixed {
		return " The fields are checked here as for the sandbox's link; " + m.Keys.Environment.Help().Key + " selects the sandbox."
	}
	return ""
}

// keyWords are the keys for the link, as many as fit.
func (m *Model) keyWords(width int) string {
	s, k := m.Styles, m.Keys
	var words []string
	used := 0
	for _, binding := range []key.Binding{k.Open, k.Copy, k.Code, k.Fill} {
		word := draw.Press(s, binding.Help().Key, binding.Help().Desc)
		if used += ansi.StringWidth(word) + 3; used > width+3 {
			break
		}
		words = append(words, word)
	}
	return strings.Join(words, "   ")
}

// adviceLines explain the field with the keyboard, or what is wrong with any.
func (m *Model) adviceLines(width int) []string {
	s := m.Styles
	var lines []string
	if m.InField() {
		about := link.DocumentedParameters[m.at]
		text := about.Name + " " + about.Meaning
		if m.flow == link.OnRamp && about.MarkedOptional {
			text += "; the documentation marks it optional"
		}
		lines = append(lines, "")
		lines = append(lines, draw.Styled(draw.Wrap(draw.Sentence(text), width), s.Muted)...)
	}
	for _, item := range m.advice() {
		lines = append(lines, "")
		p, fix := draw.NewWriter(s, width), ""
		if item.Replacement != "" {
			fix = m.Keys.Fix.Help().Key
		}
		p.Finding(item, draw.Short, fix)
		lines = append(lines, p.Lines...)
	}
	return lines
}
