package cli_test

import (
	"fmt"
	"slices"
	"testing"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

// scenarioCodes holds how each scenario of the simulator must end.
var scenarioCodes = []struct {
	scenario string
	code     int
	kind     string // empty on success
	status   string // empty when no answer came
}{
	{"ok", 0, "", "200"},
	{"rejected", 4, "rejected", "401"},
	{"envelope-40001", 4, "rejected", "403"},
	{"error-field", 4, "rejected", "401"},
	{"detail-field", 4, "rejected", "401"},
	{"succeed-false", 6, "succeed-false", "200"},
	{"no-token", 6, "no-token", "200"},
	{"expired-token", 6, "unusable-token", "200"},
	{"short-token", 0, "", "200"},
	{"alg-none", 6, "unusable-token", "200"},
	{"extra-claims", 0, "", "200"},
	{"html-502", 6, "html-instead-of-api", "502"},
	{"unavailable-503", 6, "server-error", "503"},
	{"rate-limited", 6, "rate-limited", "429"},
	{"redirect-301", 6, "redirect", "301"},
	{"redirect-307", 6, "redirect", "307"},
	{"slow-headers", 5, "timeout", ""},
	{"dripping-body", 5, "timeout", "200"},
	{"truncated-body", 6, "truncated", "200"},
	{"huge-body", 6, "body-too-large", "200"},
	{"gzip-bomb", 6, "body-too-large", "200"},
	{"clock-off", 0, "", "200"},
	{"not-json", 6, "not-json", "200"},
}

func TestEachScenarioHasItsExitCode(t *testing.T) {
	var names, tested []string
	for _, scenario := range simulator.Scenarios() {
		names = append(names, scenario.Name)
	}
	for _, want := range scenarioCodes {
		tested = append(tested, want.scenario)
		t.Run(want.scenario, func(t *testing.T) {
			timeout := "20s"
			if want.kind == "timeout" {
				timeout = "100ms"
			}
			r := realWorld().run(t, "token", "--env", "simulator", "--scenario", want.scenario, "--timeout", timeout, "--json")
			object := r.object(t)
			status := ""
			if object["http_status"] != nil {
				status = fmt.Sprint(object["http_status"])
			}
			if r.code != want.code || failure(object, "kind") != want.kind || status != want.status {
				t.Errorf("exit code %d, failure %q, status %q, want %d, %q, %q",
					r.code, failure(object, "kind"), status, want.code, want.kind, want.status)
			}
			if token, _ := object["token"].(string); (token != "") != (want.code == 0 || want.kind == "unusable-token") {
				t.Errorf("exit code %d with the token %q", r.code, token)
			}
			if text := realWorld().run(t, "token", "--env", "simulator", "--scenario", want.scenario, "--timeout", timeout); text.code != want.code {
				t.Errorf("exit code %d without --json", text.code)
			}
		})
	}
	if !slices.Equal(names, tested) {
		t.Errorf("scenarios %v, tested %v", names, tested)
	}
}

// TestTheSimulatorsTokenIsRead looks at what the real engine makes of a send.
func TestTheSimulatorsTokenIsRead(t *testing.T) {
	object := realWorld().run(t, "token", "--env", "simulator", "--json").object(t)
	claims, _ := object["claims"].(map[string]any)
	for what, got := range map[string]any{
		"environment": object["environment"], "external_ref": object["external_ref"], "address": object["address"],
		"alg": object["header"].(map[string]any)["alg"], "exp": claims["exp"], "expires_at": object["expires_at"],
		"lifetime_seconds": object["lifetime_seconds"], "clock_skew_seconds": object["clock_skew_seconds"],
	} {
		want := map[string]string{
			"environment": "simulator", "external_ref": newRef, "address": simulator.ExampleAddress, "alg": "HS256",
			"exp": "1795557600", "expires_at": "2026-11-24T22:00:00Z", "lifetime_seconds": "36000", "clock_skew_seconds": "0",
		}[what]
		if fmt.Sprint(got) != want {
			t.Errorf("%s is %v, want %s", what, got, want)
		}
	}
	if session, _ := claims["session"].(string); len(session) != 64 || len(claims) != 2 {
		t.Errorf("claims %v", claims)
	}
}

func TestEachFailureHasItsExitCode(t *testing.T) {
	want := map[ripio.FailureKind]int{
		ripio.FailureBlocked: 3, ripio.FailureRefusedHost: 7, ripio.FailureRefusedHTTP: 7, ripio.FailureRefusedTest: 7, ripio.FailureRefusedPair: 7, ripio.FailureRefusedDemo: 7, ripio.FailureProxySetting: 7, ripio.FailureCancelled: 1,
		ripio.FailureDNS: 5, ripio.FailureConnection: 5, ripio.FailureUnreachable: 5, ripio.FailureTimeout: 5,
		ripio.FailureReset: 5, ripio.FailureClosed: 5, ripio.FailureProxy: 5, ripio.FailureTLSName: 5,
		ripio.FailureTLSIssuer: 5, ripio.FailureTLSExpired: 5, ripio.FailureTLS: 5, ripio.FailureMalformedHTTP: 6,
		ripio.FailureHeadersTooLarge: 6, ripio.FailureTruncated: 6, ripio.FailureTooLarge: 6, ripio.FailureRedirect: 6,
		ripio.FailureRejected: 4, ripio.FailureRateLimited: 6, ripio.FailureServer: 6, ripio.FailureHTML: 6,
		ripio.FailureStatus: 6, ripio.FailureNotJSON: 6, ripio.FailureNotSucceeded: 6, ripio.FailureNoToken: 6,
		ripio.FailureTokenType: 6, ripio.FailureInternal: 1,
	}
	for _, kind := range ripio.FailureKinds {
		exchange := rejected()
		exchange.Failure = &ripio.Failure{Kind: kind}
		code, tested := want[kind]
		if r := newWorld(exchange).run(t, "token", "--profile", "acme"); r.code != code || !tested {
			t.Errorf("%s: exit code %d, want %d", kind, r.code, code)
		}
	}
	exchange := rejected()
	exchange.Failure = nil
	if r := newWorld(exchange).run(t, "token", "--profile", "acme"); r.code != cli.ExitInternal {
		t.Errorf("neither token nor failure: exit code %d", r.code)
	}
}
