package result

import (
	"sort"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/tui/draw"
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

// writeChecks lists everything that was noticed: after a failure its likely
// causes, then the findings in the order of the send, worst first in each stage.
func (m *Model) writeChecks(p *draw.Writer) {
	s := m.Styles
	m.writeCauses(p, false)
	findings := m.findings()
	if len(findings) == 0 {
		p.Add(s.Muted.Render("No findings."))
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
		p.Add(s.Section.Render(group.title) + s.Muted.Render("  "+group.what))
		for _, finding := range members {
			p.Add(draw.FindingLines(s, finding, p.Width, false)...)
			p.Add("")
		}
	}
}

// findings are those of the exchange, or of a pasted token.
func (m *Model) findings() []finding.Finding {
	switch {
	case m.exchange != nil:
		return m.exchange.Findings
	case m.token != nil:
		return m.token.Findings
	}
	return nil
}
