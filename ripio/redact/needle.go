package redact

import (
	"slices"
	"strings"
	"unicode/utf8"

	"devtools/ripio-explorer/ripio/phrase"
)

const (
	// pieceLength is the number of bytes from which on a piece counts.
	pieceLength = 10
	// edgeLength is the same for what is left at a cut.
	edgeLength = 6
	// wordyLength is the length from which on a piece counts even if it is made
	// of whole words.
	wordyLength = 16
)

// needle is one text that is looked for.
type needle struct {
	text string
	// starts are the places of each byte in the text, where a match may begin; pairs
	// are the pairs of bytes that one begins with, in either case for the first.
	starts [256][]int
	pairs  [1 << 16 / 64]uint64
	// pieces reports whether pieces of it and what a cut left of it are looked
	// for, folds whether it is recognised in another case.
	pieces, folds bool
}

func newNeedle(text string, pieces bool) *needle {
	n := &needle{text: text, pieces: pieces}
	n.folds = len(text) >= pieceLength || strings.ContainsFunc(text, func(r rune) bool { return r < utf8.RuneSelf && !isLetter(byte(r)) })
	for i := range len(text) - 1 {
		if i == 0 || pieces {
			n.starts[text[i]] = append(n.starts[text[i]], i)
			n.mark(text[i], text[i+1])
		}
	}
	if n.folds {
		for _, first := range bothCases(text[0]) {
			for _, second := range bothCases(text[1]) {
				n.mark(first, second)
			}
		}
	}
	return n
}

func (n *needle) mark(first, second byte) {
	key := uint(first)<<8 | uint(second)
	n.pairs[key/64] |= 1 << (key % 64)
}

func bothCases(char byte) []byte {
	if !isLetter(char) {
		return []byte{char}
	}
	return []byte{char | 0x20, char &^ 0x20}
}

// match reports the ranges of a text that are the needle or enough of it.
func (n *needle) match(text string, report func(Range)) {
	for at := 0; at+1 < len(text); at++ {
		key := uint(text[at])<<8 | uint(text[at+1])
		if n.pairs[key/64]&(1<<(key%64)) == 0 {
			continue
		}
		if end := at + len(n.text); n.folds && end <= len(text) && strings.EqualFold(text[at:end], n.text) {
			report(Range{at, end})
		}
		for _, begun := range n.starts[text[at]] {
			if n.text[begun+1] != text[at+1] || begun > 0 && at > 0 && text[at-1] == n.text[begun-1] {
				continue // it began before
			}
			end := at + commonLength(text[at:], n.text[begun:])
			if n.isEnough(text, at, end, begun) {
				report(Range{at, end})
			}
		}
	}
}

func commonLength(a, b string) int {
	length := 0
	for length < min(len(a), len(b)) && a[length] == b[length] {
		length++
	}
	return length
}

// isEnough decides whether a piece of the needle, from begun on, that stands in a
// text counts.
func (n *needle) isEnough(text string, at, end, begun int) bool {
	length, upTo := end-at, begun+end-at
	switch {
	case length == len(n.text):
		return true
	case !n.pieces || length < edgeLength || n.isOrdinary(begun, upTo):
		return false
	case length >= pieceLength:
		return true
	}
	return begun == 0 && endsHere(text[end:]) || upTo == len(n.text) && beginsHere(text[:at])
}

// ellipses are put where a text was cut.
var ellipses = []string{"…", "..."}

// endsHere reports whether a text was cut before this rest, perhaps within an
// escape. beginsHere reports whether it was cut behind that part.
func endsHere(rest string) bool {
	const longestEscape = 8
	if rest != "" && beginsEscape(rest[0]) {
		i := 1
		for i < min(len(rest), longestEscape) && (isAlnum(rest[i]) || rest[i] == '#' || rest[i] == '{') {
			i++
		}
		if i == len(rest) || strings.HasPrefix(rest[i:], ellipses[0]) {
			return true
		}
	}
	return rest == "" || slices.ContainsFunc(ellipses, func(e string) bool { return strings.HasPrefix(rest, e) })
}

func beginsHere(part string) bool {
	return part == "" || slices.ContainsFunc(ellipses, func(e string) bool { return strings.HasSuffix(part, e) })
}

// isOrdinary reports whether any text may hold a piece: whole words of the
// secret, and what has hardly any different bytes, such as a row of zeros.
func (n *needle) isOrdinary(from, to int) bool {
	switch {
	case variety(n.text[from:to]) < 4:
		return true
	case to-from >= wordyLength:
		return false
	}
	for from < to && isSeparator(n.text[from]) {
		from++
	}
	for from < to && isSeparator(n.text[to-1]) {
		to--
	}
	if from > 0 && isAlnum(n.text[from-1]) || to < len(n.text) && isAlnum(n.text[to]) {
		return false
	}
	for i := from; i < to; i++ {
		char := n.text[i]
		if !isLetter(char) && !isSeparator(char) || i > from && isUpper(char) && isLetter(n.text[i-1]) && !isUpper(n.text[i-1]) { // aB
			return false
		}
	}
	return true
}

func isSeparator(char byte) bool { return strings.IndexByte("-_. ", char) >= 0 }

func variety(piece string) int {
	var seen [256]bool
	count := 0
	for i := range len(piece) {
		if !seen[piece[i]] {
			seen[piece[i]] = true
			count++
		}
	}
	return count
}

func isUpper(char byte) bool  { return 'A' <= char && char <= 'Z' }
func isLetter(char byte) bool { return isUpper(char &^ 0x20) }
func isAlnum(char byte) bool  { return phrase.IsDigit(char) || isLetter(char) }
func isBreak(char byte) bool  { return char == '\r' || char == '\n' }
