// Package curtain hides secrets, tokens and identifiers on the screen while somebody
// else looks at it. The last step before a frame is painted masks it: whatever is a
// value that this run knows, or a piece of one, and whatever has the shape of a token or
// an identifier, becomes dots of the same width. No view has to remember it.
package curtain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Curtain is whether the screen is hidden, and what is to be hidden on it. The zero value
// is open and knows nothing. Its value must not be copied.
type Curtain struct {
	// Key is how the screen writes the key that draws it.
	Key string

	drawn   bool
	setting bool // as it was last followed

	known map[string]bool
	// whole are the short values, which count only as whole words; pieces are the runs of
	// a few letters that the longer ones consist of; text is the longer ones, one a line.
	whole  map[string]bool
	pieces map[piece]bool
	text   strings.Builder
}

// Drawn reports whether the screen is hidden.
func (c *Curtain) Drawn() bool { return c.drawn }

// Switch draws the curtain or opens it, and says so.
func (c *Curtain) Switch() (notice string) {
	c.drawn = !c.drawn
	if c.drawn {
		return c.Refuses() + ". What you copy is whole"
	}
	return "the curtain is open"
}

// Follow takes the setting, which counts at the start and when it is changed.
func (c *Curtain) Follow(setting bool) {
	if setting != c.setting {
		c.drawn, c.setting = setting, setting
	}
}

// Refuses says why something that shows a secret is not done now; empty when it is.
func (c *Curtain) Refuses() string {
	if c.drawn {
		return "the curtain is drawn; " + c.Key + " opens it"
	}
	return ""
}

// Copied is what is added to the notice of a copy.
func (c *Curtain) Copied() string {
	if c.drawn {
		return "; the curtain hides the screen, the copy is whole"
	}
	return ""
}

const (
	// shortest is how many letters a value needs to be hidden wherever it stands. A single
	// letter says nothing, and is dots in its field.
	shortest = 2
	// longest is how much of a value is looked at: more than any identifier or token has.
	longest = 16 << 10
)

// Learn notes values that are to be hidden.
func (c *Curtain) Learn(values ...string) {
	for _, value := range values {
		value = strings.TrimSpace(value)
		if c.known[value] || utf8.RuneCountInString(value) < shortest {
			continue
		}
		if c.known == nil {
			c.known, c.whole, c.pieces = map[string]bool{}, map[string]bool{}, map[piece]bool{}
		}
		c.known[value] = true
		folded := fold(value[:min(len(value), longest)])
		c.whole[string(folded)] = true
		if len(folded) < shortPiece {
			continue
		}
		c.text.WriteString(string(folded) + "\n")
		for _, size := range []int{shortPiece, longPiece} {
			for at := 0; at+size <= len(folded); at++ {
				if part := folded[at : at+size]; counts(part) {
					c.pieces[pack(part)] = true
				}
			}
		}
	}
}

// LearnText notes what of a text from outside may be an identifier: its words with a
// digit, and its long ones.
func (c *Curtain) LearnText(text string) {
	for _, word := range strings.FieldsFunc(text[:min(len(text), longest)], func(r rune) bool { return !isValue(r) }) {
		if hasDigit := strings.ContainsFunc(word, unicode.IsDigit); len(word) >= longWord || hasDigit && len(word) >= shortPiece {
			c.Learn(word)
		}
	}
}

// longWord is how long a word is that nobody writes in a sentence.
const longWord = 20

// holds reports whether a run of letters is in a value.
func (c *Curtain) holds(run []rune) bool {
	return len(run) > 0 && strings.Contains(c.text.String(), string(run))
}

// ends reports whether a value ends with a run of letters.
func (c *Curtain) ends(run []rune) bool { return strings.Contains(c.text.String(), string(run)+"\n") }

// The sizes of the pieces that are looked for. A short one needs a digit: without one
// it may be a piece of a word.
const shortPiece, longPiece = 4, 5

// piece is a run of letters packed into a number: 12 bits for each.
type piece uint64

func pack(run []rune) (p piece) {
	for _, r := range run {
		p = p<<12 | piece(r&0xfff)
	}
	return p<<2 | piece(len(run)-shortPiece)
}

// counts reports whether a piece says anything of the value that it was taken from.
func counts(run []rune) bool {
	letters, digits := 0, 0
	for _, r := range run {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return len(run) == longPiece && letters+digits >= 3 || digits > 0 && letters+digits >= 3
}

// fold makes letters comparable whatever their case.
func fold(text string) []rune {
	runes := []rune(text)
	for i, r := range runes {
		runes[i] = unicode.ToLower(r)
	}
	return runes
}

// isWord reports whether a character is part of a word, isValue whether one may stand
// inside an identifier that is in one piece.
func isWord(r rune) bool  { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
func isValue(r rune) bool { return isWord(r) || r == '-' }
