package tui

import (
	"sort"

	"devtools/ripio-explorer/ripio"
)

// checksLines lists every finding: about the request, then the answer, then the
// token, worst first in each group.
func (r *result) checksLines(s styles, width int) []string {
	findings := r.findings()
	if len(findings) == 0 {
		return []string{s.muted.Render("Nothing to report.")}
	}
	var lines []string
	for _, group := range []struct {
		title string
		holds func(ripio.Field) bool
	}{
		{"Request", func(f ripio.Field) bool { return f != ripio.FieldAnswer && f != ripio.FieldToken }},
		{"Answer", func(f ripio.Field) bool { return f == ripio.FieldAnswer }},
		{"Token", func(f ripio.Field) bool { return f == ripio.FieldToken }},
	} {
		var members []ripio.Finding
		for _, finding := range findings {
			if group.holds(finding.Field) {
				members = append(members, finding)
			}
		}
		if len(members) == 0 {
			continue
		}
		sort.SliceStable(members, func(i, j int) bool { return members[i].Level > members[j].Level })
		lines = append(lines, s.section.Render(group.title))
		for _, finding := range members {
			lines = append(lines, findingLines(s, finding, width, finding.Level == ripio.LevelOK)...)
			lines = append(lines, "")
		}
	}
	return lines
}

// findings are those of the exchange, or of a pasted token.
func (r *result) findings() []ripio.Finding {
	if r.exchange != nil {
		return r.exchange.Findings
	}
	return r.token.Findings
}

// tally counts the findings that need a look, for the tab's title.
func (r *result) tally() (warnings, failures int) {
	if r.exchange == nil && r.token == nil {
		return 0, 0
	}
	for _, finding := range r.findings() {
		switch finding.Level {
		case ripio.LevelWarning:
			warnings++
		case ripio.LevelFailure:
			failures++
		}
	}
	return warnings, failures
}
