package cause

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
)

func TestEveryRuleHasWordsAndAllAreUsed(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	titles := map[string]finding.Code{}
	var codes []finding.Code
	for _, rule := range slices.Concat(firstRules, redirects, lastRules) {
		if rule.code != "" {
			codes = append(codes, rule.code)
		}
	}
	for i, code := range codes {
		words, ok := causeWords()[code]
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
	for code := range causeWords() {
		if !slices.Contains(codes, code) {
			t.Errorf("no rule has the code %s", code)
		}
	}
}

// causeSentence lets lets the names of fields begin a sentence.
var causeSentence = regexp.MustCompile(`^([A-Z]|client_|external_ref|username)[^!]*\.$`)

// TestNoCauseClaimsWhatIsNotKnown guards what the documentation does not say.
func TestNoCauseClaimsWhatIsNotKnown(t *testing.T) {
	for code, words := range causeWords() {
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
		guesses := []finding.Code{"credentials-refused", "account-not-enabled", "other-product", "not-seen-before"}
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

func TestStages(t *testing.T) {
	for code, want := range map[finding.Code]finding.Stage{
		"connection-tls": finding.StageDuring, "clock-skew": finding.StageDuring, "clock-agrees": finding.StageDuring, "clock-unknown": finding.StageDuring,
		"no-server-date": finding.StageDuring,
	} {
		field := finding.FieldAnswer
		if strings.HasPrefix(string(code), "connection-") {
			field = finding.FieldConnection
		}
		if got := finding.New(code, field, "").Stage(); got != want {
			t.Errorf("%s: stage %d", code, got)
		}
	}
	for field, want := range map[finding.Field]finding.Stage{
		finding.FieldClientID: finding.StageBefore, finding.FieldSecret: finding.StageBefore, finding.FieldExternalRef: finding.StageBefore, finding.FieldAddress: finding.StageBefore,
		finding.FieldUsername: finding.StageBefore, finding.FieldConnection: finding.StageDuring, finding.FieldAnswer: finding.StageAfter, finding.FieldToken: finding.StageAfter,
	} {
		if got := (finding.Finding{Field: field}).Stage(); got != want {
			t.Errorf("%s: stage %d", field, got)
		}
	}
}

func TestConnectionFindings(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	const day = 24 * time.Hour
	shown := func(issuer string, lived, left time.Duration) *ripio.Certificate {
		return &ripio.Certificate{Issuer: issuer, NotBefore: now.Add(-lived), NotAfter: now.Add(left)}
	}
	tests := []struct {
		name       string
		connection ripio.Connection
		timing     ripio.Timing
		clock      ripio.Clock
		want       string // codes, with the last one's evidence
	}{
		{"plain http", ripio.Connection{RemoteAddress: "127.0.0.1:1"}, ripio.Timing{FirstByte: time.Second, Total: time.Second}, ripio.Clock{}, ""},
		{"TLS", ripio.Connection{TLSVersion: "TLS 1.3", Certificate: shown("CN=R11", 30*day, 60*day)}, ripio.Timing{}, ripio.Clock{},
			"connection-tls connection-certificate: issued by CN=R11, until 23 Jan 2027, 12:00 UTC"},
		{"ends soon", ripio.Connection{TLSVersion: "TLS 1.2", Certificate: shown("CN=R11", 80*day, 10*day)}, ripio.Timing{}, ripio.Clock{},
			"connection-tls connection-certificate-ends: issued by CN=R11, until 4 Dec 2026, 12:00 UTC"},
		{"lives six days", ripio.Connection{TLSVersion: "TLS 1.3", Certificate: shown("CN=R11", 2*day, 4*day)}, ripio.Timing{}, ripio.Clock{},
			"connection-tls connection-certificate: issued by CN=R11, until 28 Nov 2026, 12:00 UTC"},
		{"ends soon by the server's clock", ripio.Connection{TLSVersion: "TLS 1.3", Certificate: shown("CN=R11", 30*day, 60*day)}, ripio.Timing{}, ripio.Clock{Known: true, Skew: 50 * day},
			"connection-tls connection-certificate-ends: issued by CN=R11, until 23 Jan 2027, 12:00 UTC"},
		{"inspected", ripio.Connection{TLSVersion: "TLS 1.3", Certificate: shown("O=Zscaler Inc.", 30*day, 60*day)}, ripio.Timing{}, ripio.Clock{},
			"connection-tls connection-inspected: issued by O=Zscaler Inc., until 23 Jan 2027, 12:00 UTC"},
		{"proxy, handshake failed", ripio.Connection{Proxy: "http://p:1", Certificate: shown("CN=x", day, day)}, ripio.Timing{}, ripio.Clock{}, "connection-proxy: http://p:1"},
		{"slow", ripio.Connection{}, ripio.Timing{DNS: 2100 * time.Millisecond, FirstByte: 3200 * time.Millisecond, Total: 5400 * time.Millisecond}, ripio.Clock{},
			"connection-slow: first byte took 3.2s of 5.4s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			exchange := ripio.Exchange{Connection: tt.connection, Timing: tt.timing, Clock: tt.clock, ReceivedAt: now}
			var got string
			for _, finding := range exchange.ConnectionFindings() {
				got, _, _ = strings.Cut(got, ":")
				got = strings.TrimSpace(got + " " + string(finding.Code) + ": " + finding.Found)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestConnectionAndSwapFindingsHaveWords(t *testing.T) {
	for _, code := range finding.Codes() {
		words := finding.New(code, "", "")
		if !strings.HasPrefix(string(code), "connection-") && !strings.HasPrefix(string(code), "swap-") {
			continue
		}
		if words.Title == "" || !causeSentence.MatchString(words.Rule) || words.Source == "" || words.Blocking ||
			(words.Fix == "") != (words.Level == finding.LevelOK) || words.Fix != "" && !causeSentence.MatchString(words.Fix) {
			t.Errorf("%s: %+v", code, words)
		}
	}
}

func TestWayFindings(t *testing.T) {
	response := &ripio.Response{Protocol: "HTTP/1.0", Header: map[string][]string{"Via": {"1.1 edge", "1.0 old"}}}
	findings := ripio.WayFindings(response)
	if len(findings) != 2 || findings[0].Code != "connection-via" || findings[0].Found != "1.1 edge, 1.0 old" || findings[1].Code != "connection-http-1.0" {
		t.Errorf("%+v", findings)
	}
}
