package theme

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
)

// Style is how a role of text looks. What a style writes around a text is worked out once:
// a frame has hundreds of texts, and lipgloss lays out margins, borders and paddings for
// each of them that no role has.
type Style struct {
	style lipgloss.Style
	// Before and After stand around a text of one line.
	Before, After string
}

func newStyle(style lipgloss.Style) Style {
	const sample = "\x00"
	before, after, _ := strings.Cut(style.Render(sample), sample)
	return Style{style, before, after}
}

// Render draws a text in the style.
func (s Style) Render(text string) string {
	if s.style.GetUnderline() || strings.ContainsAny(text, "\n\r\t") { // each line, or each character, on its own
		return s.style.Render(text)
	}
	return s.Before + text + s.After
}

// Bold is the style in bold.
func (s Style) Bold() Style { return newStyle(s.style.Bold(true)) }
