package draw

import (
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/theme"
)

// FindingLines draws a finding as a paragraph: what was seen, the evidence, the
// rule, what to do, and where the rule comes from. short leaves out the source
// and names the key that applies the fix.
func FindingLines(s theme.Styles, f finding.Finding, width int, short bool) []string {
	const indent = 2
	inner := width - indent
	head := string(f.Field) + ": " + f.Title
	lines := Hang(s.Mark(f.Level)+" ", Wrap(head, inner), s.Level(f.Level))
	paragraph := func(text, lead string) {
		if text == "" {
			return
		}
		for _, line := range Wrap(lead+text, inner) {
			lines = append(lines, "  "+s.Text.Render(line))
		}
	}
	paragraph(visible.Line(f.Found), "Found: ")
	paragraph(Sentence(f.Rule), "")
	paragraph(Sentence(f.Fix), "")
	if f.Replacement != "" {
		lines = append(lines, Hang("  "+s.Key.Render("^F")+" ",
			Wrap("changes it to "+visible.Line(f.Replacement), inner-3), s.Text)...)
	}
	if !short && f.Source != "" {
		for _, line := range Wrap("Source: "+f.Source, inner) {
			lines = append(lines, "  "+s.Muted.Render(line))
		}
	}
	return lines
}

// RemedyLines say only what to do about a finding, where its title is in sight
// already and there is no room for more.
func RemedyLines(s theme.Styles, f finding.Finding, width int) []string {
	if f.Replacement != "" {
		text := "changes it to " + visible.Line(f.Replacement)
		return Hang(s.Mark(f.Level)+" "+s.Key.Render("^F")+" ", Wrap(text, width-5), s.Text)
	}
	text := f.Fix
	if text == "" {
		text = f.Rule
	}
	return Hang(s.Mark(f.Level)+" ", Wrap(Sentence(text), width-2), s.Text)
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
