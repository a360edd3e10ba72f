package finding

import (
	"fmt"
	"slices"
)

// Certainty is how sure this program is of a finding, or that a cause is the cause.
// Its text is the word for it everywhere: on screens, in reports and in JSON.
type Certainty string

// The certainties, the surest first.
const (
	Known    Certainty = "known"    // what was seen shows it
	Likely   Certainty = "likely"   // what was seen speaks for it, and little else explains it
	Possible Certainty = "possible" // what was seen fits it, and other things as well
	Guess    Certainty = "guess"    // little more than that it happens
)

var certainties = []Certainty{Known, Likely, Possible, Guess}

// The weights from which on a cause is known, likely and possible.
const (
	weightKnown    = 100
	weightLikely   = 70
	weightPossible = 40
)

// CertaintyOf is the certainty of a cause by its weight, from 1 to 100.
func CertaintyOf(weight int) Certainty {
	switch {
	case weight >= weightKnown:
		return Known
	case weight >= weightLikely:
		return Likely
	case weight >= weightPossible:
		return Possible
	}
	return Guess
}

// UnmarshalText reads a certainty.
func (c *Certainty) UnmarshalText(text []byte) error {
	read := Certainty(text)
	if !slices.Contains(certainties, read) {
		return fmt.Errorf("certainty %q is not one of known, likely, possible, guess", text)
	}
	*c = read
	return nil
}
