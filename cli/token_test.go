package cli_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
)

const successJSON = `{
  "schema": "token",
  "version": 1,
  "environment": "sandbox",
  "profile": "acme",
  "external_ref": "acme-user",
  "address": "acme-address",
  "http_status": 200,
  "failure": null,
  "causes": [],
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
  "header_unread": null,
  "claims_unread": null,
  "expiry_state": "present",
  "signature": "not checked: Ripio publishes no key to check it with",
  "findings": [
    {
      "code": "address-evm",
      "level": "ok",
      "field": "address",
      "certainty": "possible",
      "title": "EVM address",
      "rule": "Another version of this program noted it. This one has no words for it.",
      "source": "this program: Ripio's pages say nothing about it",
      "why": "Another version of this program noted it. This one has no words for it."
    },
    {
      "code": "external-ref-plain-text",
      "level": "warning",
      "field": "external_ref",
      "certainty": "known",
      "title": "not a UUID",
      "found": "9 characters",
      "rule": "a rule",
      "fix": "Use a UUID v4.",
      "source": "auth",
      "replacement": "r",
      "why": "a rule"
    },
    {
      "code": "some-note",
      "level": "note",
      "field": "answer",
      "certainty": "possible",
      "title": "a note",
      "rule": "Another version of this program noted it. This one has no words for it.",
      "source": "this program: Ripio's pages say nothing about it",
      "why": "Another version of this program noted it. This one has no words for it."
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
  "clock_skew_seconds": 2,
  "id": null,
  "sent_at": "2026-11-24T12:00:00Z",
  "dry_run": false,
  "negative_test": null,
  "request": null,
  "response": {
    "protocol": "",
    "status": 200,
    "reason": "OK",
    "headers": {},
    "body": ""
  },
  "connection": null
}
`

const successText = `environment   SANDBOX  sandbox.example
profile       acme
external_ref  acme-user
address       acme-address
response      200 OK in 250 ms
token         aaa.bbb.ccc
expires       2026-11-24 22:00:02 UTC, in 10 h 0 min (exp minus the server's Date header)
signature     not checked: Ripio publishes no key to check it with

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
  warning     external_ref: not a UUID (known)
              found   9 characters
              why     a rule
              fix     Use a UUID v4.
              source  auth
  note        response: a note
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
		"response      401 Unauthorized in 250 ms\n" +
		"failure       " + f.Title() + "\n" +
		"              " + f.Explanation() + "\n" +
		"code          40001\nit says       No.\n" +
		`body          {"detail":"No."}` + "\n" + causesText(cause.Rank(rejected(), cause.Background{}))
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

func TestAFailureCarriesItsDetails(t *testing.T) {
	exchange := rejected()
	exchange.Failure = &ripio.Failure{Kind: ripio.FailureRateLimited, Location: "https://x.invalid/", Evidence: "evidence",
		Phase: ripio.PhaseFirstByte, RetryAfter: 30 * time.Second, RetryAfterRaw: "30"}
	exchange.Response.Body = []byte(strings.Repeat("é", 2000))
	r := newWorld(exchange).run(t, "token", "--profile", "acme", "--json")
	object := r.object(t)
	members := object["failure"].(map[string]any)
	for key, want := range map[string]string{
		"location": "https://x.invalid/", "evidence": "evidence", "phase": "first byte", "retry_after_seconds": "30", "retry_after": "30",
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
