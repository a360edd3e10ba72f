package cause

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/phrase"
)

// memoryRules rest on what happened before, and on the credentials of the other
// environment.
var memoryRules = []rule{
	{"secret-changed", 88, RemedyEditCredentials, otherSecretWorked},
	{"worked-before", 85, RemedyReport, workedBefore},
	{"seen-when-wrong", 60, RemedyShowHTTP, seenWhenWrong},
	{"seen-before", 15, RemedyShowHTTP, seenBefore},
	{"environment-mismatch", 45, RemedySwapTest, mismatchGuessed},
}

// otherSecretWorked holds when a different secret was the last to bring a token.
func otherSecretWorked(s *situation) (Cause, bool) {
	at := s.background.OtherSecretWorked
	evidence := "another client_secret brought a token here on " + phrase.OnDay(at)
	if s.workedBefore() {
		evidence += ", this one last on " + phrase.OnDay(s.background.LastSuccess)
	}
	return Cause{Evidence: evidence, Field: finding.FieldSecret, Weight: s.doubted()}, s.judged() && at.After(s.background.LastSuccess)
}

func workedBefore(s *situation) (Cause, bool) {
	evidence := "the same client_id and client_secret brought a token here on " + phrase.OnDay(s.background.LastSuccess)
	return Cause{Evidence: phrase.JoinNonEmpty("; ", evidence, "now "+s.evidence()), QuotesFailure: true, Weight: s.doubted()}, s.judged() && s.workedBefore()
}

// doubted is the weight of what was remembered where the answer speaks of something
// else, or may not be the API's; zero for the rule's own.
func (s *situation) doubted() int {
	if s.saysElse() || s.isPage() {
		return 40
	}
	return 0
}

// seenWhenWrong holds when a negative test had the same answer. When several had
// it, it says little.
func seenWhenWrong(s *situation) (Cause, bool) {
	var seen []string
	var first ripio.Deviation
	for _, sighting := range s.background.Seen {
		if sighting.Deviation == ripio.DeviationNone {
			continue
		}
		if first == ripio.DeviationNone {
			first = sighting.Deviation
		}
		text := phrase.Day(sighting.At.UTC()) + ", when " + sighting.Deviation.When()
		if !slices.Contains(seen, text) {
			seen = append(seen, text)
		}
	}
	if len(seen) == 0 || !s.answered() {
		return Cause{}, false
	}
	found := Cause{Evidence: "seen before: " + strings.Join(seen, "; ")}
	switch {
	case slices.ContainsFunc(s.background.Seen, func(other Sighting) bool { return other.Deviation != first }):
		found.Weight = 45
	default:
		found.Title = "same response as when " + first.When()
	}
	if s.workedBefore() {
		found.Weight = 30
	}
	if first == ripio.DeviationWrongSecret && found.Weight == 0 {
		found.Remedy, found.Field = RemedyEditCredentials, finding.FieldSecret
	}
	return found, true
}

// seenBefore holds when only ordinary sends had the same answer.
func seenBefore(s *situation) (Cause, bool) {
	ordinary := slices.IndexFunc(s.background.Seen, func(seen Sighting) bool { return seen.Deviation == ripio.DeviationNone })
	if ordinary < 0 || !s.answered() {
		return Cause{}, false
	}
	last := s.background.Seen[ordinary]
	evidence := "seen before: " + phrase.OnDay(last.At)
	if last.Times > 1 {
		evidence += ", and " + strconv.Itoa(last.Times-1) + " times before that"
	}
	return Cause{Evidence: evidence}, true
}

// mayBeOfOther reports whether a mix-up of the environments is still possible.
func mayBeOfOther(s *situation) (other ripio.EnvironmentName, possible bool) {
	environment, ok := s.otherEnvironment()
	_, tested := s.finding("swap-test-accepted", "swap-test-rejected")
	return environment.Name, ok && s.judged() && !tested && !s.workedBefore()
}

func mismatchGuessed(s *situation) (Cause, bool) {
	other, possible := mayBeOfOther(s)
	if !possible {
		return Cause{}, false
	}
	known := s.background.Other
	if s.saysElse() || s.isPage() || s.said[topicClientIDField] || s.status == http.StatusNotFound {
		return Cause{Weight: 20, Evidence: s.pairOnRecord(other)}, true
	}
	switch {
	case known.Exist && known.SameClientID && !known.LastSuccess.IsZero():
		return Cause{Weight: 75, Remedy: RemedySwitchEnvironment,
			Evidence: "the same client_id brought a token in " + string(other) + " on " + phrase.OnDay(known.LastSuccess)}, true
	case known.Exist && known.SameClientID:
		return Cause{Weight: 65, Evidence: "the profile has the same client_id for " + string(other)}, true
	case known.Exist && !known.LastSuccess.IsZero():
		return Cause{Weight: 30, Evidence: "the profile has another client_id for " + string(other) + ", which last brought a token on " +
			phrase.OnDay(known.LastSuccess)}, true
	case known.Exist:
		return Cause{Evidence: "the profile has another client_id for " + string(other) + "; no token of either pair is on record"}, true
	}
	return Cause{Evidence: s.pairOnRecord(other)}, true
}

// pairOnRecord says what nothing is known of: a token of this pair here, and mostly
// credentials for the other environment.
func (s *situation) pairOnRecord(other ripio.EnvironmentName) string {
	evidence := "this pair has brought no token in " + string(s.Environment.Name) + " that is on record"
	if s.background.Other.Exist {
		return evidence
	}
	return evidence + "; no credentials for " + string(other) + " are known here"
}
