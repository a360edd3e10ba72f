package result

import (
	"sort"

	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/tui/draw"
)

// stageNames are the headings of the findings, in the order of a send.
var stageNames = [...]struct {
	stage       finding.Stage
	title, what string
}{
	{finding.StageBefore, "Before", "the request"},
	{finding.StageDuring, "During", "the way there and back"},
	{finding.StageAfter, "After", "the response and the token"},
}

// writeChecks lists everything that was noticed, in the order of the send, worst first
// in each stage. What is a cause of a failure stands among the causes, with what to do.
func (m *Model) writeChecks(p *draw.Writer) {
	s := m.Styles
	if causes := m.Ranked(); len(causes) > 0 {
		p.Begin(0, 2)
		p.Words(p.Text, "What may be wrong, and what to do:")
		p.Words(p.Key, " "+m.Keys.Token.Help().Key)
		p.Words(p.Muted, " lists "+phrase.Plural(len(causes), "cause")+".")
		p.Gap()
	}
	findings := m.Findings()
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
		p.Heading(group.title, group.what)
		for _, finding := range members {
			m.writeCheck(p, finding)
		}
	}
	if len(findings) == 0 {
		return
	}
	more := [][2]string{{m.Keys.Guide.Help().Key, "explains in full"}}
	if !m.whole {
		more = append([][2]string{{m.Keys.Whole.Help().Key, "shows the rules"}}, more...)
	}
	p.Gap()
	p.Add(draw.PressAll(s, more, p.Width)...)
}

// writeCheck writes a finding: what is well in a line, anything else with what was found
// and what to do, unless a cause tells that.
func (m *Model) writeCheck(p *draw.Writer, f finding.Finding) {
	depth := draw.Short
	at := m.causeOf(f)
	switch {
	case m.whole:
		depth = draw.Full
	case f.Level == finding.LevelOK, at >= 0:
		depth = draw.Brief
	}
	p.Finding(f, depth, "")
	if at >= 0 && Letter(at) != "" {
		p.Sentence(p.Muted, "Cause "+Letter(at)+" on "+m.Keys.Token.Help().Key+" says what to do.")
	}
}

// Findings are those of the exchange, or of a pasted token.
func (m *Model) Findings() []finding.Finding {
	switch {
	case m.exchange != nil:
		return m.exchange.Findings
	case m.token != nil:
		return m.token.Findings
	}
	return nil
}
