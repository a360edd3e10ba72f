package redact

import "bytes"

// needle is one text that is looked for.
type needle struct {
	text []byte
	// starts are the places of each byte in the text, in either case for the
	// first one.
	starts [256][]int32
	// pairs are the pairs of bytes that the text holds, in either case for the
	// first two: a match that does not begin with one need not be tried.
	pairs [1 << 16 / 64]uint64
	// pieces reports whether pieces of it are looked for, edges whether what a cut
	// left of it is, folds whether it is recognised in another case.
	pieces, edges, folds bool
}

func newNeedle(text []byte, pieces bool) *needle {
	n := &needle{text: text, pieces: pieces && len(text) > pieceLength, edges: pieces}
	n.folds = len(text) >= pieceLength || bytes.ContainsFunc(text, func(r rune) bool { return r < 0x80 && !isLetter(byte(r)) })
	for i, char := range text {
		if i > 0 && !n.pieces && !n.edges {
			break
		}
		n.starts[char] = append(n.starts[char], int32(i))
		if i == 0 && n.folds && fold(char) != char {
			n.starts[fold(char)] = append(n.starts[fold(char)], 0)
		} else if i == 0 && n.folds && isLetter(char) {
			n.starts[char&^0x20] = append(n.starts[char&^0x20], 0)
		}
	}
	for i := 1; i < len(text); i++ {
		first, second := text[i-1:i], text[i:i+1]
		if i == 1 && n.folds {
			first, second = bothCases(first[0]), bothCases(second[0])
		}
		for _, a := range first {
			for _, b := range second {
				pair := uint(a)<<8 | uint(b)
				n.pairs[pair/64] |= 1 << (pair % 64)
			}
		}
	}
	return n
}

func (n *needle) hasPair(a, b byte) bool {
	pair := uint(a)<<8 | uint(b)
	return n.pairs[pair/64]&(1<<(pair%64)) != 0
}

// fold returns the lower case of an ASCII letter.
func fold(char byte) byte {
	if 'A' <= char && char <= 'Z' {
		return char | 0x20
	}
	return char
}

func bothCases(char byte) []byte {
	if !isLetter(char) {
		return []byte{char}
	}
	return []byte{char | 0x20, char &^ 0x20}
}

// isOrdinary tells the pieces that any text may hold: whole words of the secret,
// and what has hardly any different bytes, such as a row of zeros.
func (n *needle) isOrdinary(from, to int) bool {
	piece := n.text[from:to]
	if variety(piece) < 4 {
		return true
	}
	if len(piece) >= wordyLength {
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
		isInside := i > from && isLetter(n.text[i-1])
		switch {
		case !isLetter(char) && !isSeparator(char):
			return false
		case isInside && char < 'a' && isLetter(char) && n.text[i-1] >= 'a': // aB
			return false
		}
	}
	return true
}

func isSeparator(char byte) bool { return char == '-' || char == '_' || char == '.' || char == ' ' }

func variety(piece []byte) int {
	var seen [256]bool
	count := 0
	for _, char := range piece {
		if !seen[char] {
			seen[char] = true
			count++
		}
	}
	return count
}
