package hygiene

import (
	"fmt"
	"strings"
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
	switch {
	case r.Count != 1:
		return fmt.Sprintf("%d %ss %s", r.Count, r.What, r.Where)
	case strings.HasPrefix(r.What, "invisible"):
		return fmt.Sprintf("an %s %s", r.What, r.Where)
	}
	return fmt.Sprintf("a %s %s", r.What, r.Where)
}

// Summary puts removals in one sentence without its full stop, such as "removed a
// byte order mark at the start and 2 spaces at the end"; empty when there are none.
func Summary(removed []Removal) string {
	var words []string
	for _, removal := range removed {
		words = append(words, removal.String())
	}
	switch last := len(words) - 1; last {
	case -1:
		return ""
	case 0:
		return "removed " + words[0]
	default:
		return "removed " + strings.Join(words[:last], ", ") + " and " + words[last]
	}
}
