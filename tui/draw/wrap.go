package draw

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/theme"
)

// ProseWidth is how wide sentences become at most: longer lines are hard to follow.
const ProseWidth = 90

// cut stands for the middle of a value that has no room.
const cut = "…"

// Wrap breaks text that holds no escape sequences into lines of at most width cells, at
// spaces only. Sentences end at ProseWidth; a value gets as much of the width as it
// needs, and one that is wider loses its middle.
func Wrap(text string, width int) []string {
	return wrap(text, width, func(word string) []string { return []string{Shorten(word, width, cut)} })
}

// WrapAll is Wrap for texts of which nothing may be left out: a word that is wider than
// the width goes on in the next line.
func WrapAll(text string, width int) []string {
	return wrap(text, width, func(word string) (pieces []string) {
		for word != "" {
			head, _ := prefix(word, width)
			if head == "" {
				break // not even one character fits
			}
			pieces = append(pieces, head)
			word = word[len(head):]
		}
		return pieces
	})
}

func wrap(text string, width int, tooWide func(word string) []string) (lines []string) {
	if width <= 0 {
		return nil
	}
	limit := min(width, ProseWidth)
	for paragraph := range strings.SplitSeq(text, "\n") {
		var line strings.Builder
		used, blanks := 0, 0
		for i, word := range strings.Split(paragraph, " ") {
			if i > 0 {
				blanks++
			}
			if word == "" {
				continue
			}
			cells := ansi.StringWidth(word)
			if used+blanks > 0 && used+blanks+cells > limit {
				if used > 0 {
					lines = append(lines, line.String())
				}
				line.Reset()
				used, blanks = 0, 0
			}
			line.WriteString(strings.Repeat(" ", blanks))
			used, blanks = used+blanks, 0
			if cells > width {
				pieces := tooWide(word)
				for _, piece := range pieces[:max(len(pieces)-1, 0)] {
					lines = append(lines, piece)
				}
				if len(pieces) > 0 {
					word = pieces[len(pieces)-1]
				}
				cells = ansi.StringWidth(word)
			}
			line.WriteString(word)
			used += cells
		}
		lines = append(lines, line.String())
	}
	return lines
}

// GoesOn ends a line of plain text between two words, and says that there is more.
func GoesOn(s theme.Styles, line string, width int) string {
	line = ansi.Strip(line)
	for ansi.StringWidth(line)+2 > width && strings.Contains(strings.TrimSpace(line), " ") {
		line = line[:strings.LastIndex(line, " ")]
	}
	return s.Text.Render(line + " " + s.Glyphs.Ellipsis)
}
