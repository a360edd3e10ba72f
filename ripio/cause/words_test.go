package cause

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
)

func TestEveryRuleHasWordsAndAllAreUsed(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	titles := map[string]finding.Code{}
	var codes []finding.Code
	for _, rule := range slices.Concat(simulatorRules, firstRules, lastRules, []rule{expiredRule}) {
		codes = append(codes, rule.code)
	}
	for i, code := range codes {
		words, ok := causeWords.Find(code)
		if !ok || slices.Index(codes, code) != i || !kebab.MatchString(string(code)) {
			t.Errorf("%s: no words, twice in the table or no kebab case", code)
			continue
		}
		if words.Title == "" || len(words.Title) > 60 || strings.HasSuffix(words.Title, ".") {
			t.Errorf("%s: title %q", code, words.Title)
		}
		if other, taken := titles[words.Title]; taken {
			t.Errorf("%s and %s have the title %q", code, other, words.Title)
		}
		titles[words.Title] = code
		for _, text := range []string{words.Why, words.Fix} {
			if !causeSentence.MatchString(text) {
				t.Errorf("%s: %q", code, text)
			}
		}
	}
	also := []finding.Code{alsoNotTheCredentials, alsoKeepVerifying, alsoPostBecomesGet, alsoPostIsRepeated, alsoDocsCurl, alsoEncode, alsoProductionHTTPS, alsoCheckClock}
	for _, code := range also {
		if words := causeWords.Of(code); !causeSentence.MatchString(words.Why + words.Fix) {
			t.Errorf("%s: %+v", code, words)
		}
	}
	for _, code := range causeWords.Codes() {
		if !slices.Contains(codes, code) && !slices.Contains(also, code) {
			t.Errorf("no rule has the code %s", code)
		}
	}
}

// causeSentence lets lets the names of fields begin a sentence.
var causeSentence = regexp.MustCompile(`^([A-Z]|client_|external_ref|username)[^!]*\.$`)

// TestNoCauseClaimsWhatIsNotKnown guards what the documentation does not say.
func TestNoCauseClaimsWhatIsNotKnown(t *testing.T) {
	for _, code := range causeWords.Codes() {
		words := causeWords.Of(code)
		text := strings.ToLower(words.Title + " " + words.Why + " " + words.Fix)
		for _, claim := range []string{"wrong password", "invalid credentials", "10 hours", "must be a uuid"} {
			if strings.Contains(text, claim) {
				t.Errorf("%s claims %q", code, claim)
			}
		}
	}
}

// TestEveryRequestWarningCanBeACause goes through the words of the request's
// checks: what is worth a warning must be able to explain a refusal.
func TestEveryRequestWarningCanBeACause(t *testing.T) {
	for _, code := range finding.Codes() {
		words := finding.New(code, "", "")
		var field finding.Field
		for prefix, of := range map[string]finding.Field{
			"username-": finding.FieldUsername, "client-id-": finding.FieldClientID, "client-secret-": finding.FieldSecret, "external-ref-": finding.FieldExternalRef, "address-": finding.FieldAddress,
		} {
			if strings.HasPrefix(string(code), prefix) {
				field = of
			}
		}
		if field == "" || words.Level < finding.LevelWarning {
			continue
		}
		failure := &ripio.Failure{Kind: ripio.FailureRejected, Evidence: "401"}
		if words.Blocking {
			failure.Kind = ripio.FailureBlocked
		}
		item := finding.New(code, field, "in external_ref")
		findings := []finding.Finding{item}
		if code == "address-colon" || code == "address-uri" { // they come with the username's own
			findings = append(findings, finding.New("username-ambiguous", finding.FieldUsername, ""))
		}
		exchange := ripio.Exchange{Failure: failure, Findings: findings, Request: ripio.SentRequest{Username: "a:b:c", ClientID: "a", ExternalRef: "a"}}
		guesses := []finding.Code{"credentials-refused", "account-not-enabled", "other-product", "other-country", "not-seen-before"}
		causes := slices.DeleteFunc(Rank(exchange, Background{}), func(c Cause) bool { return slices.Contains(guesses, c.Code) })
		if len(causes) == 0 {
			t.Errorf("%s explains nothing", code)
		}
	}
}

// TestEveryFailureHasACause has nothing but the kind and a status.
func TestEveryFailureHasACause(t *testing.T) {
	for _, kind := range ripio.FailureKinds {
		for _, status := range []int{0, 200, 400, 401, 403, 404, 418, 429, 500, 502, 503, 511} {
			exchange := ripio.Exchange{Failure: &ripio.Failure{Kind: kind, Evidence: "evidence"}}
			if status != 0 {
				exchange.Response = &ripio.Response{Status: status}
			}
			if kind == ripio.FailureServer && status < 500 || kind == ripio.FailureBlocked || kind == ripio.FailureTimeout || kind == ripio.FailureReset {
				continue // these have a phase or a finding
			}
			if len(Rank(exchange, Background{})) == 0 {
				t.Errorf("%s with status %d has no cause", kind, status)
			}
		}
		for _, phase := range []ripio.Phase{"", ripio.PhaseDNS, ripio.PhaseConnect, ripio.PhaseProxy, ripio.PhaseTLS, ripio.PhaseFirstByte, ripio.PhaseBody} {
			exchange := ripio.Exchange{Failure: &ripio.Failure{Kind: kind, Phase: phase, Evidence: "evidence"}}
			if (kind == ripio.FailureTimeout || kind == ripio.FailureReset) && len(Rank(exchange, Background{})) == 0 {
				t.Errorf("%s in %q has no cause", kind, phase)
			}
		}
	}
}

// TestCausesThatAreTheFailureHaveItsName compares the titles.
func TestCausesThatAreTheFailureHaveItsName(t *testing.T) {
	for _, code := range Codes() {
		named := slices.ContainsFunc(ripio.FailureKinds, func(kind ripio.FailureKind) bool {
			return strings.EqualFold((&ripio.Failure{Kind: kind}).Title(), causeWords.Of(code).Title)
		})
		if (Cause{Code: code}).IsFailure() != named {
			t.Errorf("%s, %q: the name of a failure: %v", code, causeWords.Of(code).Title, named)
		}
	}
}
