package result

import (
	"strings"

	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/phrase"
)

// shownSightings is how many earlier times an answer is named with.
const shownSightings = 3

// sightings say when the same answer came before, and to what; empty when it is
// new, or nothing is known of it.
func (m *Model) sightings() string {
	var parts []string
	for i, seen := range m.Background.Seen {
		if i == shownSightings {
			parts = append(parts, phrase.Plural(len(m.Background.Seen)-i, "more time"))
			break
		}
		parts = append(parts, m.sighting(seen))
	}
	return strings.Join(parts, "; ")
}

// sighting is one of them, such as "3 Nov 2026, when the secret was wrong".
func (m *Model) sighting(seen cause.Sighting) string {
	text := phrase.DayAndTime(seen.At.In(m.Local))
	if seen.Times > 1 {
		text = phrase.Plural(seen.Times, "time") + ", last on " + text
	}
	if when := seen.Deviation.When(); when != "" {
		text += ", when " + when
	}
	return text
}
