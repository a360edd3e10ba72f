package draw

import (
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/finding"
)

// Heading begins a section, with a remark beside it.
func (p *Writer) Heading(title, remark string) {
	p.Gap()
	p.Begin(0, 2)
	p.Write(p.Section, title)
	if remark != "" {
		p.Pad(2)
		p.Words(p.Muted, remark)
	}
	p.End()
}

// Titled puts a text under its title, and leaves a line empty; nothing without a text.
func (p *Writer) Titled(title, text string) {
	if text != "" {
		p.Add(p.Styles.Section.Render(title))
		p.Hang("  ", text, p.Styles.Text)
		p.Add("")
	}
}

// Sentence puts words on lines of their own.
func (p *Writer) Sentence(b TextStyle, text string) {
	p.Begin(2, 2)
	p.Words(b, text)
	p.End()
}

// Hang puts text that is safe to show behind a prefix that is drawn already, and goes
// on under it.
func (p *Writer) Hang(prefix, text string, style Style) {
	cells := ansi.StringWidth(prefix)
	p.Begin(0, cells)
	p.Drawn(prefix)
	p.Styled(style, text)
	p.End()
}

// Row puts a value behind its name, in columns.
func (p *Writer) Row(name string, column int, b TextStyle, value string) {
	p.Name(name, column)
	p.Write(b, value)
	p.End()
}

// Name begins a row: the value follows at the column, on a line of its own where
// the name reaches into it.
func (p *Writer) Name(name string, column int) {
	p.Begin(2, column)
	p.Write(p.Label, name)
	if p.used >= column {
		p.turn()
	}
	p.PadTo(column)
}

// Roomy reports whether there is room for columns.
func (p *Writer) Roomy() bool { return p.Width >= 50 }

// Labelled puts a text behind its label, from a column where there is room for columns,
// and else right behind it; nothing without a text.
func (p *Writer) Labelled(blanks int, label string, column int, style Style, text string) {
	if text == "" {
		return
	}
	if !p.Roomy() {
		column = blanks + 2
	}
	p.Begin(blanks, column)
	p.Drawn(label)
	if p.used < column {
		p.PadTo(column)
	} else {
		p.Pad(1)
	}
	p.Styled(style, text)
	p.End()
}

// Gap leaves a line empty, but not at the top.
func (p *Writer) Gap() {
	p.End()
	if len(p.Lines) > 0 {
		p.Begin(0, 0)
		p.End()
	}
}

// Finish ends what was limited, and says when there is more of it.
func (p *Writer) Finish(more bool) {
	more = more || p.Full()
	p.End()
	p.most = 0
	if more {
		p.Begin(2, 2)
		p.Words(p.Note, p.Glyphs.Note+" The rest is not shown."+p.copyWords())
		p.End()
	}
}

// copyWords tell which key copies what is not shown; empty where it is not known.
func (p *Writer) copyWords() string {
	if p.CopyKey == "" {
		return ""
	}
	return " " + p.CopyKey + " copies the whole body."
}

// Level is the brush of a finding. What is well is not coloured here.
func (p *Writer) Level(level finding.Level) TextStyle {
	switch level {
	case finding.LevelWarning:
		return p.Warning
	case finding.LevelFailure:
		return p.Failure
	}
	return p.Text
}

// Remark says a level without its colour. What is well needs no sign.
func (p *Writer) Remark(level finding.Level, text string) string {
	switch level {
	case finding.LevelWarning:
		return p.Glyphs.Warning + " " + text
	case finding.LevelFailure:
		return p.Glyphs.Failure + " " + text
	}
	return text
}
