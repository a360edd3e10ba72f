package cli_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
)

// keys returns the keys of a JSON object in their order.
func keys(t *testing.T, text string) []string {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	if _, err := decoder.Token(); err != nil {
		t.Fatal(err)
	}
	var names []string
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			t.Fatal(err)
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			t.Fatal(err)
		}
		names = append(names, name.(string))
	}
	return names
}

func TestTheKeysAreThereInEveryOutcome(t *testing.T) {
	tokenKeys := []string{"schema", "version", "environment", "profile", "external_ref", "address", "http_status", "failure", "causes", "token",
		"header", "claims", "expires_at", "lifetime_seconds", "header_unread", "claims_unread", "expiry_state", "signature", "findings", "timing_ms", "clock_skew_seconds",
		"id", "sent_at", "dry_run", "negative_test", "request", "response", "connection"}
	decodeKeys := []string{"schema", "version", "failure", "form", "algorithm", "header", "claims", "expires_at", "expired", "remaining_seconds",
		"header_unread", "claims_unread", "expiry_state", "signature", "key", "client_secret", "findings"}
	failureKeys := []string{"kind", "title", "message", "advice", "server_message", "server_code", "evidence", "phase", "location",
		"retry_after_seconds", "retry_after", "body", "source", "hint"}
	for _, test := range []struct {
		name     string
		exchange ripio.Exchange
		args     []string
		want     []string
	}{
		{"token", success(), []string{"token", "--profile", "acme"}, tokenKeys},
		{"rejected", rejected(), []string{"token", "--profile", "acme"}, tokenKeys},
		{"nothing sent", success(), []string{"token", "--profile", "bare"}, tokenKeys},
		{"refused", success(), []string{"token", "--profile", "acme", "--env", "production"}, tokenKeys},
		{"decoded", success(), []string{"decode", sample}, decodeKeys},
		{"not decoded", success(), []string{"decode", "hello"}, decodeKeys},
	} {
		r := newWorld(test.exchange).run(t, append(test.args, "--json")...)
		if got := keys(t, r.out); !slices.Equal(got, test.want) {
			t.Errorf("%s: keys %v, want %v", test.name, got, test.want)
		}
		var object struct{ Failure json.RawMessage }
		if err := json.Unmarshal([]byte(r.out), &object); err != nil {
			t.Fatal(err)
		}
		if test.args[0] == "token" && string(object.Failure) != "null" {
			if got := keys(t, string(object.Failure)); !slices.Equal(got, failureKeys) {
				t.Errorf("%s: keys of the failure %v, want %v", test.name, got, failureKeys)
			}
		}
	}
}

// TestOfDuplicateMembersTheLastStays keeps the object free of duplicate keys,
// which readers treat differently.
func TestOfDuplicateMembersTheLastStays(t *testing.T) {
	exchange := success()
	exchange.Token.Claims = []jwt.Member{{Name: "a", JSON: "1"}, {Name: "b", JSON: "2"}, {Name: "a", JSON: "3"}, {Name: "", JSON: "broken"}}
	r := newWorld(exchange).run(t, "token", "--profile", "acme", "--json")
	if want := "\"claims\": {\n    \"b\": 2,\n    \"a\": 3,\n    \"\": \"broken\"\n  },"; !strings.Contains(r.out, want) {
		t.Errorf("no %s in\n%s", want, r.out)
	}
	exchange.Token.Claims, exchange.Token.ClaimsJSON = nil, []byte("{}")
	if r := newWorld(exchange).run(t, "token", "--profile", "acme", "--json"); !strings.Contains(r.out, `"claims": {},`) {
		t.Errorf("an empty object is not shown as one:\n%s", r.out)
	}
	exchange.Token.ClaimsJSON = []byte("[]")
	if r := newWorld(exchange).run(t, "token", "--profile", "acme", "--json"); !strings.Contains(r.out, `"claims": null,`) {
		t.Errorf("an array is not shown as null:\n%s", r.out)
	}
}
