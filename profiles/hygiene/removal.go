package hygiene

import (
	"devtools/ripio-explorer/ripio/phrase"
)

// Place is where in a text something was removed.
type Place string

// The places. Start and End count as such although other removed characters stand
// still farther out.
const (
	Start  Place = "at the start"
	Inside Place = "inside"
	End    Place = "at the end"
	Around Place = "around it"
)

// Removal is one kind of character that was removed from one place.
type Removal struct {
	// What is the kind in the singular, such as "line break".
	What  string
	Where Place
	// Count is how many there were; a pair of quotation marks counts as 1.
	Count int
}

// String gives words such as "2 spaces at the end" or "a line break inside".
func (r Removal) String() string {
	return phrase.CountOrOne(r.Count, r.What) + " " + string(r.Where)
}

// Summary puts removals in one sentence without its full stop, such as "removed a
// byte order mark at the start and 2 spaces at the end"; empty when there are none.
func Summary(removed []Removal) string {
	if len(removed) == 0 {
		return ""
	}
	var words []string
	for _, removal := range removed {
		words = append(words, removal.String())
	}
	return "removed " + phrase.List(words)
}
