package tui

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"devtools/ripio-explorer/tui/draw"
)

// foundText is where a text stands in a sheet. Lines that were broken for the
// width are joined again, so that a match across a break is found as well.
type foundText struct {
	sheet *draw.Page
	width int
	// flat holds all lines, folded the same in small letters.
	flat, folded string
	// starts are the offsets in flat at which the lines begin, skipped how many
	// bytes of their indentation were left out.
	starts, skipped []int

	query string
	// at are the offsets of the matches.
	at []int
}

// search looks for a text in a sheet; capital letters count only where the text
// holds some.
func (f *foundText) search(body *draw.Page, width int, query string) {
	if f.sheet != body || f.width != width {
		f.read(body, width)
	} else if f.query == query {
		return
	}
	f.query, f.at = query, nil
	if query == "" {
		return
	}
	text := f.folded
	if strings.ContainsFunc(query, unicode.IsUpper) {
		text = f.flat
	} else {
		query = fold(query)
	}
	for from := 0; ; {
		at := strings.Index(text[from:], query)
		if at < 0 {
			return
		}
		f.at = append(f.at, from+at)
		from += at + len(query)
	}
}

// read joins the lines of a sheet.
func (f *foundText) read(body *draw.Page, width int) {
	*f = foundText{sheet: body, width: width, starts: make([]int, 0, len(body.Lines)), skipped: make([]int, 0, len(body.Lines))}
	var flat strings.Builder
	bare := body.Bare()
	for i, line := range bare {
		var at draw.Joint
		switch {
		case body.Joints != nil:
			at = body.Joints[i]
		case i > 0:
			at = guessJoint(bare[i-1], line, width)
		}
		at.Skip = min(at.Skip, len(line))
		flat.WriteString(at.Between)
		f.starts = append(f.starts, flat.Len())
		f.skipped = append(f.skipped, at.Skip)
		flat.WriteString(line[at.Skip:])
	}
	f.flat = flat.String()
	f.folded = fold(f.flat)
}

// guessJoint tells how a line goes on from another where that is not known: it
// does where the first was as long as the width allowed.
func guessJoint(first, second string, width int) draw.Joint {
	rest := strings.TrimLeft(second, " ")
	word, _, _ := strings.Cut(rest, " ")
	skip, used := len(second)-len(rest), ansi.StringWidth(first)
	switch {
	case rest == "" || first == "" || used+1+ansi.StringWidth(word) <= width:
		return draw.Joint{Between: "\n"}
	case used >= width:
		return draw.Joint{Skip: skip}
	}
	return draw.Joint{Between: " ", Skip: skip}
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

func (f *foundText) count() int { return len(f.at) }

// line is the line in which a match begins.
func (f *foundText) line(match int) int { return f.lineAt(f.at[match]) }

func (f *foundText) lineAt(offset int) int {
	return sort.Search(len(f.starts), func(i int) bool { return f.starts[i] > offset }) - 1
}

// after is the first match from a line on; the first of all when there is none.
func (f *foundText) after(line int) int {
	if line >= len(f.starts) {
		return 0
	}
	at := sort.SearchInts(f.at, f.starts[line])
	if at == len(f.at) {
		return 0
	}
	return at
}

// matchPart is a part of a line that belongs to a match, in bytes of the bare
// line.
type matchPart struct{ match, from, to int }

// inLine returns what of a line belongs to matches, from left to right.
func (f *foundText) inLine(line int) []matchPart {
	if line >= len(f.starts) || len(f.at) == 0 {
		return nil
	}
	text := f.sheet.Bare()[line]
	start, skip := f.starts[line], f.skipped[line]
	end := start + len(text) - skip
	first := sort.Search(len(f.at), func(i int) bool { return f.at[i]+len(f.query) > start })
	var list []matchPart
	for i := first; i < len(f.at) && f.at[i] < end; i++ {
		from, to := max(f.at[i], start), min(f.at[i]+len(f.query), end)
		list = append(list, matchPart{i, from - start + skip, to - start + skip})
	}
	return list
}
