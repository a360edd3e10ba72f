package cause

import (
	"cmp"
	"slices"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// mostCauses is how many causes are worth reading.
const mostCauses = 6

// causeRule is one row of the rules: what it looks for, and what it then says.
// The words belong to the code and stand in words_cause*.go.
type causeRule struct {
	code   finding.Code
	weight int
	remedy Remedy
	signal signal
}

// signal reports whether a rule applies to a failure, and what it saw.
type signal func(s *situation) (clue, bool)

// clue is what a signal saw. What it leaves empty comes from the rule and its
// words; the evidence then is the failure's own.
type clue struct {
	evidence string
	weight   int
	// title replaces the words' title; why is added to the words' reason. Both
	// are this program's own words.
	title, why  string
	remedy      Remedy
	field       finding.Field
	replacement string
}

// causeRules are all rules. Among causes of the same weight their order decides.
var causeRules = slices.Concat(
	deviationCauses, guardCauses, networkCauses, timeoutCauses, proxyCauses, tlsCauses, transferCauses,
	redirectCauses, pageCauses, serverCauses,
	memoryCauses, environmentCauses, secretCauses, clientIDCauses, userCauses, serverWordsCauses, productCauses,
	contractCauses, credentialGuesses, unknownCauses,
)

// Causes ranks the likely causes of the exchange's failure, the likeliest
// first; at most six. It is empty when there was no failure, and for a dry run.
// What the network did is never taken for a judgement of the credentials.
func Rank(e ripio.Exchange, background Background) []Cause {
	if e.Failure == nil || e.DryRun {
		return nil
	}
	s := newSituation(e, background)
	var causes []Cause
	for _, rule := range causeRules {
		if seen, ok := rule.signal(s); ok {
			causes = append(causes, rule.cause(s, seen))
		}
	}
	slices.SortStableFunc(causes, func(a, b Cause) int { return b.Weight - a.Weight })
	causes = joinSameFixes(causes)
	if len(causes) > 1 {
		// That an answer came before explains nothing where something else does.
		causes = slices.DeleteFunc(causes, func(cause Cause) bool { return cause.Code == "seen-before" })
	}
	return causes[:min(len(causes), mostCauses)]
}

// cause puts together what the rule, its words and the clue say.
func (r causeRule) cause(s *situation, seen clue) Cause {
	words := causeWords()[r.code]
	cause := Cause{
		Code: r.code, Title: cmp.Or(seen.title, words.Title), Weight: cmp.Or(seen.weight, r.weight),
		Evidence: redact.Credentials(cmp.Or(seen.evidence, s.evidence())),
		Why:      phrase.JoinNonEmpty(" ", words.Why, seen.why), Fix: words.Fix, Source: words.Source,
		Remedy: cmp.Or(seen.remedy, r.remedy),
	}
	switch cause.Remedy {
	case RemedyReplace:
		cause.Field, cause.Replacement = seen.field, seen.replacement
	case RemedyEnter, RemedyEditCredentials:
		cause.Field = seen.field
	}
	return cause
}

// joinSameFixes keeps the likeliest of the causes that one step puts right, and
// gives it the evidence of the others.
func joinSameFixes(ranked []Cause) []Cause {
	type step struct {
		remedy             Remedy
		field              finding.Field
		replacement, words string
	}
	places := map[step]int{}
	var kept []Cause
	for _, cause := range ranked {
		fix := step{words: cause.Fix}
		switch cause.Remedy {
		case RemedyReplace, RemedyTrimSecret, RemedyNewExternalRef, RemedyEnter:
			fix = step{remedy: cause.Remedy, field: cause.Field, replacement: cause.Replacement}
		}
		if at, taken := places[fix]; taken {
			if kept[at].Evidence != cause.Evidence {
				kept[at].Evidence = phrase.JoinNonEmpty("; ", kept[at].Evidence, cause.Evidence)
			}
			continue
		}
		places[fix] = len(kept)
		kept = append(kept, cause)
	}
	return kept
}
