package finding

import "cmp"

func HasCode(findings []Finding, code Code) bool {
	for _, finding := range findings {
		if finding.Code == code {
			return true
		}
	}
	return false
}

// WithoutWords leaves out what stands in the table of the finding's rule, so that
// it can be kept in little space: Rule, Fix and Source.
func (f Finding) WithoutWords() Finding {
	w, _ := lookUpWords(f.Code)
	without := func(text, word string) string {
		if text == word {
			return ""
		}
		return text
	}
	f.Rule, f.Fix, f.Source = without(f.Rule, w.Why), without(f.Fix, w.Fix), without(f.Source, w.Source)
	return f
}

// WithWords brings back what WithoutWords left out. A finding whose rule is not
// known stays as it is.
func (f Finding) WithWords() Finding {
	w, _ := lookUpWords(f.Code)
	f.Rule, f.Fix, f.Source = cmp.Or(f.Rule, w.Why), cmp.Or(f.Fix, w.Fix), cmp.Or(f.Source, w.Source)
	return f
}
