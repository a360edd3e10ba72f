package readiness_test

import (
	"context"
	"crypto/x509"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/checklist"
	"devtools/ripio-explorer/ripio/readiness"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/simulator"
)

const (
	canary      = "c4nary-secret-value-9321"
	externalRef = "3f2b8c1e-8a0d-4c5e-9b7a-0c1d2e3f4a5b"
)

// bench is a plan, and the real client that carries it out.
type bench struct {
	readiness.Plan
	client ripio.Client
	sent   atomic.Int32
	// pauses are those that were asked for.
	pauses []time.Duration
}

// newBench plays a scenario of the simulator, as itself, or as sandbox or production
// over TLS.
func newBench(t *testing.T, name ripio.EnvironmentName, scenario string) *bench {
	t.Helper()
	handler, err := simulator.Handler(scenario)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{client: ripio.Client{Timeout: 5 * time.Second}}
	b.Request = ripio.Request{
		ClientID: "client-9f1c", ExternalRef: externalRef, Address: simulator.ExampleAddress,
		Secret: redact.NewSecret(canary), CredentialsFor: name,
	}
	for _, test := range ripio.NegativeTests() {
		b.Negative = append(b.Negative, test.Deviation)
	}
	if name == ripio.Simulator {
		server := httptest.NewServer(handler)
		t.Cleanup(server.Close)
		b.Environment, err = ripio.SimulatorAt(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	server := newRipio(t, name, handler)
	b.Environment, _ = ripio.EnvironmentFor(name)
	b.client.RootCAs, b.client.Dial, b.client.Proxy = server.roots, server.dial, noProxy
	return b
}

func (b *bench) run(t *testing.T) map[string]checklist.Line {
	t.Helper()
	lines := readiness.Run(t.Context(), b.Plan, readiness.Tools{
		Send: func(ctx context.Context, request ripio.Request) ripio.Exchange {
			b.sent.Add(1)
			return b.client.Authenticate(ctx, b.Environment, request)
		},
		Pause: func(_ context.Context, took time.Duration) { b.pauses = append(b.pauses, took) },
	})
	byName := map[string]checklist.Line{}
	for _, line := range lines {
		if strings.Contains(line.Found+line.Fix, canary) || strings.Contains(line.Found, "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.") {
			t.Errorf("a secret or a token stands in %+v", line)
		}
		byName[line.Name] = line
	}
	if len(byName) != len(lines) || len(lines) != 10+len(b.Negative) {
		t.Errorf("%d lines with %d names", len(lines), len(byName))
	}
	return byName
}

// want compares verdicts, given as "name verdict" or "name verdict text that was found".
func want(t *testing.T, lines map[string]checklist.Line, wanted ...[3]string) {
	t.Helper()
	for _, w := range wanted {
		line := lines[w[0]]
		if string(line.Verdict) != w[1] || !strings.Contains(line.Found, w[2]) {
			t.Errorf("%s is %s: %q; want %s: %q", w[0], line.Verdict, line.Found, w[1], w[2])
		}
		if (line.Verdict == checklist.Failure || line.Verdict == checklist.Warning) && line.Fix == "" {
			t.Errorf("%s is %s and has no fix", w[0], line.Verdict)
		}
	}
}

func TestASoundAnswerIsReady(t *testing.T) {
	b := newBench(t, ripio.Simulator, "ok")
	lines := b.run(t)
	want(t, lines,
		[3]string{"request", "ok", ""}, [3]string{"host", "ok", "127.0.0.1"}, [3]string{"tls", "not run", "http"},
		[3]string{"clock", "ok", ""}, [3]string{"mint", "ok", "simulator"}, [3]string{"contract", "ok", ""},
		[3]string{"lifetime", "ok", "10 h 0 min"}, [3]string{"second mint", "ok", "another token came"},
		[3]string{"second mint", "ok", "cannot be known from here"}, [3]string{"parallel mint", "ok", "two tokens"},
		[3]string{"negative wrong-secret", "ok", "refused: 401"}, [3]string{"widget link", "not run", "no widget"},
	)
	if got := b.sent.Load(); got != 4+5 {
		t.Errorf("%d requests were sent, want 9", got)
	}
}

func TestSandboxIsTriedOverTLSWithPauses(t *testing.T) {
	b := newBench(t, ripio.Sandbox, "ok")
	lines := b.run(t)
	want(t, lines,
		[3]string{"host", "ok", "b2b-widget-onramp-api.sandbox.ripio.com"}, [3]string{"tls", "ok", "TLS 1.3"},
		[3]string{"mint", "ok", "a token came"}, [3]string{"second mint", "ok", ""}, [3]string{"parallel mint", "ok", ""},
		[3]string{"negative two-parts", "ok", "refused"},
		[3]string{"widget link", "ok", "https://b2b-widget-onramp.sandbox.ripio.com?_to=ey"}, [3]string{"widget link", "ok", "off-ramp"},
	)
	if len(b.pauses) != 7 || b.pauses[0] != readiness.TestPause {
		t.Errorf("pauses %v", b.pauses)
	}
}

func TestProductionGetsOneRequest(t *testing.T) {
	b := newBench(t, ripio.Production, "ok")
	lines := b.run(t)
	want(t, lines,
		[3]string{"mint", "ok", ""}, [3]string{"second mint", "not run", "one request only"}, [3]string{"parallel mint", "not run", "one request only"},
		[3]string{"negative wrong-secret", "not run", "not sent to production"}, [3]string{"widget link", "ok", "https://b2b-widget-onramp.ripio.com?_to="},
	)
	if got := b.sent.Load(); got != 1 {
		t.Errorf("%d requests were sent, want 1", got)
	}
	b = newBench(t, ripio.Production, "ok")
	b.AllowProduction = true
	want(t, b.run(t),
		[3]string{"second mint", "ok", ""}, [3]string{"parallel mint", "ok", ""}, [3]string{"negative wrong-secret", "not run", "production"})
	if got := b.sent.Load(); got != 4 || len(b.pauses) != 2 || b.pauses[1] != readiness.ProductionPause {
		t.Errorf("%d requests were sent with the pauses %v", got, b.pauses)
	}
}

func TestFailuresStandInTheirLines(t *testing.T) {
	for _, test := range []struct {
		scenario string
		sent     int32
		want     [][3]string
	}{
		{"rejected", 1, [][3]string{{"host", "ok", ""}, {"mint", "failure", "401"}, {"contract", "not run", ""}, {"second mint", "not run", "brought no token"}, {"negative two-parts", "not run", "no token"}, {"widget link", "not run", "no token"}}},
		{"not-json", 1, [][3]string{{"mint", "failure", ""}, {"contract", "failure", "JSON"}}},
		{"no-token", 1, [][3]string{{"contract", "failure", ""}}},
		{"html-502", 1, [][3]string{{"mint", "failure", "502 Bad Gateway; a page titled"}}},
		{"redirect-307", 1, [][3]string{{"mint", "failure", ""}}},
		{"alg-none", 9, [][3]string{{"contract", "failure", "alg"}}},
		{"extra-claims", 9, [][3]string{{"contract", "note", ""}}},
		{"short-token", 9, [][3]string{{"lifetime", "warning", "30 s"}}},
		{"expired-token", 9, [][3]string{{"lifetime", "failure", "expired"}}},
		{"clock-off", 9, [][3]string{{"clock", "warning", ""}}},
		{"ok,rejected,ok", 9, [][3]string{{"mint", "ok", ""}, {"second mint", "failure", "brought no token"}, {"parallel mint", "ok", ""}}},
		{"ok,ok,rejected,ok", 9, [][3]string{{"second mint", "ok", ""}, {"parallel mint", "warning", "one brought no token"}}},
		{"ok,ok,rejected,rejected,ok", 9, [][3]string{{"parallel mint", "failure", "none brought a token"}}},
		{"ok,rate-limited", 2, [][3]string{{"second mint", "failure", "429"}, {"parallel mint", "not run", "asks to wait"}, {"negative no-address", "not run", "asks to wait"}}},
		{"ok,ok,ok,ok,unavailable-503", 9, [][3]string{{"negative wrong-secret", "ok", "refused"}}},
	} {
		t.Run(test.scenario, func(t *testing.T) {
			b := newBench(t, ripio.Simulator, test.scenario)
			want(t, b.run(t), test.want...)
			if got := b.sent.Load(); got != test.sent {
				t.Errorf("%d requests were sent, want %d", got, test.sent)
			}
		})
	}
}

func TestWhatIsBlockedOrUnreachableIsSaid(t *testing.T) {
	b := newBench(t, ripio.Simulator, "ok")
	b.Plan.Request.ExternalRef = "a:b"
	want(t, b.run(t), [3]string{"request", "failure", "colon"}, [3]string{"host", "not run", ""}, [3]string{"mint", "not run", ""})
	b = newBench(t, ripio.Simulator, "ok")
	b.Environment, _ = ripio.SimulatorAt("http://127.0.0.1:1")
	want(t, b.run(t), [3]string{"host", "failure", ""}, [3]string{"tls", "not run", ""}, [3]string{"mint", "not run", ""})
	b = newBench(t, ripio.Sandbox, "ok")
	b.client.RootCAs = x509.NewCertPool()
	want(t, b.run(t), [3]string{"host", "ok", ""}, [3]string{"tls", "failure", ""}, [3]string{"mint", "not run", ""})
}

// TestNegativeTestsAreJudged takes answers that the simulator does not give to them.
func TestNegativeTestsAreJudged(t *testing.T) {
	for _, test := range []struct {
		deviation ripio.Deviation
		scenario  string
		want      checklist.Verdict
	}{
		{ripio.DeviationWrongSecret, "ok", checklist.Failure},
		{ripio.DeviationTwoParts, "ok", checklist.Note},
		{ripio.DeviationTwoParts, "envelope-40001", checklist.OK},
		{ripio.DeviationTwoParts, "html-502", checklist.Warning},
		{ripio.DeviationTwoParts, "rate-limited", checklist.Warning},
	} {
		b := newBench(t, ripio.Simulator, test.scenario)
		e := b.client.Authenticate(t.Context(), b.Environment, b.Request)
		e.Request.Deviation = test.deviation
		if line := readiness.NegativeLine(e); line.Verdict != test.want {
			t.Errorf("%s answered with %s is %s: %s; want %s", test.deviation, test.scenario, line.Verdict, line.Found, test.want)
		}
	}
}

func TestAnEndedContextStopsTheRest(t *testing.T) {
	b := newBench(t, ripio.Simulator, "ok")
	ctx, stop := context.WithCancel(t.Context())
	lines := readiness.Run(ctx, b.Plan, readiness.Tools{Send: func(ctx context.Context, request ripio.Request) ripio.Exchange {
		defer stop()
		return b.client.Authenticate(ctx, b.Environment, request)
	}})
	if last := lines[len(lines)-2]; last.Verdict != checklist.NotRun {
		t.Errorf("after the end %+v", last)
	}
}
