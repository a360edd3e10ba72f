package redact

import (
	"bytes"
	"hash/maphash"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Range is a stretch of bytes: from From up to, but without, To.
type Range struct{ From, To int }

// Finder looks for secrets. It may be used by several goroutines at once.
type Finder struct {
	mu    sync.Mutex
	hunts []*hunt
}

// New makes a finder of secrets and of their pieces. Secrets of fewer than six
// characters are not looked for.
func New(secrets ...string) *Finder { return newFinder(secrets, true) }

// NewWhole makes a finder of whole texts, whose pieces may be seen.
func NewWhole(texts ...string) *Finder { return newFinder(texts, false) }

func newFinder(secrets []string, pieces bool) *Finder {
	f := &Finder{}
	for _, secret := range secrets {
		if utf8.RuneCountInString(secret) < shortest {
			continue
		}
		spelled := []string{secret}
		if !isASCII(secret) { // case is compared bytewise, so other letters need their own
			spelled = append(spelled, strings.ToLower(secret), strings.ToUpper(secret))
		}
		for _, text := range spelled {
			if !slices.ContainsFunc(f.hunts, func(h *hunt) bool { return string(h.needle.text) == text }) {
				f.hunts = append(f.hunts, newHunt(text, pieces))
			}
		}
	}
	return f
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}

// Find returns the stretches of a text that spell a secret, or enough of one, in
// order; those that overlap or touch are one.
func (f *Finder) Find(text string) []Range {
	if len(f.hunts) == 0 || len(text) < edgeLength {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var found []Range
	for _, h := range f.hunts {
		found = h.find([]byte(text), found)
	}
	return Merge(found)
}

// Merge sorts ranges and joins those that overlap or touch.
func Merge(found []Range) []Range {
	slices.SortFunc(found, func(a, b Range) int { return a.From - b.From })
	merged := found[:0]
	for _, next := range found {
		if last := len(merged) - 1; last >= 0 && next.From <= merged[last].To {
			merged[last].To = max(merged[last].To, next.To)
			continue
		}
		merged = append(merged, next)
	}
	return merged
}

// hunt looks for one needle on every level of decoding.
type hunt struct {
	needle   *needle
	matchers [maxDecoding + 1]*matcher
	levels   [maxDecoding + 1][maxNesting + 1]level
	seed     maphash.Seed
	// budget is how many bytes may yet be decoded.
	budget int
}

// level is the memory of one level, used again.
type level struct {
	reader  reader
	flat    flat
	decoded []byte
}

func newHunt(secret string, pieces bool) *hunt {
	return &hunt{needle: newNeedle([]byte(secret), pieces), seed: maphash.MakeSeed()}
}

// budgetFactor and budgetBase limit what one text may cost. A text of base64 is
// decoded at four alignments, which is three times its length, and once more as
// hexadecimal; a plain text needs less.
const budgetFactor, budgetBase = 8, 64 << 10

func (h *hunt) find(text []byte, found []Range) []Range {
	h.budget = len(text)*budgetFactor + budgetBase
	h.search(text, 0, func(r Range) { found = append(found, r) })
	h.release()
	return found
}

// release lets go of what was decoded: it may be the secret.
func (h *hunt) release() {
	for _, m := range h.matchers {
		if m != nil {
			m.reader.text = nil
		}
	}
	for i := range h.levels {
		for j := range h.levels[i] {
			h.levels[i][j].release()
		}
	}
}

func (l *level) release() {
	const keptBytes = 16 << 10
	l.reader.text = nil
	clear(l.decoded[:cap(l.decoded)])
	clear(l.flat.text[:cap(l.flat.text)])
	if cap(l.decoded) > keptBytes {
		l.decoded = nil
	}
	if cap(l.flat.text) > keptBytes {
		l.flat = flat{}
	}
}

// search reports the ranges of a text, which was decoded a number of times.
func (h *hunt) search(text []byte, depth int, report func(Range)) {
	if h.matchers[depth] == nil {
		h.matchers[depth] = newMatcher(h.needle)
	}
	for _, r := range h.matchers[depth].match(text) {
		report(r)
	}
	if depth == maxDecoding || len(text) < h.leastWord() {
		return
	}
	if depth == 0 {
		h.searchWords(text, 0, depth, report)
		return
	}
	// What was decoded at a wrong alignment is no text.
	for at := 0; at < len(text); at++ {
		from := at
		for at < len(text) && (text[at] >= ' ' && text[at] < 0x7f || isBreak(text[at]) || text[at] == '\t') {
			at++
		}
		if at-from >= h.leastWord() {
			h.searchWords(text[from:at], from, depth, report)
		}
	}
}

// searchWords searches the words of a text that begins at a place of another.
func (h *hunt) searchWords(text []byte, base, depth int, report func(Range)) {
	h.eachFlat(text, depth, func(l *level, isFlat bool, origin func(int) int) {
		eachWord(l.reader.text, h.leastWord(), func(w *word) {
			if from := w.place(0); isFlat && origin(w.padded)-origin(from) == w.padded-from {
				return // nothing in it was escaped: it was seen before
			}
			h.searchWord(w, l, depth, func(from, to int) { report(Range{base + origin(from), base + origin(to)}) })
		})
	})
}

// leastWord is how long a word must be to hold enough of the secret.
func (h *hunt) leastWord() int {
	if h.needle.edges {
		return (edgeLength*4 + 2) / 3
	}
	return (len(h.needle.text)*4 + 2) / 3
}

// searchWord searches a word in every reading. What the budget leaves unread is
// reported whole.
func (h *hunt) searchWord(w *word, l *level, depth int, report func(from, to int)) {
	try := func(r reading) {
		l.decoded = r.text
		if len(r.text) < edgeLength {
			return
		}
		if h.budget -= len(r.text); h.budget < 0 {
			report(w.place(0), w.padded)
			return
		}
		h.search(r.text, depth+1, func(inner Range) {
			first, _ := r.made(inner.From)
			to := w.padded
			if _, last := r.made(inner.To - 1); last < len(w.chars)-1 {
				to = w.place(last) + 1
			}
			report(w.place(first), to)
		})
	}
	for skip := range min(4, len(w.chars)) {
		try(base64At(w.chars, skip, l.decoded))
	}
	for at := 0; at < len(w.chars); {
		length := hexLength(w.chars[at:])
		if length >= 2*edgeLength {
			for skip := range 2 {
				try(hexAt(w.chars[:at+length], at+skip, l.decoded))
			}
		}
		at += length + 1
	}
}

func hexLength(chars []byte) int {
	if i := bytes.IndexFunc(chars, func(r rune) bool { return r >= utf8.RuneSelf || !isHex(byte(r)) }); i >= 0 {
		return i
	}
	return len(chars)
}
