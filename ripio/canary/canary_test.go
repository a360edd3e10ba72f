package canary_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/canary"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

// play requests a token in a scenario of the simulator, and sends a wrong secret.
func play(t *testing.T, scenario, probe string) canary.Run {
	t.Helper()
	return canary.Run{Mint: send(t, scenario, ripio.DeviationNone), Probes: []ripio.Exchange{send(t, probe, ripio.DeviationWrongSecret)}}
}

// send asks for an ordinary answer; that it answers a wrong request is said afterwards.
func send(t *testing.T, scenario string, deviation ripio.Deviation) ripio.Exchange {
	t.Helper()
	handler, err := simulator.Handler(scenario)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	environment, err := ripio.SimulatorAt(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	client := ripio.Client{Timeout: 5 * time.Second}
	e := client.Authenticate(t.Context(), environment, ripio.Request{
		ClientID: "client-9f1c", ExternalRef: "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b", Address: simulator.ExampleAddress,
		Secret: redact.NewSecret("secret-for-a-test"), CredentialsFor: ripio.Simulator,
	})
	e.Request.Deviation = deviation
	return e
}

func recognise(e ripio.Exchange) (fingerprint, text string) {
	sum := sha256.Sum256(e.Response.Body)
	return hex.EncodeToString(sum[:4]), ripio.StatusLine(e.Response)
}

func find(t *testing.T, lines []checklist.Line, name string) checklist.Line {
	t.Helper()
	for _, line := range lines {
		if line.Name == name {
			return line
		}
	}
	t.Fatalf("there is no line %s among %v", name, lines)
	return checklist.Line{}
}

func TestNothingChanged(t *testing.T) {
	before := play(t, "ok", "rejected").Observe(recognise)
	run := play(t, "ok", "rejected")
	lines := canary.Compare(&before, run, run.Observe(recognise))
	if worst := checklist.Worst(lines); worst != checklist.OK || !run.Good() {
		t.Errorf("the worst line is %s: %+v", worst, lines)
	}
	lines = canary.Compare(nil, run, run.Observe(recognise))
	if worst := checklist.Worst(lines); worst != checklist.OK || !strings.HasPrefix(find(t, lines, "lifetime").Found, "first run: 10 h") {
		t.Errorf("a first run: %s: %+v", worst, lines)
	}
}

func TestChangesAreSaid(t *testing.T) {
	before := play(t, "ok", "rejected").Observe(recognise)
	for _, test := range []struct {
		scenario, probe, line string
		verdict               checklist.Verdict
		found                 string
		good                  bool
	}{
		{"short-token", "rejected", "lifetime", checklist.Warning, "was 10 h 0 min, is 30 s", true},
		{"extra-claims", "rejected", "contract", checklist.Warning, "new: token-claims-extra: iss", true},
		{"alg-none", "rejected", "contract", checklist.Failure, "none", false},
		{"rejected", "rejected", "mint", checklist.Failure, "401", false},
		{"no-token", "rejected", "contract", checklist.Failure, "token", false},
		{"redirect-301", "rejected", "redirect", checklist.Failure, "to https://another-host.invalid", false},
		{"expired-token", "rejected", "lifetime", checklist.Failure, "expired", false},
		{"ok", "envelope-40001", "answer to wrong-secret", checklist.Warning, "was 401 Unauthorized; is 403 Forbidden", true},
		{"ok", "ok", "answer to wrong-secret", checklist.Failure, "a token came", true},
		{"ok", "rate-limited", "answer to wrong-secret", checklist.Warning, "not decided: 429", true},
	} {
		t.Run(test.scenario+" "+test.probe, func(t *testing.T) {
			run := play(t, test.scenario, test.probe)
			line := find(t, canary.Compare(&before, run, run.Observe(recognise)), test.line)
			if line.Verdict != test.verdict || !strings.Contains(line.Found, test.found) || line.Fix == "" {
				t.Errorf("%+v; want %s: %q with a fix", line, test.verdict, test.found)
			}
			if run.Good() != test.good {
				t.Errorf("good is %v", run.Good())
			}
		})
	}
}

func TestCertificates(t *testing.T) {
	ends := time.Now().Add(90 * 24 * time.Hour).UTC()
	shown := ripio.Certificate{Issuer: "CN=R11,O=Let's Encrypt,C=US", Names: []string{"a.example"}, NotAfter: ends}
	with := func(change func(*ripio.Certificate)) canary.Run {
		run := play(t, "ok", "rejected")
		certificate := shown
		change(&certificate)
		run.Mint.Environment.AuthURL = "https://a.example/api/v1/auth"
		run.Mint.Connection.TLSVersion, run.Mint.Connection.Certificate = "TLS 1.3", &certificate
		return run
	}
	before := with(func(*ripio.Certificate) {}).Observe(recognise)
	for _, test := range []struct {
		change  func(*ripio.Certificate)
		verdict checklist.Verdict
		found   string
	}{
		{func(*ripio.Certificate) {}, checklist.OK, "as before"},
		{func(c *ripio.Certificate) { c.NotAfter = ends.AddDate(0, 2, 0) }, checklist.Note, "renewed"},
		{func(c *ripio.Certificate) { c.Names = []string{"b.example"} }, checklist.Note, "are b.example"},
		{func(c *ripio.Certificate) { c.Issuer = "CN=Zscaler" }, checklist.Warning, "is issued by CN=Zscaler"},
	} {
		run := with(test.change)
		if line := find(t, canary.Compare(&before, run, run.Observe(recognise)), "certificate"); line.Verdict != test.verdict || !strings.Contains(line.Found, test.found) {
			t.Errorf("%+v; want %s: %q", line, test.verdict, test.found)
		}
	}
}

func TestAnswersThatWereNotAskedForStay(t *testing.T) {
	before := play(t, "ok", "rejected").Observe(recognise)
	now := canary.Run{Mint: send(t, "ok", ripio.DeviationNone)}.Observe(recognise).Keep(before)
	if answer, ok := now.Answer(ripio.DeviationWrongSecret); !ok || answer.Text != "401 "+http.StatusText(http.StatusUnauthorized) {
		t.Errorf("kept %+v", now.Answers)
	}
}
