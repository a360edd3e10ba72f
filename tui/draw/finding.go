package draw

import (
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/theme"
)

// Depth is how much of a finding is told.
type Depth int

const (
	// Brief is its title alone.
	Brief Depth = iota
	// Short adds what was found and what to do.
	Short
	// Full adds the rule and its source.
	Full
)

// Finding writes a finding: its title, and under it as much as depth asks for. key does
// the fix that one key can do; empty where none does.
func (p *Writer) Finding(f finding.Finding, depth Depth, key string) {
	s := p.Styles
	p.Begin(0, 2)
	p.Drawn(s.Mark(f.Level) + " ")
	p.Words(newBrush(s.Level(f.Level)), f.Headline())
	if key != "" {
		p.Pad(2)
		p.Write(p.Key, key)
		p.Words(p.Muted, " "+fixWords(f))
	}
	p.End()
	if depth == Brief {
		return
	}
	p.Found(f)
	if depth == Full {
		p.under(p.Text, Sentence(f.Rule))
	}
	p.Fix(f, key)
	if depth == Full && f.Source != "" {
		p.under(p.Muted, "Source "+f.Source)
	}
}

// Found writes what was found under a finding's title.
func (p *Writer) Found(f finding.Finding) {
	if f.Found != "" {
		p.under(p.Text, "Found "+visible.Line(f.Found))
	}
}

// Fix writes what to do about a finding under its title, or the value that its key puts in.
func (p *Writer) Fix(f finding.Finding, key string) {
	if f.Replacement != "" && key != "" {
		p.under(p.Text, "Should be "+visible.Line(f.Replacement))
		return
	}
	p.under(p.Text, Sentence(f.Fix))
}

// under puts a text under a finding's title; nothing without one.
func (p *Writer) under(b TextStyle, text string) {
	if text != "" {
		p.Sentence(b, text)
	}
}

// fixWords say what the key of a finding does.
func fixWords(f finding.Finding) string {
	if f.Replacement == "" {
		return "makes a new one"
	}
	return "fixes it"
}

// VerdictOf is the worst of some findings in a few words; empty without any.
func VerdictOf(s theme.Styles, findings []finding.Finding) string {
	if len(findings) == 0 {
		return ""
	}
	worst := findings[0]
	for _, finding := range findings[1:] {
		if finding.Level > worst.Level {
			worst = finding
		}
	}
	return s.Mark(worst.Level) + " " + s.Level(worst.Level).Render(worst.Title)
}
