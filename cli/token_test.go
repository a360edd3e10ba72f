package cli_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/simulator"
)

const successJSON = `{
  "version": 1,
  "environment": "sandbox",
  "profile": "acme",
  "external_ref": "acme-user",
  "address": "acme-address",
  "http_status": 200,
  "failure": null,
  "token": "aaa.bbb.ccc",
  "header": {
    "alg": "HS256",
    "typ": "JWT"
  },
  "claims": {
    "session": "18ab",
    "exp": 1795557602,
    "id": 9007199254740993,
    "rate": 0.1000000000000000055,
    "x": null
  },
  "expires_at": "2026-11-24T22:00:02Z",
  "lifetime_seconds": 36000,
  "signature": "not checked: only Ripio holds the HS256 key",
  "findings": [
    {
      "code": "address-evm",
      "level": "ok",
      "field": "address",
      "title": "EVM address"
    },
    {
      "code": "external-ref-plain-text",
      "level": "warning",
      "field": "external_ref",
      "title": "not a UUID",
      "found": "9 characters",
      "rule": "a rule",
      "fix": "Use a UUID v4.",
      "source": "auth",
      "replacement": "r"
    },
    {
      "code": "some-note",
      "level": "note",
      "field": "answer",
      "title": "a note"
    }
  ],
  "timing_ms": {
    "dns": null,
    "connect": 0.5,
    "proxy": null,
    "tls": 20,
    "first_byte": 200,
    "body": 1,
    "total": 250
  },
  "clock_skew_seconds": 2
}
`

const successText = `environment   SANDBOX  sandbox.example
profile       acme
external_ref  acme-user
address       acme-address
answer        200 OK in 250 ms
token         aaa.bbb.ccc
expires       2026-11-24 22:00:02 UTC, in 10 h 0 min (exp minus the server's Date header)
signature     not checked: only Ripio holds the HS256 key

header
  alg         HS256  (HMAC with SHA-256)
  typ         JWT

claims
  session     18ab  (opaque)
  exp         1795557602
  id          9007199254740993
  rate        0.1000000000000000055
  x           null

findings
  warning     external_ref: not a UUID (9 characters)
              Use a UUID v4.
  note        answer: a note
`

func TestATokenIsPrinted(t *testing.T) {
	newWorld(success()).run(t, "token", "--profile", "acme", "--json").check(t, result{out: successJSON})
	newWorld(success()).run(t, "token", "--profile", "acme").check(t, result{out: successText})
}

func TestAFailureIsPrinted(t *testing.T) {
	f := rejected().Failure
	stderr := fmt.Sprintf("ripio-explorer: no token: %s\n", f.Title())
	r := newWorld(rejected()).run(t, "token", "--profile", "acme")
	want := "environment   SANDBOX  sandbox.example\nprofile       acme\nexternal_ref  acme-user\naddress       acme-address\n" +
		"answer        401 Unauthorized in 250 ms\n" +
		"failure       " + f.Title() + "\n" +
		"              " + f.Explanation() + "\n" +
		"code          40001\nit says       No.\n" +
		"try           " + strings.Join(f.Advice(), "\n              ") + "\n" +
		`body          {"detail":"No."}` + "\n"
	r.check(t, result{cli.ExitRejected, want, stderr})

	r = newWorld(rejected()).run(t, "token", "--profile", "acme", "--json")
	if r.code != cli.ExitRejected || r.err != stderr {
		t.Errorf("exit code %d, messages %q", r.code, r.err)
	}
	object := r.object(t)
	for key, want := range map[string]string{
		"kind": "rejected", "title": f.Title(), "message": f.Explanation(), "server_message": "No.",
		"server_code": "40001", "body": `{"detail":"No."}`, "source": f.Source(), "location": "",
	} {
		if got := failure(object, key); got != want {
			t.Errorf("failure.%s is %q, want %q", key, got, want)
		}
	}
	for _, key := range []string{"token", "header", "claims", "expires_at", "lifetime_seconds", "signature", "clock_skew_seconds"} {
		if value, there := object[key]; !there || value != nil {
			t.Errorf("%s is %v, want null", key, value)
		}
	}
	if findings, ok := object["findings"].([]any); !ok || len(findings) != 0 {
		t.Errorf("findings are %v, want an empty array", object["findings"])
	}
}

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
	{"expired-token", 0, "", "200"},
	{"short-token", 0, "", "200"},
	{"alg-none", 0, "", "200"},
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
			if token, _ := object["token"].(string); (token != "") != (want.code == 0) {
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
		ripio.FailureBlocked: 3, ripio.FailureRefusedHost: 7, ripio.FailureRefusedHTTP: 7, ripio.FailureCancelled: 1,
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

func TestAFailureCarriesItsDetails(t *testing.T) {
	exchange := rejected()
	exchange.Failure = &ripio.Failure{Kind: ripio.FailureRateLimited, Location: "https://x.invalid/", Evidence: "evidence",
		Phase: ripio.PhaseFirstByte, RetryAfter: 30 * time.Second, RetryAfterRaw: "30"}
	exchange.Response.Body = []byte(strings.Repeat("é", 2000))
	r := newWorld(exchange).run(t, "token", "--profile", "acme", "--json")
	object := r.object(t)
	members := object["failure"].(map[string]any)
	for key, want := range map[string]string{
		"location": "https://x.invalid/", "evidence": "evidence", "phase": "first byte", "retry_after_seconds": "30",
		"body": strings.Repeat("é", 1024) + "…",
	} {
		if got := fmt.Sprint(members[key]); got != want {
			t.Errorf("%s is %.100q, want %.100q", key, got, want)
		}
	}
	text := newWorld(exchange).run(t, "token", "--profile", "acme").out
	for _, line := range []string{"\nlocation      https://x.invalid/\n", "\nevidence      evidence\n", "\nphase         first byte\n", "\nretry after   30 s\n"} {
		if !strings.Contains(text, line) {
			t.Errorf("no line %q in\n%s", line, text)
		}
	}
}

// TestTheBodyOfAFailureHoldsNoToken feeds an answer that is wrong but carries a
// usable token.
func TestTheBodyOfAFailureHoldsNoToken(t *testing.T) {
	exchange := rejected()
	exchange.Response.Body = []byte(`{"token":"eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl"}`)
	for _, args := range [][]string{{"token", "--profile", "acme"}, {"token", "--profile", "acme", "--json"}} {
		if r := newWorld(exchange).run(t, args...); strings.Contains(r.out+r.err, "c2lnbmF0dXJl") {
			t.Errorf("%v prints it: %s", args, r.out)
		}
	}
}
