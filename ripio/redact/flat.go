package redact

import (
	"bytes"
	"hash/maphash"
)

// schemes are the ways of escaping, by what their escapes begin with. An encoder
// writes a whole text in one of them; encoders one after the other are undone
// one after the other.
var schemes = []byte{'%', '&', '\\'}

// flat is a text in which the escapes of some schemes were undone.
type flat struct {
	text []byte
	// starts are the places of its bytes in the text it came from, and one more
	// for the end.
	starts []int32
}

// flatten undoes the escapes of one scheme; it is false when there are none.
func (r *reader) flatten(scheme byte, into flat) (flat, bool) {
	text, changed := r.text, false
	into.text, into.starts = into.text[:0], into.starts[:0]
	var steps [maxSteps]step
	for at := 0; at < len(text); {
		next := byteStep(text[at], at+1)
		if text[at] == scheme && r.mayBegin(at) {
			if read := r.escape(scheme, at+1, 0, steps[:0]); len(read) > 0 {
				next, changed = read[len(read)-1], true
			}
		}
		for range next.size {
			into.starts = append(into.starts, int32(at))
		}
		into.text = append(into.text, next.text()...)
		at = next.next
	}
	into.starts = append(into.starts, int32(len(text)))
	return into, changed
}

// eachFlat visits a text and what comes of undoing its schemes, up to
// maxNesting times, each text once. Visit gets a function that leads from a
// place in it to the place in the text that all came from.
func (h *hunt) eachFlat(text []byte, depth int, visit func(l *level, isFlat bool, origin func(int) int)) {
	same := func(at int) int { return at }
	var seen map[uint64]bool
	if bytes.ContainsAny(text, "%&\\") {
		seen = map[uint64]bool{maphash.Bytes(h.seed, text): true}
	}
	h.descend(text, depth, maxNesting, same, seen, visit)
}

func (h *hunt) descend(text []byte, depth, nesting int, origin func(int) int, seen map[uint64]bool, visit func(*level, bool, func(int) int)) {
	level := &h.levels[depth][nesting]
	level.reader.reset(text)
	visit(level, nesting < maxNesting, origin)
	if nesting == 0 {
		return
	}
	for _, scheme := range schemes {
		if bytes.IndexByte(text, scheme) < 0 {
			continue
		}
		level.reader.reset(text)
		undone, changed := level.reader.flatten(scheme, level.flat)
		level.flat = undone
		if !changed {
			continue
		}
		if sum := maphash.Bytes(h.seed, undone.text); seen[sum] {
			continue
		} else {
			seen[sum] = true
		}
		h.descend(undone.text, depth, nesting-1, func(at int) int { return origin(int(undone.starts[at])) }, seen, visit)
	}
}
