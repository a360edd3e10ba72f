package tui

import (
	"fmt"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
)

// findingLines draws a finding as a paragraph: what was seen, the evidence, the
// rule, what to do, and where the rule comes from. short leaves out the source
// and names the key that applies the fix.
func findingLines(s styles, f finding.Finding, width int, short bool) []string {
	const indent = 2
	inner := width - indent
	head := string(f.Field) + ": " + f.Title
	lines := hang(s.mark(f.Level)+" ", wrap(head, inner), s.level(f.Level))
	paragraph := func(text, lead string) {
		if text == "" {
			return
		}
		for _, line := range wrap(lead+text, inner) {
			lines = append(lines, "  "+s.text.Render(line))
		}
	}
	paragraph(visible.Line(f.Found), "Found: ")
	paragraph(sentence(f.Rule), "")
	paragraph(sentence(f.Fix), "")
	if f.Replacement != "" {
		lines = append(lines, hang("  "+s.key.Render("^F")+" ",
			wrap("changes it to "+visible.Line(f.Replacement), inner-3), s.text)...)
	}
	if !short && f.Source != "" {
		for _, line := range wrap("Source: "+f.Source, inner) {
			lines = append(lines, "  "+s.muted.Render(line))
		}
	}
	return lines
}

// remedyLines say only what to do about a finding, where its title is in sight
// already and there is no room for more.
func remedyLines(s styles, f finding.Finding, width int) []string {
	if f.Replacement != "" {
		text := "changes it to " + visible.Line(f.Replacement)
		return hang(s.mark(f.Level)+" "+s.key.Render("^F")+" ", wrap(text, width-5), s.text)
	}
	text := f.Fix
	if text == "" {
		text = f.Rule
	}
	return hang(s.mark(f.Level)+" ", wrap(sentence(text), width-2), s.text)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// verdictOf is the worst of some findings in a few words; empty without any.
func verdictOf(s styles, findings []finding.Finding) string {
	if len(findings) == 0 {
		return ""
	}
	worst := findings[0]
	for _, finding := range findings[1:] {
		if finding.Level > worst.Level {
			worst = finding
		}
	}
	return s.mark(worst.Level) + " " + s.level(worst.Level).Render(worst.Title)
}
