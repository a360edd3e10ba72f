package cli

import (
	"fmt"

	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/visible"
)

// causes writes the likely causes of a failure: the first in full, the others in
// short, without evidence that they share with the first.
func (s *sheet) causes(ranked []cause.Cause) {
	if len(ranked) == 0 {
		return
	}
	s.gap("likely causes")
	for i, cause := range ranked {
		fmt.Fprintf(&s.text, "  %d  %s\n", i+1, visible.Line(cause.Title))
		if i == 0 || cause.Evidence != ranked[0].Evidence {
			s.causePart("evidence", cause.Evidence)
		}
		if i == 0 {
			s.causePart("why", cause.Why)
		}
		s.causePart("fix", cause.Fix)
		if i == 0 {
			s.causePart("use", cause.Replacement)
			s.causePart("source", cause.Source)
		}
	}
}

func (s *sheet) causePart(label, text string) {
	if text != "" {
		fmt.Fprintf(&s.text, "     %-8s  %s\n", label, visible.Line(s.clean(text)))
	}
}

// cleanedCauses returns the causes with their outside text cleaned. It is never
// nil.
func cleanedCauses(ranked []cause.Cause, clean func(string) string) []cause.Cause {
	list := make([]cause.Cause, len(ranked))
	for i, cause := range ranked {
		cause.Evidence, cause.Replacement = clean(cause.Evidence), clean(cause.Replacement)
		list[i] = cause
	}
	return list
}
