package redact

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortest is the number of characters from which on a secret is looked for.
const shortest = 6

// maxNesting is how deep escapes may be escaped, and maxDecoding how often base64
// or hexadecimal may be decoded.
const maxNesting, maxDecoding = 3, 3

// Range is a stretch of bytes: from From up to, but without, To.
type Range struct{ From, To int }

// Finder looks for secrets. It may be used by several goroutines at once.
type Finder struct {
	needles []*needle
	schemes []scheme
	longest int // bytes of the longest needle
}

// NewFinder makes a finder of secrets and of their pieces. Secrets of fewer than
// six characters are not looked for.
func NewFinder(secrets ...string) *Finder { return newFinder(secrets, true) }

// NewWholeFinder makes a finder of whole texts, whose pieces may be seen.
func NewWholeFinder(texts ...string) *Finder { return newFinder(texts, false) }

func newFinder(secrets []string, pieces bool) *Finder {
	f := &Finder{schemes: schemes}
	for _, secret := range secrets {
		if utf8.RuneCountInString(secret) < shortest {
			continue
		}
		// Case is compared bytewise, so letters beyond ASCII need their own.
		for _, text := range []string{secret, lowerBeyondASCII(secret), upperBeyondASCII(secret)} {
			if !slices.ContainsFunc(f.needles, func(n *needle) bool { return n.text == text }) {
				f.needles = append(f.needles, newNeedle(text, pieces))
				f.longest = max(f.longest, len(text))
			}
		}
		if strings.Contains(secret, " ") && len(f.schemes) == len(schemes) {
			f.schemes = append(slices.Clip(schemes), form)
		}
	}
	return f
}

func lowerBeyondASCII(text string) string { return mapBeyondASCII(text, unicode.ToLower) }
func upperBeyondASCII(text string) string { return mapBeyondASCII(text, unicode.ToUpper) }

// mapBeyondASCII returns the text itself if it is ASCII.
func mapBeyondASCII(text string, change func(rune) rune) string {
	if strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return strings.Map(change, text)
	}
	return text
}

// Find returns the stretches of a text that spell a secret, or enough of one, in
// order; those that overlap or touch are one.
func (f *Finder) Find(text string) []Range {
	if len(f.needles) == 0 || len(text) < edgeLength {
		return nil
	}
	s := &search{
		finder: f, seed: maphash.MakeSeed(),
		budget: len(text)*budgetFactor + budgetBase, escapes: (len(text) + budgetBase) / 2,
	}
	s.scan(text, 0)
	return merge(s.found)
}

// merge sorts ranges and joins those that overlap or touch.
func merge(found []Range) []Range {
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

// budgetFactor and budgetBase limit how many bytes one text may be decoded to. A
// text of base64 is decoded at four alignments, which is three times its length,
// and once more as hexadecimal; a plain text needs less.
//
// The escapes that may be undone are limited to half of the text's bytes, apart
// from the base. To look through bytesPerEscape bytes costs as much as one of them.
// A page with every kind of escape, or Russian text that was percent-encoded three
// times, needs less; a random mix of all kinds would need ten times as many.
const budgetFactor, budgetBase, bytesPerEscape = 8, 64 << 10, 64

type search struct {
	finder *Finder
	found  []Range
	seed   maphash.Seed
	// budget is how many bytes may still be decoded, escapes how many escapes may
	// still be undone.
	budget, escapes int
}

// spelled is a stretch of the searched text, or what came of undoing escapes in one.
type spelled struct {
	text string
	// base is where a stretch begins in the searched text.
	base int
	// starts are the places in the searched text where what stands for each byte
	// begins, and one more for the end. They are nil in a stretch as it stands.
	starts []int32
}

// place returns the place in the searched text that became this one.
func (t spelled) place(at int) int {
	if t.starts == nil {
		return t.base + at
	}
	return int(t.starts[at])
}

// origin returns the range of the searched text that became this range.
func (t spelled) origin(r Range) Range { return Range{t.place(r.From), t.place(r.To)} }

// scan searches a text, which was decoded a number of times, and all that can be
// read in it.
func (s *search) scan(text string, decoded int) {
	t := spelled{text: text}
	s.match(t)
	if decoded == 0 {
		s.read(t, decoded)
		return
	}
	// What was decoded at a wrong alignment is not UTF-8: escapes and words are read
	// where it is.
	for at := 0; at < len(text); {
		end := at
		for end < len(text) {
			char, size := utf8.DecodeRuneInString(text[end:])
			if char == utf8.RuneError && size == 1 {
				break
			}
			end += size
		}
		if end-at >= leastWord {
			s.read(spelled{text: text[at:end], base: at}, decoded)
		}
		at = end + 1
	}
}

// match looks for the secrets in a text as it stands.
func (s *search) match(t spelled) {
	for _, n := range s.finder.needles {
		n.match(t.text, func(r Range) { s.found = append(s.found, t.origin(r)) })
	}
}

// giveUp masks what the escapes of a text may spell, which are not undone any more:
// a secret has at least one of them in it, or in the base64 that it stands in.
func (s *search) giveUp(t spelled) {
	const longestEscape = 128 // one that is escaped itself
	margin := s.finder.longest<<maxDecoding + longestEscape
	for at := 0; at < len(t.text); at++ {
		if !beginsEscape(t.text[at]) {
			continue
		}
		from, last := max(at-margin, 0), at
		for ; at < min(last+2*margin, len(t.text)); at++ {
			if beginsEscape(t.text[at]) {
				last = at
			}
		}
		at = min(last+margin, len(t.text))
		s.found = append(s.found, t.origin(Range{from, at}))
	}
}

// read decodes the words of a text, and does so with each text that comes of
// undoing its escapes.
func (s *search) read(t spelled, decoded int) {
	var seen map[uint64]bool
	level := []spelled{t}
	for nesting := 0; ; nesting++ {
		var next []spelled
		for _, t := range level {
			if nesting > 0 {
				s.match(t)
			}
			if decoded < maxDecoding {
				s.decodeWords(t, decoded, nesting > 0)
			}
			if nesting == maxNesting {
				continue
			}
			for _, scheme := range s.finder.schemes {
				if s.escapes < 0 {
					s.giveUp(t)
					break
				}
				undone, escapes := scheme.undo(t)
				s.escapes -= escapes + len(t.text)/bytesPerEscape
				if escapes == 0 {
					continue
				}
				if seen == nil {
					seen = map[uint64]bool{}
				}
				if sum := maphash.String(s.seed, undone.text); !seen[sum] {
					seen[sum] = true
					next = append(next, undone)
				}
			}
		}
		if level = next; len(level) == 0 {
			return
		}
	}
}
