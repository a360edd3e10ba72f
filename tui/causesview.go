package tui

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/visible"
	"devtools/ripio-explorer/tui/draw"
	"devtools/ripio-explorer/tui/theme"
)

// remediesShown is what the root knows about doing something about the causes that
// are shown; it is told afresh before each drawing.
type remediesShown struct {
	// stale says why the causes are no longer those of the armed request; empty
	// when they are.
	stale string
	// blocked says for each cause why its letter does nothing now; empty when it
	// does something.
	blocked []string
	// typing tells that letters are text now.
	typing bool
	// first tells that the key of the fix does the first cause's remedy.
	first bool
}

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

// letterOf names the cause at a place of the list; there are six letters.
func letterOf(at int) string {
	const letters = "ABCDEF"
	if at >= len(letters) {
		return ""
	}
	return letters[at : at+1]
}

// causeIndent is where the texts of a cause begin, causeGap what lies at least
// between a title and what stands behind it.
const causeIndent, causeGap = 2, 2

// ranked are the causes that are worth showing: none for a request that was
// wrong on purpose.
func (r *result) ranked() []cause.Cause {
	if r.exchange == nil || r.exchange.Failure == nil || r.isTest() {
		return nil
	}
	return r.causes
}

// causeLines draws the ranked causes; the first one with everything known about
// it when open is set, the others shortly.
func (r *result) causeLines(s theme.Styles, now time.Time, width int, open bool) []string {
	causes := r.ranked()
	if len(causes) == 0 {
		return nil
	}
	lines := []string{causesTitle(s, causes, width)}
	if r.remedies.stale != "" {
		lines = append(lines, draw.Hang(s.Mark(finding.LevelNote)+" ", draw.Wrap(draw.Sentence(r.remedies.stale), width-2), s.Note)...)
	}
	for i := range causes {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, r.causeHead(s, i, width)...)
		if open && i == 0 {
			lines = append(lines, r.causeInFull(s, now, i, width)...)
		} else {
			lines = append(lines, r.causeInShort(s, now, i, width)...)
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
func (r *result) causeHead(s theme.Styles, at, width int) []string {
	likely := r.causes[at]
	sure := certainty(likely.Weight)
	room := width - ansi.StringWidth(sure) - causeGap
	letter := s.Key.Render(draw.Fit(letterOf(at), causeIndent-1, ""))
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
func (r *result) remedyLine(s theme.Styles, now time.Time, at, width int) []string {
	words := r.remedyWords(r.causes[at], now)
	if words == "" || letterOf(at) == "" {
		return nil
	}
	if at < len(r.remedies.blocked) && r.remedies.blocked[at] != "" {
		if r.remedies.stale == r.remedies.blocked[at] {
			return nil // said once above all of them
		}
		return causePart(s.Muted.Render(letterOf(at)), "not now: "+r.remedies.blocked[at], width, s.Muted)
	}
	keys := letterOf(at)
	switch {
	case r.remedies.typing && at == 0 && r.remedies.first:
		keys = "^F"
	case r.remedies.typing:
		keys = "esc " + keys
	}
	press := s.Muted.Render("Press")
	press += strings.Repeat(" ", causeLabel-ansi.StringWidth(press)) + s.Key.Render(keys)
	return causePart(press, words, width, s.Text)
}

// causeInFull is everything known about a cause: what was seen, what to do and
// with which key, why, and on whose word.
func (r *result) causeInFull(s theme.Styles, now time.Time, at, width int) []string {
	cause := r.causes[at]
	var lines []string
	if cause.Evidence != cause.Title {
		lines = causePart(s.Muted.Render("Found"), visible.Line(cause.Evidence), width, s.Text)
	}
	lines = append(lines, causePart(s.Muted.Render("Do"), draw.Sentence(cause.Fix), width, s.Text)...)
	lines = append(lines, r.remedyLine(s, now, at, width)...)
	lines = append(lines, causePart(s.Muted.Render("Why"), draw.Sentence(cause.Why), width, s.Muted)...)
	return append(lines, causePart(s.Muted.Render("Source"), cause.Source, width, s.Muted)...)
}

// shortEvidence is how much of the evidence a short cause shows, in cells.
const shortEvidence = 160

// causeInShort is what was seen and what to do. Evidence of more than a
// line that a likelier cause has shown is not shown again.
func (r *result) causeInShort(s theme.Styles, now time.Time, at, width int) []string {
	likely := r.causes[at]
	found := visible.Cut(likely.Evidence, shortEvidence)
	same := slices.IndexFunc(r.causes[:at], func(other cause.Cause) bool { return other.Evidence == likely.Evidence })
	if likely.Evidence != "" && same >= 0 && ansi.StringWidth(likely.Evidence) > width-causeIndent-causeLabel {
		found = "the same as for " + cmp.Or(letterOf(same), "the first")
	}
	var lines []string
	if likely.Evidence != likely.Title {
		lines = causePart(s.Muted.Render("Found"), found, width, s.Text)
	}
	lines = append(lines, causePart(s.Muted.Render("Do"), draw.Sentence(likely.Fix), width, s.Text)...)
	return append(lines, r.remedyLine(s, now, at, width)...)
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
