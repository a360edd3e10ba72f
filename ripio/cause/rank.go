package cause

import (
	"cmp"
	_ "embed"
	"net/http"
	"slices"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/words"
	"devtools/ripio-explorer/ripio/phrase"
	"devtools/ripio-explorer/ripio/redact"
)

// mostCauses is how many causes are worth reading.
const mostCauses = 6

// rule is a row of the rules. What its check leaves empty comes from the row and
// from the code's words in causes.toml; the evidence then is the failure's own. A
// Why or Fix of the check is added to that of the words.
type rule struct {
	code    finding.Code
	weight  int
	remedy  Remedy
	applies check
}

// check reports whether a rule applies, and returns what was seen.
type check func(s *situation) (Cause, bool)

// Among causes of the same weight the order of the rules decides; the findings
// stand between the two lists.
var (
	firstRules = slices.Concat(
		guardRules, networkRules, timeoutRules, proxyRules, tlsRules, transferRules, redirectRules, pageRules,
		serverRules, memoryRules, usernameRules,
	)
	lastRules = slices.Concat(serverWordsRules, productRules, contractRules, credentialGuesses)
)

// Rank returns the possible causes of the exchange's failure, the likeliest first;
// at most six. It is empty when there was no failure, other than a token that is of no
// use, and for a dry run. What the
// network did is never taken for a judgement of the credentials.
func Rank(e ripio.Exchange, background Background) []Cause {
	if e.DryRun {
		return nil
	}
	if e.Failure == nil {
		return ofToken(e)
	}
	s := newSituation(e, background)
	if played, ok := s.played(); ok {
		return []Cause{played}
	}
	causes := slices.Concat(s.apply(firstRules), findingCauses(s), s.apply(lastRules))
	for i := range causes {
		causes[i].Certainty = cmp.Or(causeWords.Of(causes[i].Code).Certainty, finding.CertaintyOf(causes[i].Weight))
		switch causes[i].Remedy {
		case RemedyReplace, RemedyEnter, RemedyEditCredentials:
		default:
			causes[i].Field = ""
		}
	}
	slices.SortStableFunc(causes, func(a, b Cause) int { return b.Weight - a.Weight })
	causes = s.joinSameFixes(causes)
	for i := range causes {
		causes[i].Evidence = redact.Credentials(causes[i].Evidence)
	}
	if len(causes) > 1 {
		// That an answer came before explains nothing where something else does.
		causes = slices.DeleteFunc(causes, func(cause Cause) bool { return cause.Code == "seen-before" })
	}
	if len(causes) > 0 {
		s.addSentences(&causes[0])
	}
	return causes[:min(len(causes), mostCauses)]
}

// Foremost is how many of the ranked causes deserve the first look: where the server's own
// words say the likeliest, those with less than half its weight distract.
func Foremost(causes []Cause) int {
	if len(causes) == 0 {
		return 0
	}
	first := causes[0]
	const plainWords = 80 // the weight from which on the server's words are clear
	said := slices.ContainsFunc(serverWordsRules, func(rule rule) bool { return rule.code == first.Code }) && first.Weight >= plainWords
	least := slices.IndexFunc(causes, func(cause Cause) bool { return 2*cause.Weight < first.Weight })
	if !said || least < 0 {
		return len(causes)
	}
	return least
}

// The codes of sentences that are added to the words of a cause.
const (
	alsoNotTheCredentials finding.Code = "also-not-the-credentials"
	alsoKeepVerifying     finding.Code = "also-keep-verifying"
	alsoPostBecomesGet    finding.Code = "also-post-becomes-get"
	alsoPostIsRepeated    finding.Code = "also-post-is-repeated"
	alsoDocsCurl          finding.Code = "also-docs-curl"
	alsoEncode            finding.Code = "also-encode"
	alsoProductionHTTPS   finding.Code = "also-production-https"
	alsoCheckClock        finding.Code = "also-check-clock"
)

// addSentences adds to the likeliest cause what holds for the failure, whatever
// its cause is.
func (s *situation) addSentences(likeliest *Cause) {
	switch s.Failure.Kind {
	case ripio.FailureTLSExpired, ripio.FailureTLSName, ripio.FailureTLSIssuer:
		likeliest.Fix = phrase.JoinNonEmpty(" ", likeliest.Fix, causeWords.Of(alsoKeepVerifying).Fix)
	}
	if productionHTTPS(s) {
		likeliest.Why = phrase.JoinNonEmpty(" ", likeliest.Why, causeWords.Of(alsoProductionHTTPS).Why)
	}
	if s.neverLooked() {
		likeliest.Why = phrase.JoinNonEmpty(" ", likeliest.Why, causeWords.Of(alsoNotTheCredentials).Why)
	}
}

// neverLooked reports whether the network, a gateway or the server failed before anybody
// can have looked at the credentials.
func (s *situation) neverLooked() bool {
	switch s.Failure.Kind {
	case ripio.FailureBlocked, ripio.FailureRefusedHost, ripio.FailureRefusedHTTP, ripio.FailureRefusedTest, ripio.FailureRefusedPair, ripio.FailureRefusedDemo,
		ripio.FailureRedirect, ripio.FailureRejected, ripio.FailureStatus, ripio.FailureNotJSON, ripio.FailureNotSucceeded, ripio.FailureNoToken, ripio.FailureTokenType:
		return false
	}
	return !s.judged() && s.status != http.StatusInternalServerError
}

// productionHTTPS holds when a connection to production failed: its documentation prints
// http, and that https works there is known from integrators' code only.
func productionHTTPS(s *situation) bool {
	return s.Environment.Name == ripio.Production && (ofKind(ripio.FailureConnection, ripio.FailureTLS, ripio.FailureTLSName, ripio.FailureTLSIssuer)(s) ||
		timedOutIn(ripio.PhaseConnect, ripio.PhaseTLS)(s) || brokenOff(s) && inPhase(ripio.PhaseTLS)(s))
}

func (s *situation) apply(rules []rule) []Cause {
	var causes []Cause
	for _, rule := range rules {
		cause, ok := rule.applies(s)
		if !ok {
			continue
		}
		rule.word(&cause)
		if cause.Evidence == "" {
			cause.Evidence, cause.QuotesFailure = s.evidence(), true
		}
		causes = append(causes, cause)
	}
	return causes
}

// word fills in what the check left empty.
func (r rule) word(cause *Cause) {
	words := causeWords.Of(r.code)
	cause.Code, cause.Source, cause.Fix = r.code, words.Source, phrase.JoinNonEmpty(" ", words.Fix, cause.Fix)
	cause.Title, cause.Why = cmp.Or(cause.Title, words.Title), phrase.JoinNonEmpty(" ", words.Why, cause.Why)
	cause.Weight, cause.Remedy = cmp.Or(cause.Weight, r.weight), cmp.Or(cause.Remedy, r.remedy)
}

// joinSameFixes keeps the likeliest of the causes that one step puts right, and
// gives it the evidence of the others.
func (s *situation) joinSameFixes(ranked []Cause) []Cause {
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
			kept[at].join(cause, s.evidence())
			continue
		}
		places[fix] = len(kept)
		kept = append(kept, cause)
	}
	return kept
}

// join adds the evidence of another cause, unless it stands there already: as what that
// one is about, or as the failure's own.
func (c *Cause) join(other Cause, failure string) {
	if !c.Tells(other.Code) && !(c.QuotesFailure && other.Evidence == failure) {
		c.Evidence = phrase.JoinNonEmpty("; ", c.Evidence, other.Evidence)
	}
	c.Told = append(append(c.Told, other.Code), other.Told...)
	c.QuotesFailure = c.QuotesFailure || other.QuotesFailure
}

//go:embed causes.toml
var causesTOML []byte

// causeText is what a cause says whatever the evidence: a title of a few words,
// how it leads to the failure, what to do, and what the rule rests on. Certainty is
// set where it is the same whatever the weight.
type causeText struct {
	Title  string `toml:"title"`
	Why    string `toml:"why"`
	Fix    string `toml:"fix"`
	Source string `toml:"source"`

	Certainty finding.Certainty `toml:"certainty"`
}

var causeWords = words.NewTable[finding.Code, causeText]("causes.toml", causesTOML)

// Codes lists the codes of all causes in alphabetical order, but for those of findings,
// which are their own causes.
func Codes() (codes []finding.Code) {
	return slices.DeleteFunc(causeWords.Codes(), func(code finding.Code) bool {
		return causeWords.Of(code).Title == "" // a sentence that is added to a cause
	})
}

// Words returns what a cause says whatever the evidence: Title, Why, Fix and Source.
func Words(code finding.Code) (Cause, bool) {
	words, ok := causeWords.Find(code)
	return Cause{Code: code, Title: words.Title, Why: words.Why, Fix: words.Fix, Source: words.Source}, ok && words.Title != ""
}
