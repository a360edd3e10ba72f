package result

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
	"devtools/ripio-explorer/tui/zone"
)

// causeIndent is where the texts of a cause begin, causeGap what lies at least
// between a title and what stands behind it.
const causeIndent, causeGap = 4, 2

// writeCauses lists the ranked causes: the chosen one open, each other one in a line.
func (m *Model) writeCauses(p *draw.Writer) {
	s, causes := m.Styles, m.Ranked()
	if len(causes) == 0 {
		return
	}
	p.Add(causesTitle(s, causes, p.Width))
	if m.Remedies.Stale != "" {
		p.Hang(s.Mark(finding.LevelNote)+" ", draw.Sentence(m.Remedies.Stale), s.Note)
	}
	m.chosen = min(m.chosen, len(causes)-1)
	for at := range causes {
		from := len(p.Lines)
		if at == m.chosen {
			m.chosenFrom = from
			m.writeOpenCause(p)
			m.chosenTo = len(p.Lines)
		} else {
			m.writeClosedCause(p, at)
		}
		p.End()
		copy(p.Lines[from:], zone.Rows(zone.Part(causePart, at), p.Lines[from:], p.Width))
	}
	if folded := len(m.Causes) - len(causes); folded > 0 {
		whole := m.Keys.Whole.Help().Key
		from := len(p.Lines)
		p.Hang("  ", fmt.Sprintf("%d less likely; %s shows them", folded, whole), s.Muted)
		copy(p.Lines[from:], zone.Rows(draw.PressOf(whole), p.Lines[from:], 0))
	}
}

// causePart is a cause in the list, actPart what does something about it.
const causePart, actPart = "cause", "act"

// causesTitle says how sure the likeliest cause is, and how the causes are ranked.
func causesTitle(s theme.Styles, causes []cause.Cause, width int) string {
	sure := causes[0].Certainty
	title, words := "Possible cause", ""
	switch sure {
	case finding.Known:
		title = "Cause"
	case finding.Likely:
		title = "Likely cause"
	}
	if len(causes) > 1 {
		title += "s"
		if sure != causes[len(causes)-1].Certainty {
			words = "the likeliest first"
		}
	}
	if room := width - ansi.StringWidth(title) - causeGap; ansi.StringWidth(words) > room {
		words = ""
	}
	return s.Section.Render(title) + strings.Repeat(" ", causeGap) + s.Text.Render(words)
}

// causeHead is the letter of a cause, behind a pointer at the open one where enter acts on
// it: a screen has one pointer. A cause that no key does anything about has its letter
// too: it opens the cause.
func (m *Model) causeHead(at int) string {
	s, letter := m.Styles, Letter(at)
	if letter == "" {
		letter = s.Glyphs.Dot
	}
	if at == m.chosen && m.Remedies.Focused {
		return s.Accent.Render(s.Glyphs.Pointer) + " " + s.Key.Render("["+letter+"]") + " "
	}
	return "  " + s.Key.Render("["+letter+"]") + " "
}

// listWidth keeps how sure a cause is near its title.
func listWidth(p *draw.Writer) int { return min(p.Width, draw.ProseWidth) }

// leastTitle is how much of a title is worth showing beside how sure a cause is.
const leastTitle = 12

// writeClosedCause writes a cause's title, and how sure it is. Where the tab has no room
// left the title takes one line, and loses its end before how sure it is would go.
func (m *Model) writeClosedCause(p *draw.Writer, at int) {
	s, likely := m.Styles, m.Causes[at]
	head, width, sure := m.causeHead(at), listWidth(p), string(likely.Certainty)
	line := head + s.Text.Render(draw.Title(likely.Title))
	lines := m.causeTitleLines(p, at, s.Text)
	switch {
	case ansi.StringWidth(head)+leastTitle+1+ansi.StringWidth(sure) > width:
		lines = []string{ansi.Truncate(line, width, s.Glyphs.Ellipsis)}
	case m.tight && len(lines) > 1:
		lines = []string{draw.Spread(line, s.Muted.Render(sure), width, s.Glyphs.Ellipsis)}
	}
	p.Add(lines...)
}

// causeTitleLines are a cause's title and, at the end of its first line, how sure it is.
// How sure is no alarm: all words for it look the same.
func (m *Model) causeTitleLines(p *draw.Writer, at int, style draw.Style) []string {
	s, likely, head := m.Styles, m.Causes[at], m.causeHead(at)
	sure, width := string(likely.Certainty), listWidth(p)
	room := width - ansi.StringWidth(head) - causeGap - ansi.StringWidth(sure)
	lines := draw.Hang(head, draw.Wrap(draw.Title(likely.Title), max(room, width/2)), style)
	lines[0] = draw.Spread(lines[0], s.Muted.Render(sure), width, s.Glyphs.Ellipsis)
	return lines
}

// writeOpenCause writes the chosen cause: its title and how sure it is, what to do and
// with which key, what was seen, and with the rest also why, and on whose word.
func (m *Model) writeOpenCause(p *draw.Writer) {
	s, likely := m.Styles, m.Causes[m.chosen]
	p.Add(m.causeTitleLines(p, m.chosen, s.Strong)...)
	writeCausePart(p, s.Muted.Render("Do"), draw.Sentence(likely.Fix), s.Text)
	m.writeRemedy(p)
	if likely.Evidence != likely.Title {
		m.writeFound(p, likely.Evidence)
	}
	more := [][2]string{{m.Keys.Guide.Help().Key, "explains in full"}}
	if m.whole {
		writeCausePart(p, s.Muted.Render("Why"), draw.Sentence(likely.Why), s.Muted)
		writeCausePart(p, s.Muted.Render("Source"), likely.Source, s.Muted)
	} else {
		more = append([][2]string{{m.Keys.Whole.Help().Key, "shows why"}}, more...)
	}
	for _, line := range draw.PressAll(s, more, p.Width-causeIndent) {
		p.Add(strings.Repeat(" ", causeIndent) + line)
	}
}

// writeRemedy says which key does what about the open cause; nothing when none does.
func (m *Model) writeRemedy(p *draw.Writer) {
	s, at := m.Styles, m.chosen
	if at >= len(m.Remedies.Each) || m.Remedies.Each[at].Words == "" {
		return
	}
	remedy := m.Remedies.Each[at]
	if remedy.Disabled != "" {
		if m.Remedies.Stale != remedy.Disabled { // that is said once above all of them
			writeCausePart(p, s.Muted.Render("Press"), "nothing now: "+remedy.Disabled, s.Muted)
		}
		return
	}
	keys := "enter"
	switch {
	case m.Remedies.Typing && at == 0 && m.Remedies.First:
		keys = m.Keys.Fix.Help().Key
	case m.Remedies.Typing:
		keys = "esc, " + Letter(at) + ", then enter"
	case !m.Remedies.Focused:
		keys = Letter(at) + ", then enter"
	}
	press := "Press "
	if p.Roomy() {
		press = draw.Fit(press, causeLabel, "")
	}
	from := len(p.Lines)
	writeCausePart(p, s.Muted.Render(press)+s.Key.Render(keys)+s.Text.Render(":"), remedy.Words, s.Text)
	copy(p.Lines[from:], zone.Rows(zone.Part(actPart, at), p.Lines[from:], 0))
}

// causeLabel is the column of the labels of a cause's parts.
const causeLabel = len("Source") + 1

// writeCausePart writes a part of a cause behind its label; nothing without a text.
func writeCausePart(p *draw.Writer, label, text string, style draw.Style) {
	p.Labelled(causeIndent, label, causeIndent+causeLabel, style, text)
}

// mostFound is how many lines of what was seen show at most where the tab has no room for
// all of it.
const mostFound = 2

// writeFound writes what was seen.
func (m *Model) writeFound(p *draw.Writer, evidence string) {
	from := len(p.Lines)
	writeCausePart(p, m.Styles.Muted.Render("Found"), visible.Line(evidence), m.Styles.Text)
	if last := from + mostFound + m.spare; len(p.Lines) > last && m.tight {
		p.Lines = p.Lines[:last]
		p.Lines[last-1] = draw.GoesOn(m.Styles, p.Lines[last-1], p.Width)
	}
}
