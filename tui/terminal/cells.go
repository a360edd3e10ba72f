package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// changeLine returns what turns the line on the screen into the new one: the
// cells that differ, or the whole line where single cells cannot be told. A line
// is full when it fills the terminal's width.
func changeLine(row int, old, line string, full bool) string {
	before, oldOK := splitCells(old)
	after, newOK := splitCells(line)
	if !oldOK || !newOK {
		return wholeLine(row, line, full)
	}
	p := pen{row: row, column: -1}
	for from, to := nextChange(before, after, 0); from < to; from, to = nextChange(before, after, to) {
		p.write(from, after[from:to])
	}
	p.setStyle("")
	if len(after) < len(before) {
		p.move(len(after))
		p.text.WriteString(ansi.EraseLineRight)
	}
	return p.text.String()
}

// wholeLine returns what writes a line whatever stands in its place. Behind a full
// line the cursor is still on its last cell, which must not be erased; so a line
// is erased first if it may be narrower on the terminal than it is here.
func wholeLine(row int, line string, full bool) string {
	start := ansi.CursorPosition(1, row+1)
	if !full {
		return start + line + ansi.EraseLineRight
	}
	if _, ok := splitCells(line); !ok {
		return start + ansi.EraseLineRight + line
	}
	return start + line
}

// shortGap is how many cells cost no more to write again than to jump over.
const shortGap = 5

// nextChange returns the first range of cells in after, at start or behind it, that
// differ from before. It is empty when no more differ.
func nextChange(before, after []cell, start int) (from, to int) {
	same := func(i int) bool { return i < len(before) && before[i] == after[i] }
	for from = start; from < len(after) && same(from); {
		from++
	}
	to = from
	for i := from; i < len(after) && i-to < shortGap; i++ {
		if !same(i) {
			to = i + 1
		}
	}
	return from, to
}

// cell is one column of a line.
type cell struct {
	// style is the sequences in force, since the last reset.
	style string
	text  rune
}

// pen writes cells into a row.
type pen struct {
	text   strings.Builder
	row    int
	column int // where the cursor is; negative while it is elsewhere
	style  string
}

// write writes cells from a column on.
func (p *pen) write(column int, cells []cell) {
	// From how many blanks on erasing them is shorter than writing them, at the end
	// and where the cursor has to pass them.
	const atEnd, between = 6, 12
	for i := 0; i < len(cells); i++ {
		blanks := leadingBlanks(cells[i:])
		if blanks >= between || blanks >= atEnd && i+blanks == len(cells) {
			p.move(column + i)
			p.setStyle("")
			p.text.WriteString(ansi.EraseCharacter(blanks))
			i += blanks - 1
			continue
		}
		p.move(column + i)
		p.setStyle(cells[i].style)
		p.text.WriteRune(cells[i].text)
		p.column++
	}
}

// move brings the cursor to a column.
func (p *pen) move(column int) {
	switch {
	case p.column < 0:
		p.text.WriteString(ansi.CursorPosition(column+1, p.row+1))
	case column > p.column:
		p.text.WriteString(ansi.CursorForward(column - p.column))
	}
	p.column = column
}

// setStyle makes a style the one in force.
func (p *pen) setStyle(style string) {
	if style == p.style {
		return
	}
	if p.style != "" {
		p.text.WriteString(ansi.ResetStyle)
	}
	p.text.WriteString(style)
	p.style = style
}

// leadingBlanks counts the blanks without a style at the start of some cells.
func leadingBlanks(cells []cell) int {
	for i, c := range cells {
		if c != (cell{text: ' '}) {
			return i
		}
	}
	return len(cells)
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
