package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// changeLine returns what turns the line on the screen into the new one: the
// cells that differ, or the whole line where single cells cannot be told.
func changeLine(row int, old, line string) string {
	text, erases := strings.CutSuffix(line, ansi.EraseLineRight)
	before, oldOK := splitCells(old)
	after, newOK := splitCells(text)
	if old == "" || !oldOK || !newOK {
		return ansi.CursorPosition(1, row+1) + line
	}
	from, to := difference(before, after)
	change := paint(after[from:to])
	if erases && len(after) < len(before) {
		change += ansi.EraseLineRight
	}
	if change == "" {
		return ""
	}
	return ansi.CursorPosition(from+1, row+1) + change
}

// difference returns the range of cells in after that differ from before.
func difference(before, after []cell) (from, to int) {
	to = len(after)
	for from < min(len(before), to) && before[from] == after[from] {
		from++
	}
	if len(before) != len(after) {
		return from, to
	}
	for to > from && before[to-1] == after[to-1] {
		to--
	}
	return from, to
}

// cell is one column of a line.
type cell struct {
	// style is the sequences in force, since the last reset.
	style string
	text  rune
}

// paint writes cells one after the other.
func paint(cells []cell) string {
	var text strings.Builder
	style := ""
	for _, c := range cells {
		if c.style != style {
			if style != "" {
				text.WriteString(ansi.ResetStyle)
			}
			text.WriteString(c.style)
			style = c.style
		}
		text.WriteRune(c.text)
	}
	if style != "" {
		text.WriteString(ansi.ResetStyle)
	}
	return text.String()
}

// splitCells takes a line apart. It fails on whatever terminals may give
// another width than one column, and on sequences that do not set a style.
func splitCells(line string) ([]cell, bool) {
	cells := make([]cell, 0, len(line))
	style := ""
	for line != "" {
		if sequence := styleSequence(line); sequence != "" {
			line = line[len(sequence):]
			if style += sequence; sequence == ansi.ResetStyle || sequence == "\x1b[0m" {
				style = ""
			}
			continue
		}
		next, size := utf8.DecodeRuneInString(line)
		if !isPlain(next) || next == utf8.RuneError {
			return nil, false
		}
		cells = append(cells, cell{style, next})
		line = line[size:]
	}
	return cells, true
}

// styleSequence returns the sequence at the start of a line if it sets a style.
func styleSequence(line string) string {
	rest, found := strings.CutPrefix(line, "\x1b[")
	if !found {
		return ""
	}
	parameters := strings.TrimLeft(rest, "0123456789;:")
	if !strings.HasPrefix(parameters, "m") {
		return ""
	}
	return line[:len(line)-len(parameters)+1]
}

// isPlain reports whether every terminal gives a character one column, whatever
// stands beside it: Latin, Greek and Cyrillic letters, punctuation and symbols,
// but no marks, no joiners, and nothing from the writings of East Asia.
func isPlain(r rune) bool {
	const firstRightToLeft, punctuation, eastAsian = 0x0590, 0x2010, 0x2e80
	switch {
	case r >= ' ' && r <= '~':
		return true
	case r <= 0xa0 || r >= firstRightToLeft && r < punctuation || r >= eastAsian:
		return false
	}
	return unicode.IsGraphic(r) && ansi.StringWidth(string(r)) == 1
}
