package tui

import (
	"sort"
	"time"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// stageNames are the headings of the findings, in the order of a send.
var stageNames = [...]struct {
	stage       finding.Stage
	title, what string
}{
	{finding.StageBefore, "Before", "the request"},
	{finding.StageDuring, "During", "the way there and back"},
	{finding.StageAfter, "After", "the answer and the token"},
}

// checksLines lists everything that was noticed: after a failure its likely
// causes, then the findings in the order of the send, worst first in each stage.
func (r *result) checksLines(s theme.Styles, now time.Time, width int) []string {
	lines := r.causeLines(s, now, width, false)
	findings := r.findings()
	if len(findings) == 0 {
		return append(lines, s.Muted.Render("No findings."))
	}
	for _, group := range stageNames {
		var members []finding.Finding
		for _, finding := range findings {
			if finding.Stage() == group.stage {
				members = append(members, finding)
			}
		}
		if len(members) == 0 {
			continue
		}
		sort.SliceStable(members, func(i, j int) bool { return members[i].Level > members[j].Level })
		lines = append(lines, s.Section.Render(group.title)+s.Muted.Render("  "+group.what))
		for _, finding := range members {
			lines = append(lines, draw.FindingLines(s, finding, width, false)...)
			lines = append(lines, "")
		}
	}
	return lines
}

// findings are those of the exchange, or of a pasted token.
func (r *result) findings() []finding.Finding {
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
	for _, item := range r.findings() {
		switch item.Level {
		case finding.LevelWarning:
			warnings++
		case finding.LevelFailure:
			failures++
		}
	}
	return warnings, failures
}
