package curtain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Mask hides a frame: its lines keep their widths and colours. dot is one cell wide.
// Escape sequences that do more than colour are left out, as a link holds its address.
func (c *Curtain) Mask(frame, dot, ellipsis string) string {
	lines := strings.Split(frame, "\n")
	var above []bool // which columns of the line above are dots
	for i, text := range lines {
		l := read(text)
		l.hide = make([]bool, len(l.cells))
		c.hidePieces(&l)
		c.hideShapes(&l)
		c.hideWords(&l)
		c.spreadOverRuns(&l)
		c.hideCut(&l, ellipsis)
		c.hideRest(&l, above)
		lines[i], above = l.draw(dot)
	}
	return strings.Join(lines, "\n")
}

// cell is a character with what stands before it unseen.
type cell struct {
	before, text string
	width        int
}

// line is a line taken apart: folded has the character of each cell for comparing.
type line struct {
	cells  []cell
	folded []rune
	hide   []bool
	after  string
}

func read(text string) (l line) {
	before, state := "", byte(0)
	for text != "" {
		part, width, size, next := ansi.DecodeSequence(text, state, nil)
		state, text = next, text[size:]
		switch {
		case width > 0:
			r, _ := utf8.DecodeRuneInString(part)
			l.cells = append(l.cells, cell{before, part, width})
			l.folded = append(l.folded, unicode.ToLower(r))
			before = ""
		case strings.HasPrefix(part, "\x1b[") && strings.HasSuffix(part, "m"):
			before += part
		}
	}
	l.after = before
	return l
}

// draw writes the line, and tells which of its columns are dots.
func (l line) draw(dot string) (text string, columns []bool) {
	var out strings.Builder
	for i, each := range l.cells {
		out.WriteString(each.before)
		if l.hide[i] {
			out.WriteString(strings.Repeat(dot, each.width))
		} else {
			out.WriteString(each.text)
		}
		for range each.width {
			columns = append(columns, l.hide[i])
		}
	}
	return out.String() + l.after, columns
}

func (l *line) cover(from, to int) {
	for i := from; i < to; i++ {
		l.hide[i] = true
	}
}

// runs calls with each run of characters of a kind.
func (l *line) runs(kind func(rune) bool, with func(from, to int)) {
	from := -1
	for i := 0; i <= len(l.folded); i++ {
		switch inside := i < len(l.folded) && kind(l.folded[i]); {
		case inside && from < 0:
			from = i
		case !inside && from >= 0:
			with(from, i)
			from = -1
		}
	}
}

// hidePieces hides whatever is a piece of a known value.
func (c *Curtain) hidePieces(l *line) {
	for _, size := range []int{shortPiece, longPiece} {
		for at := 0; at+size <= len(l.folded); at++ {
			if c.pieces[pack(l.folded[at:at+size])] {
				l.cover(at, at+size)
			}
		}
	}
}

// hideWords hides the known values that are too short to have pieces, or have none that
// say anything, where they stand as whole words.
func (c *Curtain) hideWords(l *line) {
	for _, kind := range []func(rune) bool{isWord, isValue, func(r rune) bool { return !unicode.IsSpace(r) }} {
		l.runs(kind, func(from, to int) {
			if c.whole[string(l.folded[from:to])] {
				l.cover(from, to)
			}
		})
	}
}

// The shapes of what nobody told the curtain of: letters and digits mixed over some length,
// as UUIDs, addresses, hashes and the parts of tokens have them.
const (
	mixedLength = 8
	tokenHead   = "eyj" // how the JSON of a token begins in base64
)

// hideShapes hides what looks like a token or an identifier. Words with hyphens are
// looked at one by one, so that a host's name stays.
func (c *Curtain) hideShapes(l *line) {
	l.runs(isWord, func(from, to int) {
		run := l.folded[from:to]
		letters, digits := 0, 0
		for _, r := range run {
			if unicode.IsDigit(r) {
				digits++
			} else if unicode.IsLetter(r) {
				letters++
			}
		}
		mixed := len(run) >= mixedLength && digits > 0 && letters > 0
		token := len(run) >= mixedLength && strings.HasPrefix(string(run), tokenHead)
		if mixed || token || letters >= longWord+mixedLength {
			l.cover(from, to)
		}
	})
}

// plain are the words of this program and of the API that stay, even where they are a
// piece of a value as well: as whole words they say nothing of it.
var plain = func() map[string]bool {
	words := map[string]bool{}
	for _, word := range strings.Fields(`client_id client_secret external_ref address username password token
		sandbox production simulator ripio-explorer ripio profile environment curtain demo
		_to _addr _net _amount _crypto _tracking_session session exp`) {
		words[word] = true
	}
	return words
}()

// spreadOverRuns hides all of a value of which a piece is hidden, so that one with a
// changed letter shows nothing either. Plain words stay.
func (c *Curtain) spreadOverRuns(l *line) {
	l.runs(isValue, func(from, to int) {
		if run := string(l.folded[from:to]); plain[run] && !c.whole[run] {
			for i := from; i < to; i++ {
				l.hide[i] = false
			}
			return
		}
		for i := from; i < to; i++ {
			if l.hide[i] {
				l.cover(from, to)
				return
			}
		}
	})
}

// hideCut hides the ends of a value whose middle was cut out, however short they are:
// what stands beside an ellipsis and has a digit, is a piece of a known value, or belongs
// to an end that is hidden.
func (c *Curtain) hideCut(l *line, ellipsis string) {
	for at := range l.cells {
		if text := l.cells[at].text; text != "…" && text != ellipsis {
			continue
		}
		from, to := at, at+1
		for from > 0 && isValue(l.folded[from-1]) {
			from--
		}
		for to < len(l.cells) && isValue(l.folded[to]) {
			to++
		}
		head, tail := l.folded[from:at], l.folded[at+1:to]
		hidden := from < at && l.hide[at-1] || to > at+1 && l.hide[at+1]
		if hidden || c.isEnd(head) || c.isEnd(tail) {
			l.cover(from, at)
			l.cover(at+1, to)
		}
	}
}

// isEnd reports whether a run beside an ellipsis is the end of a value.
func (c *Curtain) isEnd(run []rune) bool {
	for _, r := range run {
		if unicode.IsDigit(r) {
			return true
		}
	}
	return c.holds(run)
}

// hideRest hides the last few letters of a value that goes on from the line above: they
// stand under dots, end a value, and are too few to be a piece.
func (c *Curtain) hideRest(l *line, above []bool) {
	column := 0
	columns := make([]int, len(l.cells))
	for i, each := range l.cells {
		columns[i] = column
		column += each.width
	}
	l.runs(isValue, func(from, to int) {
		if at := columns[from]; to-from < longPiece && at < len(above) && above[at] && c.ends(l.folded[from:to]) {
			l.cover(from, to)
		}
	})
}
