package ripio

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEveryRuleHasWordsAndAllAreUsed(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	titles := map[string]Code{}
	codes := codesOf(causeRules)
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

// causeSentence also lets the names of fields begin a sentence.
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
	for code, words := range allWords() {
		if !isAboutInput(code) {
			continue
		}
		field := FieldUsername
		for prefix, of := range map[string]Field{
			"client-id-": FieldClientID, "client-secret-": FieldSecret, "external-ref-": FieldExternalRef, "address-": FieldAddress,
		} {
			if strings.HasPrefix(string(code), prefix) {
				field = of
			}
		}
		if words.Level < LevelWarning || code == "negative-test" {
			continue
		}
		failure := &Failure{Kind: FailureRejected, Evidence: "401"}
		if words.Blocking {
			failure.Kind = FailureBlocked
		}
		finding := newFinding(code, field, "in external_ref")
		findings := []Finding{finding}
		if code == "address-colon" || code == "address-caip10" || code == "address-uri" { // they come with the username's own
			findings = append(findings, newFinding("username-ambiguous", FieldUsername, ""))
		}
		exchange := Exchange{Failure: failure, Findings: findings, Request: SentRequest{Username: "a:b:c", ClientID: "a", ExternalRef: "a"}}
		guesses := []Code{"credentials-refused", "account-not-enabled", "other-product", "not-seen-before"}
		causes := slices.DeleteFunc(exchange.Causes(Background{}), func(c Cause) bool { return slices.Contains(guesses, c.Code) })
		if len(causes) == 0 {
			t.Errorf("%s explains nothing", code)
		}
	}
}

// TestEveryFailureHasACause has nothing but the kind and a status.
func TestEveryFailureHasACause(t *testing.T) {
	for _, kind := range FailureKinds {
		for _, status := range []int{0, 200, 400, 401, 403, 404, 418, 429, 500, 502, 503, 511} {
			exchange := Exchange{Failure: &Failure{Kind: kind, Evidence: "evidence"}}
			if status != 0 {
				exchange.Response = &Response{Status: status}
			}
			if kind == FailureServer && status < 500 || kind == FailureBlocked || kind == FailureTimeout || kind == FailureReset {
				continue // these have a phase or a finding
			}
			if len(exchange.Causes(Background{})) == 0 {
				t.Errorf("%s with status %d has no cause", kind, status)
			}
		}
		for _, phase := range []Phase{"", PhaseDNS, PhaseConnect, PhaseProxy, PhaseTLS, PhaseFirstByte, PhaseBody} {
			exchange := Exchange{Failure: &Failure{Kind: kind, Phase: phase, Evidence: "evidence"}}
			if (kind == FailureTimeout || kind == FailureReset) && len(exchange.Causes(Background{})) == 0 {
				t.Errorf("%s in %q has no cause", kind, phase)
			}
		}
	}
}

func TestStages(t *testing.T) {
	for code, want := range map[Code]Stage{
		"connection-tls": StageDuring, "clock-skew": StageDuring, "clock-agrees": StageDuring, "clock-unknown": StageDuring,
		"no-server-date": StageDuring,
	} {
		field := FieldAnswer
		if strings.HasPrefix(string(code), "connection-") {
			field = FieldConnection
		}
		if got := newFinding(code, field, "").Stage(); got != want {
			t.Errorf("%s: stage %d", code, got)
		}
	}
	for field, want := range map[Field]Stage{
		FieldClientID: StageBefore, FieldSecret: StageBefore, FieldExternalRef: StageBefore, FieldAddress: StageBefore,
		FieldUsername: StageBefore, FieldConnection: StageDuring, FieldAnswer: StageAfter, FieldToken: StageAfter,
	} {
		if got := (Finding{Field: field}).Stage(); got != want {
			t.Errorf("%s: stage %d", field, got)
		}
	}
}

func TestConnectionFindings(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	const day = 24 * time.Hour
	shown := func(issuer string, lived, left time.Duration) *Certificate {
		return &Certificate{Issuer: issuer, NotBefore: now.Add(-lived), NotAfter: now.Add(left)}
	}
	tests := []struct {
		name       string
		connection Connection
		timing     Timing
		clock      Clock
		want       string // codes, with the last one's evidence
	}{
		{"plain http", Connection{RemoteAddress: "127.0.0.1:1"}, Timing{FirstByte: time.Second, Total: time.Second}, Clock{}, ""},
		{"TLS", Connection{TLSVersion: "TLS 1.3", Certificate: shown("CN=R11", 30*day, 60*day)}, Timing{}, Clock{},
			"connection-tls connection-certificate: issued by CN=R11, until 23 Jan 2027, 12:00 UTC"},
		{"ends soon", Connection{TLSVersion: "TLS 1.2", Certificate: shown("CN=R11", 80*day, 10*day)}, Timing{}, Clock{},
			"connection-tls connection-certificate-ends: issued by CN=R11, until 4 Dec 2026, 12:00 UTC"},
		{"lives six days", Connection{TLSVersion: "TLS 1.3", Certificate: shown("CN=R11", 2*day, 4*day)}, Timing{}, Clock{},
			"connection-tls connection-certificate: issued by CN=R11, until 28 Nov 2026, 12:00 UTC"},
		{"ends soon by the server's clock", Connection{TLSVersion: "TLS 1.3", Certificate: shown("CN=R11", 30*day, 60*day)}, Timing{}, Clock{Known: true, Skew: 50 * day},
			"connection-tls connection-certificate-ends: issued by CN=R11, until 23 Jan 2027, 12:00 UTC"},
		{"inspected", Connection{TLSVersion: "TLS 1.3", Certificate: shown("O=Zscaler Inc.", 30*day, 60*day)}, Timing{}, Clock{},
			"connection-tls connection-inspected: issued by O=Zscaler Inc., until 23 Jan 2027, 12:00 UTC"},
		{"proxy, handshake failed", Connection{Proxy: "http://p:1", Certificate: shown("CN=x", day, day)}, Timing{}, Clock{}, "connection-proxy: http://p:1"},
		{"slow", Connection{}, Timing{DNS: 2100 * time.Millisecond, FirstByte: 3200 * time.Millisecond, Total: 5400 * time.Millisecond}, Clock{},
			"connection-slow: first byte took 3.2s of 5.4s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			exchange := Exchange{Connection: tt.connection, Timing: tt.timing, Clock: tt.clock, ReceivedAt: now}
			var got string
			for _, finding := range exchange.connectionFindings() {
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
	for code, words := range allWords() {
		if !strings.HasPrefix(string(code), "connection-") && !strings.HasPrefix(string(code), "swap-") {
			continue
		}
		if words.Title == "" || !sentence.MatchString(words.Why) || words.Source == "" || words.Blocking ||
			(words.Fix == "") != (words.Level == LevelOK) || words.Fix != "" && !sentence.MatchString(words.Fix) {
			t.Errorf("%s: %+v", code, words)
		}
	}
}

func TestWayFindings(t *testing.T) {
	response := &Response{Protocol: "HTTP/1.0", Header: map[string][]string{"Via": {"1.1 edge", "1.0 old"}}}
	findings := wayFindings(response)
	if len(findings) != 2 || findings[0].Code != "connection-via" || findings[0].Found != "1.1 edge, 1.0 old" || findings[1].Code != "connection-http-1.0" {
		t.Errorf("%+v", findings)
	}
}
