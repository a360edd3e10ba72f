package tui

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// sheet is text laid out for one width: each line as it is drawn, and what a
// search needs, where it is known.
type sheet struct {
	lines []string
	// plain are the lines without their styles.
	plain []string
	// joints tell how each line goes on from the one before it.
	joints []joint
}

// joint is what stands between a line and the one before it: a line break, or
// nothing or a blank where the text was broken for the width. skip is how many
// blanks at the line's start the break brought.
type joint struct {
	between string
	skip    int
}

// brush is a style worked out beforehand, so that thousands of lines can be laid
// out at once.
type brush struct{ before, after string }

func newBrush(style lipgloss.Style) brush {
	const sample = "\x00"
	before, after, _ := strings.Cut(style.Render(sample), sample)
	return brush{before, after}
}

// brushes are the styles of a sheet.
type brushes struct {
	text, strong, muted, label, key, section, ok, note, warning, failure brush
}

func newBrushes(s styles) brushes {
	return brushes{
		text: newBrush(s.text), strong: newBrush(s.strong), muted: newBrush(s.muted), label: newBrush(s.label),
		key: newBrush(s.key), section: newBrush(s.section),
		ok: newBrush(s.ok), note: newBrush(s.note), warning: newBrush(s.warning), failure: newBrush(s.failure),
	}
}

// paper writes a sheet. All text passes through package visible here; nothing
// that comes from outside needs care before.
type paper struct {
	brushes
	glyphs glyphs
	width  int
	sheet

	styled, bare strings.Builder
	joint        joint
	used         int  // the cells of the line that are taken
	indent       int  // where a line begins that goes on
	open         bool // whether a line has begun
	most         int  // the number of lines at which writing stops; zero for never
}

func newPaper(s styles, width int) *paper {
	return &paper{brushes: newBrushes(s), glyphs: s.glyphs, width: max(width, 1)}
}

// begin starts a line behind some blanks. Where it is too long for the width,
// it goes on behind indent blanks.
func (p *paper) begin(blanks, indent int) {
	p.end()
	p.joint = joint{between: "\n"}
	p.open, p.indent = true, min(indent, p.width-1)
	p.pad(min(blanks, p.width-1))
}

// end finishes the line, if there is one.
func (p *paper) end() {
	if !p.open {
		return
	}
	p.lines = append(p.lines, p.styled.String())
	p.plain = append(p.plain, p.bare.String())
	p.joints = append(p.joints, p.joint)
	p.styled.Reset()
	p.bare.Reset()
	p.used, p.open = 0, false
}

// gap leaves a line empty, but not at the top.
func (p *paper) gap() {
	p.end()
	if len(p.lines) > 0 {
		p.begin(0, 0)
		p.end()
	}
}

// pad puts blanks.
func (p *paper) pad(cells int) {
	if cells = min(cells, p.width-p.used); cells > 0 {
		blanks := strings.Repeat(" ", cells)
		p.styled.WriteString(blanks)
		p.bare.WriteString(blanks)
		p.used += cells
	}
}

// padTo puts blanks up to a column.
func (p *paper) padTo(column int) { p.pad(column - p.used) }

// write puts text and breaks it at any character, so that nothing is left out.
func (p *paper) write(b brush, text string) {
	text = p.visible(text)
	for text != "" && !p.full() {
		head, cells := prefix(text, p.width-p.used)
		if head == "" {
			if p.used <= p.indent {
				return // not even one character fits
			}
			p.turn("")
			continue
		}
		p.put(b, head, cells)
		text = text[len(head):]
	}
}

// visible makes text safe to show, and a mask one that the terminal has.
func (p *paper) visible(text string) string {
	text = visible.Line(text)
	if p.glyphs.mask != redact.Mask {
		text = strings.ReplaceAll(text, redact.Mask, p.glyphs.mask)
	}
	return text
}

// whole puts text that is not to be broken if it fits on a line.
func (p *paper) whole(b brush, text string) {
	cells := ansi.StringWidth(p.visible(text))
	if p.used+cells > p.width && p.used > p.indent {
		p.turn("")
	}
	p.write(b, text)
}

// turn goes on with the text on the next line. between is what the break takes
// the place of.
func (p *paper) turn(between string) {
	indent := p.indent
	p.begin(indent, indent)
	p.joint = joint{between, indent}
}

func (p *paper) put(b brush, text string, cells int) {
	p.styled.WriteString(b.before)
	p.styled.WriteString(text)
	p.styled.WriteString(b.after)
	p.bare.WriteString(text)
	p.used += cells
}

// heading begins a section, with a remark beside it.
func (p *paper) heading(title, remark string) {
	p.gap()
	p.begin(0, 2)
	p.write(p.section, title)
	if remark != "" {
		p.pad(2)
		p.words(p.muted, remark)
	}
	p.end()
}

// words puts a sentence and breaks it at blanks.
func (p *paper) words(b brush, text string) {
	for i, word := range strings.Split(text, " ") {
		if i > 0 && p.used > p.indent {
			if p.used+1+ansi.StringWidth(visible.Line(word)) > p.width {
				p.turn(" ")
			} else {
				p.put(b, " ", 1)
			}
		}
		p.whole(b, word)
	}
}

// sentence puts words on lines of their own.
func (p *paper) sentence(b brush, text string) {
	p.begin(2, 2)
	p.words(b, text)
	p.end()
}

// row puts a value behind its name, in columns.
func (p *paper) row(name string, column int, b brush, value string) {
	p.name(name, column)
	p.write(b, value)
	p.end()
}

// name begins a row: the value follows at the column, on a line of its own where
// the name reaches into it.
func (p *paper) name(name string, column int) {
	p.begin(2, column)
	p.write(p.label, name)
	if p.used >= column {
		p.turn(" ")
	}
	p.padTo(column)
}

// prefix is the longest beginning of a text that takes at most room cells.
func prefix(text string, room int) (head string, cells int) {
	plain := 0
	for plain < len(text) && plain < room && text[plain] < 0x80 {
		plain++
	}
	if plain == len(text) || plain == room && text[plain] < 0x80 {
		return text[:plain], plain
	}
	// A mark may belong to the last character that was counted.
	end := max(plain-1, 0)
	cells = end
	for end < len(text) {
		_, width, size, _ := ansi.DecodeSequence(text[end:], ansi.NormalState, nil)
		if cells+width > room || size == 0 {
			break
		}
		end, cells = end+size, cells+width
	}
	return text[:end], cells
}

// limit lets a body take so many lines at most.
func (p *paper) limit(lines int) { p.most = len(p.lines) + lines }

// full reports whether the limit is reached.
func (p *paper) full() bool { return p.most > 0 && len(p.lines) >= p.most }

// finish ends what was limited, and says when there is more of it.
func (p *paper) finish(more bool) {
	more = more || p.full()
	p.end()
	p.most = 0
	if more {
		p.begin(2, 2)
		p.words(p.note, p.glyphs.note+" The rest is not shown. ^Y copies the whole body.")
		p.end()
	}
}

// level is the brush of a finding. What is well is not coloured here.
func (p *paper) level(level finding.Level) brush {
	switch level {
	case finding.LevelWarning:
		return p.warning
	case finding.LevelFailure:
		return p.failure
	}
	return p.text
}

// remark says a level without its colour. What is well needs no sign.
func (p *paper) remark(level finding.Level, text string) string {
	switch level {
	case finding.LevelWarning:
		return p.glyphs.warning + " " + text
	case finding.LevelFailure:
		return p.glyphs.failure + " " + text
	}
	return text
}

// bare returns the lines without their styles.
func (s *sheet) bare() []string {
	if s.plain == nil {
		s.plain = make([]string, len(s.lines))
		for i, line := range s.lines {
			s.plain[i] = strings.TrimRight(ansi.Strip(line), " ")
		}
	}
	return s.plain
}
