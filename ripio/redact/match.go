package redact

import (
	"bytes"
	"slices"
)

// state is a match that is under way: the needle's bytes from begun to upTo
// stand in the text from a place on. A folded one began at the needle's first
// byte and was compared without regard to case.
type state struct {
	from, begun, upTo int32
	folded            bool
}

// maxStates bounds the matches that are under way at one place. Only a secret of
// more bytes that repeats itself has more.
const maxStates = 512

// matcher follows the matches through one text. Its memory is used again.
type matcher struct {
	needle *needle
	// waiting are the states by the place they are at, modulo its length.
	waiting [maxStep + 1][]state
	// slots finds the states of one place by upTo and folded.
	slots  []slot
	clock  int64
	reader reader
	found  []Range
	// reach is the furthest place at which a state waits.
	reach int
}

type slot struct {
	clock int64
	index int
}

func newMatcher(n *needle) *matcher {
	return &matcher{needle: n, slots: make([]slot, 2*(len(n.text)+1))}
}

// match returns the ranges of a text that spell the needle or enough of it.
func (m *matcher) match(text []byte) []Range {
	m.found, m.reach = m.found[:0], 0
	m.reader.reset(text)
	n := m.needle
	for at := 0; at < len(text); at++ {
		here := &m.waiting[at&maxStep]
		char := text[at]
		if !beginsEscape[char] {
			follows := at+1 >= len(text) || beginsEscape[text[at+1]] || n.hasPair(char, text[at+1])
			if len(*here) == 0 && (len(n.starts[char]) == 0 || !follows) {
				continue
			}
			single := [1]step{byteStep(char, at+1)}
			m.advance(text, at, single[:], follows)
			continue
		}
		m.advance(text, at, m.reader.steps(at, maxNesting), true)
	}
	m.finish(text)
	return m.found
}

// advance takes the states of a place along its steps and begins new ones.
func (m *matcher) advance(text []byte, at int, steps []step, begins bool) {
	n := m.needle
	here := &m.waiting[at&maxStep]
	states := m.distinct(*here)
	for _, s := range states {
		if !m.follow(s, steps, at) {
			m.judge(text, s, at)
		}
	}
	*here = states[:0]
	if !begins || len(states) > maxStates {
		return
	}
	for i := range steps {
		next := &steps[i]
		for _, begun := range n.starts[next.label[0]] {
			if next.next-at > maxStep {
				continue
			}
			s := state{int32(at), begun, begun, false}
			if n.pieces || begun == 0 || n.edges && beginsHere(text[:at]) {
				m.follow(s, steps[i:i+1], at)
			}
			if begun == 0 && n.folds {
				s.folded = true
				m.follow(s, steps[i:i+1], at)
			}
		}
	}
}

// follow takes a state along the steps that fit it.
func (m *matcher) follow(s state, steps []step, at int) bool {
	n, followed := m.needle.text, false
	for i := range steps {
		next := &steps[i]
		label := next.label[:next.size]
		if next.next-at > maxStep || int(s.upTo)+len(label) > len(n) {
			continue
		}
		wanted := n[s.upTo : int(s.upTo)+len(label)]
		if !sameText(wanted, label, s.folded) {
			continue
		}
		taken := s
		taken.upTo += int32(len(label))
		followed = true
		there := &m.waiting[next.next&maxStep]
		*there = append(*there, taken)
		m.reach = max(m.reach, next.next)
	}
	return followed
}

func sameText(a, b []byte, folded bool) bool {
	for i := range a {
		if a[i] != b[i] && !(folded && fold(a[i]) == fold(b[i])) {
			return false
		}
	}
	return true
}

// distinct keeps of the states that wait for the same byte the longest: what
// follows is the same for all.
func (m *matcher) distinct(states []state) []state {
	if len(states) < 2 {
		return states
	}
	m.clock++
	kept := states[:0]
	for _, s := range states {
		key := int(s.upTo) * 2
		if s.folded {
			key++
		}
		if known := &m.slots[key]; known.clock == m.clock {
			if other := &kept[known.index]; s.begun < other.begun || s.begun == other.begun && s.from > other.from {
				*other = s
			}
			continue
		}
		m.slots[key] = slot{m.clock, len(kept)}
		kept = append(kept, s)
	}
	return kept
}

// finish judges what is under way at the end, and empties the places.
func (m *matcher) finish(text []byte) {
	for at := len(text); at <= m.reach; at++ {
		here := &m.waiting[at&maxStep]
		if at == len(text) {
			for _, s := range *here {
				m.judge(text, s, at)
			}
		}
		*here = (*here)[:0]
	}
}

// judge decides whether a match that goes no further is enough.
func (m *matcher) judge(text []byte, s state, at int) {
	size := len(m.needle.text)
	length := int(s.upTo - s.begun)
	switch {
	case length == size:
	case s.folded, !m.needle.edges, length < edgeLength, m.needle.isOrdinary(int(s.begun), int(s.upTo)):
		return
	case m.needle.pieces && length >= pieceLength:
	case s.begun == 0 && endsHere(text[at:]):
	case int(s.upTo) == size && beginsHere(text[:s.from]):
	default:
		return
	}
	m.found = append(m.found, Range{int(s.from), at})
}

// ellipses are put where a text was cut.
var ellipses = [][]byte{[]byte("…"), []byte("...")}

// endsHere reports whether a text was cut before this rest, beginsHere whether it
// was cut behind that part.
func endsHere(rest []byte) bool {
	const longestRest = 8
	for i := 1; i < min(longestRest, len(rest)) && beginsEscape[rest[0]]; i++ { // it may go through an escape
		if i+1 == len(rest) || bytes.HasPrefix(rest[i:], ellipses[0]) {
			return true
		}
		if !isAlnum(rest[i]) && rest[i] != '#' && rest[i] != '{' {
			break
		}
	}
	return len(rest) == 0 || slices.ContainsFunc(ellipses, func(e []byte) bool { return bytes.HasPrefix(rest, e) })
}

func beginsHere(part []byte) bool {
	return len(part) == 0 || slices.ContainsFunc(ellipses, func(e []byte) bool { return bytes.HasSuffix(part, e) })
}
