package ripio

import "cmp"

func hasCode(findings []Finding, code Code) bool {
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
	f.Rule, f.Fix, f.Source = without(f.Rule, w.rule), without(f.Fix, w.fix), without(f.Source, w.source)
	return f
}

// WithWords brings back what WithoutWords left out. A finding whose rule is not
// known stays as it is.
func (f Finding) WithWords() Finding {
	w, _ := lookUpWords(f.Code)
	f.Rule, f.Fix, f.Source = cmp.Or(f.Rule, w.rule), cmp.Or(f.Fix, w.fix), cmp.Or(f.Source, w.source)
	return f
}

// swapWords are the words about the other environment's answer.
func swapWords() map[Code]words {
	return map[Code]words{
		"swap-test-accepted": {
			level: LevelWarning, title: "accepted in the other environment", source: sourceAuth,
			rule: "The other environment gave a token for these credentials, and this one refused them. They belong to the other environment.",
			fix:  "Move them to the other environment of the profile, and ask Ripio for a pair for this one.",
		},
		"swap-test-rejected": {
			level: LevelNote, title: "rejected in the other environment too", source: sourceAuth,
			rule: "Both environments refused these credentials, so a mix-up of the environments does not explain the failure.",
			fix:  "Compare client_id and client_secret with the ones that Ripio gave you, or ask Ripio whether they are enabled.",
		},
		"swap-test-unclear": {
			level: LevelNote, title: "the other environment did not answer the question", source: sourceOwn,
			rule: "The test ended in something that is neither a token nor a refusal. It says nothing about the credentials.",
			fix:  "Run the test again later.",
		},
	}
}
