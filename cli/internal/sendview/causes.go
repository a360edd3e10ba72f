package sendview

import (
	"strconv"

	"devtools/ripio-explorer/cli/internal/console"
	"devtools/ripio-explorer/ripio/cause"
)

// writeCauses writes the likely causes of a failure: the first in full, the others
// in short, without evidence that they share with the first or
// that is the title.
func writeCauses(s *console.Sheet, ranked []cause.Cause) {
	if len(ranked) == 0 {
		return
	}
	s.Gap("likely causes")
	part := func(label, text string) {
		if text != "" {
			s.Indented(11, "   "+label, text)
		}
	}
	for i, likely := range ranked {
		s.Indented(1, strconv.Itoa(i+1), likely.Title)
		if likely.Evidence != likely.Title && (i == 0 || likely.Evidence != ranked[0].Evidence) {
			part("evidence", likely.Evidence)
		}
		if i == 0 {
			part("why", likely.Why)
		}
		part("fix", likely.Fix)
		if i == 0 {
			part("use", likely.Replacement)
			part("source", likely.Source)
		}
	}
}
