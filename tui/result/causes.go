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

// The weights from which a cause has each word. Only the greatest weight is a
// proof, see ripio.Cause.
const (
	weightLikely     = 50
	weightVeryLikely = 90
	weightProven     = 100
)

// certainty words how much speaks for a cause.
func certainty(weight int) string {
	switch {
	case weight >= weightProven:
		return "proven"
	case weight >= weightVeryLikely:
		return "very likely"
	case weight >= weightLikely:
		return "likely"
	}
	return "possible"
}

func certaintyStyle(s theme.Styles, weight int) lipgloss.Style {
	switch {
	case weight >= weightProven:
		return s.Failure
	case weight >= weightVeryLikely:
		return s.Strong
	case weight >= weightLikely:
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
	if m.exchange == nil || m.exchange.Failure == nil || m.isTest() {
		return nil
	}
	return m.Causes
}

// causeLines draws the ranked causes; the first one with everything known about
// it when open is set, the others shortly.
func (m *Model) causeLines(width int, open bool) []string {
	s := m.Styles
	causes := m.Ranked()
	if len(causes) == 0 {
		return nil
	}
	lines := []string{causesTitle(s, causes, width)}
	if m.Remedies.Stale != "" {
		lines = append(lines, draw.Hang(s.Mark(finding.LevelNote)+" ", draw.Wrap(draw.Sentence(m.Remedies.Stale), width-2), s.Note)...)
	}
	for i := range causes {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, m.causeHead(i, width)...)
		if open && i == 0 {
			lines = append(lines, m.causeInFull(i, width)...)
		} else {
			lines = append(lines, m.causeInShort(i, width)...)
		}
	}
	return append(lines, "")
}

// causesTitle says how the causes are ranked, and that they are guesses when not
// much speaks for the likeliest.
func causesTitle(s theme.Styles, causes []cause.Cause, width int) string {
	sure := causes[0].Weight
	title, words := "Likely cause", ""
	if sure < weightLikely {
		title = "Possible cause"
	}
	switch {
	case len(causes) == 1 && sure >= weightProven:
		title = "Cause"
	case len(causes) == 1 && sure < weightVeryLikely:
		words = "a guess"
	case len(causes) > 1:
		title += "s"
		words = "the likeliest first"
		if sure < weightVeryLikely {
			words = "guesses, " + words
		}
		if certainty(sure) == certainty(causes[len(causes)-1].Weight) {
			words, _, _ = strings.Cut(words, ", ")
		}
	}
	if room := width - ansi.StringWidth(title) - causeGap; ansi.StringWidth(words) > room {
		words, _, _ = strings.Cut(words, ",")
	}
	return s.Section.Render(title) + strings.Repeat(" ", causeGap) + s.Text.Render(words)
}

// causeHead is a cause's letter and title, with how sure it is at the right. A
// cause that no key does anything about has no letter.
func (m *Model) causeHead(at, width int) []string {
	s := m.Styles
	likely := m.Causes[at]
	sure := certainty(likely.Weight)
	room := width - ansi.StringWidth(sure) - causeGap
	letter := s.Key.Render(draw.Fit(Letter(at), causeIndent-1, ""))
	if likely.Remedy == cause.RemedyNone {
		letter = s.Muted.Render(s.Glyphs.Dot)
	}
	lines := draw.Hang(letter+" ", draw.Wrap(causeTitle(likely), room-causeIndent), s.Strong)
	lines[0] = draw.Spread(lines[0], certaintyStyle(s, likely.Weight).Render(sure), width, s.Glyphs.Ellipsis)
	return lines
}

// causeTitle begins with a capital, unless it begins with a name of the API.
func causeTitle(cause cause.Cause) string {
	if first, _, _ := strings.Cut(cause.Title, " "); strings.Contains(first, "_") {
		return cause.Title
	}
	return draw.Capital(cause.Title)
}

// remedyLine says which key does what about a cause; nothing when none does.
func (m *Model) remedyLine(at, width int) []string {
	s := m.Styles
	if at >= len(m.Remedies.Each) || m.Remedies.Each[at].Words == "" || Letter(at) == "" {
		return nil
	}
	remedy := m.Remedies.Each[at]
	if remedy.Disabled != "" {
		if m.Remedies.Stale == remedy.Disabled {
			return nil // said once above all of them
		}
		return causePart(s.Muted.Render(Letter(at)), "not now: "+remedy.Disabled, width, s.Muted)
	}
	keys := Letter(at)
	switch {
	case m.Remedies.Typing && at == 0 && m.Remedies.First:
		keys = "^F"
	case m.Remedies.Typing:
		keys = "esc " + keys
	}
	press := s.Muted.Render("Press")
	press += strings.Repeat(" ", causeLabel-ansi.StringWidth(press)) + s.Key.Render(keys)
	return causePart(press, remedy.Words, width, s.Text)
}

// causeInFull is everything known about a cause: what was seen, what to do and
// with which key, why, and on whose word.
func (m *Model) causeInFull(at, width int) []string {
	s := m.Styles
	cause := m.Causes[at]
	var lines []string
	if cause.Evidence != cause.Title {
		lines = causePart(s.Muted.Render("Found"), visible.Line(cause.Evidence), width, s.Text)
	}
	lines = append(lines, causePart(s.Muted.Render("Do"), draw.Sentence(cause.Fix), width, s.Text)...)
	lines = append(lines, m.remedyLine(at, width)...)
	lines = append(lines, causePart(s.Muted.Render("Why"), draw.Sentence(cause.Why), width, s.Muted)...)
	return append(lines, causePart(s.Muted.Render("Source"), cause.Source, width, s.Muted)...)
}

// shortEvidence is how much of the evidence a short cause shows, in cells.
const shortEvidence = 160

// causeInShort is what was seen and what to do. Evidence of more than a
// line that a likelier cause has shown is not shown again.
func (m *Model) causeInShort(at, width int) []string {
	s := m.Styles
	likely := m.Causes[at]
	found := visible.Cut(likely.Evidence, shortEvidence)
	same := slices.IndexFunc(m.Causes[:at], func(other cause.Cause) bool { return other.Evidence == likely.Evidence })
	if likely.Evidence != "" && same >= 0 && ansi.StringWidth(likely.Evidence) > width-causeIndent-causeLabel {
		found = "the same as for " + cmp.Or(Letter(same), "the first")
	}
	var lines []string
	if likely.Evidence != likely.Title {
		lines = causePart(s.Muted.Render("Found"), found, width, s.Text)
	}
	lines = append(lines, causePart(s.Muted.Render("Do"), draw.Sentence(likely.Fix), width, s.Text)...)
	return append(lines, m.remedyLine(at, width)...)
}

// causeLabel is the column of the labels of a cause's parts.
const causeLabel = len("Source") + 1

// causePart is one part of a cause behind its label; nothing without a text.
func causePart(label, text string, width int, style lipgloss.Style) []string {
	if text == "" {
		return nil
	}
	prefix := strings.Repeat(" ", causeIndent) + label
	prefix += strings.Repeat(" ", max(1, causeIndent+causeLabel-ansi.StringWidth(prefix)))
	return draw.Hang(prefix, draw.Wrap(text, width-ansi.StringWidth(prefix)), style)
}
