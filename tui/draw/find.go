package draw

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/theme"
)

// Match is a place in a line, in cells.
type Match struct{ Line, from, to int }

// Find looks for a text in drawn lines; capital letters count only where the text holds
// some.
func Find(lines []string, query string) (found []Match) {
	if query == "" {
		return nil
	}
	asTyped := strings.ContainsFunc(query, unicode.IsUpper)
	if !asTyped {
		query = fold(query)
	}
	for i, line := range lines {
		line = ansi.Strip(line)
		text := line
		if !asTyped {
			text = fold(line)
		}
		for at := 0; ; {
			next := strings.Index(text[at:], query)
			if next < 0 {
				break
			}
			from, to := at+next, at+next+len(query)
			found = append(found, Match{i, ansi.StringWidth(line[:from]), ansi.StringWidth(line[:to])})
			at = to
		}
	}
	return found
}

// fold makes letters small where that does not move what comes after them.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if small := unicode.ToLower(r); utf8.RuneLen(small) == utf8.RuneLen(r) {
			return small
		}
		return r
	}, text)
}

// MarkMatches marks what was found in the lines from first on; current is the match that
// stands out, or -1.
func MarkMatches(s theme.Styles, lines []string, first int, found []Match, current int) []string {
	lines = slices.Clone(lines)
	for i := len(found) - 1; i >= 0; i-- { // from the right, so that the cells stay
		if row := found[i].Line - first; row >= 0 && row < len(lines) {
			lines[row] = markMatch(s, lines[row], found[i], i == current)
		}
	}
	return lines
}

// markMatch marks a match. The current one stands out: reversed, or in brackets where the
// terminal shows no attributes. They take the place of the blanks beside it where
// there are some.
func markMatch(s theme.Styles, line string, one Match, current bool) string {
	left, right := ansi.Cut(line, 0, one.from), ansi.TruncateLeft(line, one.to, "")
	text := ansi.Strip(ansi.Cut(line, one.from, one.to))
	switch {
	case !s.Plain && current:
		return left + s.Cursor.Render(text) + right
	case !s.Plain:
		return left + s.Match.Render(text) + right
	case current:
		return strings.TrimSuffix(left, " ") + "[" + text + "]" + strings.TrimPrefix(right, " ")
	}
	return line
}
