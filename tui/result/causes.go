package result

import (
	"cmp"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// Remedies is what can be done about the causes that are shown.
type Remedies struct {
	// Stale says why the causes are no longer those of the armed request; empty
	// when they are.
	Stale string
	// Each is what the letter of each cause does.
	Each []Remedy
	// Typing tells that letters are text now.
	Typing bool
	// First tells that the key of the fix does the first cause's remedy.
	First bool
}

// Remedy is what the letter of a cause does. Words complete "Press A ..."; they are
// empty when no key can do anything. Disabled says why it does nothing now; empty
// when it does something.
type Remedy struct{ Words, Disabled string }

// Letters names the letters that do something now, such as "A-C"; empty when none does.
func (r Remedies) Letters() string {
	first, last := "", ""
	for at, remedy := range r.Each {
		if Letter(at) != "" && remedy.Disabled == "" {
			last = Letter(at)
			first = cmp.Or(first, last)
		}
	}
	if first != last {
		first += "-" + last
	}
	return first
}

func certaintyStyle(s theme.Styles, certainty finding.Certainty) lipgloss.Style {
	switch certainty {
	case finding.Known:
		return s.Failure
	case finding.Likely:
		return s.Strong
	case finding.Possible:
		return s.Text
	}
	return s.Muted
}

// Letter names the cause at a place of the list; there are six letters.
func Letter(at int) string {
	const letters = "ABCDEF"
	if at >= len(letters) {
		return ""
	}
	return letters[at : at+1]
}

// causeIndent is where the texts of a cause begin, causeGap what lies at least
// between a title and what stands behind it.
const causeIndent, causeGap = 2, 2

// Ranked are the causes that are worth showing: none for a request that was
// wrong on purpose.
func (m *Model) Ranked() []cause.Cause {
	if m.exchange == nil || m.exchange.Failure == nil || m.IsTest() {
		return nil
	}
	return m.Causes
}

// writeCauses writes the ranked causes; the first one with everything known about
// it when open is set, the others shortly.
func (m *Model) writeCauses(p *draw.Writer, open bool) {
	s, causes := m.Styles, m.Ranked()
	if len(causes) == 0 {
		return
	}
	p.Add(causesTitle(s, causes, p.Width))
	if m.Remedies.Stale != "" {
		p.Hang(s.Mark(finding.LevelNote)+" ", draw.Sentence(m.Remedies.Stale), s.Note)
	}
	for i := range causes {
		if i > 0 {
			p.Add("")
		}
		m.writeCause(p, i, open && i == 0)
	}
	p.Add("")
}

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

// shortEvidence is how much of the evidence a short cause shows, in cells.
const shortEvidence = 160

// writeCause writes a cause: its letter and title, with how sure it is at the right,
// what was seen, what to do and with which key, and in full also why, and on whose
// word. A cause that no key does anything about has no letter. Evidence of more than
// a line that a likelier cause has shown is not shown again.
func (m *Model) writeCause(p *draw.Writer, at int, full bool) {
	s, likely := m.Styles, m.Causes[at]
	sure := string(likely.Certainty)
	letter := s.Key.Render(draw.Fit(Letter(at), causeIndent-1, ""))
	if likely.Remedy == cause.RemedyNone {
		letter = s.Muted.Render(s.Glyphs.Dot)
	}
	head := draw.Hang(letter+" ", draw.Wrap(causeTitle(likely), p.Width-ansi.StringWidth(sure)-causeGap-causeIndent), s.Strong)
	head[0] = draw.Spread(head[0], certaintyStyle(s, likely.Certainty).Render(sure), p.Width, s.Glyphs.Ellipsis)
	p.Add(head...)
	found := visible.Line(likely.Evidence)
	if !full {
		found = visible.Cut(likely.Evidence, shortEvidence)
		same := slices.IndexFunc(m.Causes[:at], func(other cause.Cause) bool { return other.Evidence == likely.Evidence })
		if likely.Evidence != "" && same >= 0 && ansi.StringWidth(likely.Evidence) > p.Width-causeIndent-causeLabel {
			found = "the same as for " + cmp.Or(Letter(same), "the first")
		}
	}
	if likely.Evidence != likely.Title {
		writeCausePart(p, s.Muted.Render("Found"), found, s.Text)
	}
	writeCausePart(p, s.Muted.Render("Do"), draw.Sentence(likely.Fix), s.Text)
	m.writeRemedy(p, at)
	if full {
		writeCausePart(p, s.Muted.Render("Why"), draw.Sentence(likely.Why), s.Muted)
		writeCausePart(p, s.Muted.Render("Source"), likely.Source, s.Muted)
	}
}

// causeTitle begins with a capital, unless it begins with a name of the API.
func causeTitle(cause cause.Cause) string {
	if first, _, _ := strings.Cut(cause.Title, " "); strings.Contains(first, "_") {
		return cause.Title
	}
	return draw.Capital(cause.Title)
}

// writeRemedy says which key does what about a cause; nothing when none does.
func (m *Model) writeRemedy(p *draw.Writer, at int) {
	s, keys := m.Styles, Letter(at)
	if at >= len(m.Remedies.Each) || m.Remedies.Each[at].Words == "" || keys == "" {
		return
	}
	remedy := m.Remedies.Each[at]
	if remedy.Disabled != "" {
		if m.Remedies.Stale != remedy.Disabled { // that is said once above all of them
			writeCausePart(p, s.Muted.Render(keys), "not now: "+remedy.Disabled, s.Muted)
		}
		return
	}
	switch {
	case m.Remedies.Typing && at == 0 && m.Remedies.First:
		keys = "^F"
	case m.Remedies.Typing:
		keys = "esc " + keys
	}
	press := s.Muted.Render("Press") + strings.Repeat(" ", causeLabel-len("Press")) + s.Key.Render(keys)
	writeCausePart(p, press, remedy.Words, s.Text)
}

// causeLabel is the column of the labels of a cause's parts.
const causeLabel = len("Source") + 1

// writeCausePart writes a part of a cause behind its label; nothing without a text.
func writeCausePart(p *draw.Writer, label, text string, style draw.Style) {
	if text == "" {
		return
	}
	prefix := strings.Repeat(" ", causeIndent) + label
	prefix += strings.Repeat(" ", max(1, causeIndent+causeLabel-ansi.StringWidth(prefix)))
	p.Hang(prefix, text, style)
}
