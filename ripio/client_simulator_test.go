package ripio_test

import (
	"context"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/simulator"
)

// TestAuthenticateOnEveryScenario also fails for a scenario that it does not
// know.
func TestAuthenticateOnEveryScenario(t *testing.T) {
	wants := map[string]struct {
		kind    ripio.FailureKind // empty: a token comes
		message string
		code    string
	}{
		"ok":              {},
		"rejected":        {ripio.FailureRejected, `{"succeed":false}`, ""},
		"envelope-40001":  {ripio.FailureRejected, "Authentication credentials were not provided.", "40001"},
		"error-field":     {ripio.FailureRejected, "invalid_client", ""},
		"detail-field":    {ripio.FailureRejected, "Invalid username or password.", ""},
		"succeed-false":   {ripio.FailureNotSucceeded, "", ""},
		"no-token":        {ripio.FailureNoToken, `{"succeed":true,"token_type":"bearer"}`, ""},
		"expired-token":   {},
		"short-token":     {},
		"alg-none":        {},
		"extra-claims":    {},
		"html-502":        {ripio.FailureHTML, "", ""},
		"unavailable-503": {ripio.FailureServer, "Service Unavailable", ""},
		"rate-limited":    {ripio.FailureRateLimited, "Request was throttled. Expected available in 30 seconds.", ""},
		"redirect-301":    {ripio.FailureRedirect, "", ""},
		"redirect-307":    {ripio.FailureRedirect, "", ""},
		"slow-headers":    {ripio.FailureTimeout, "", ""},
		"dripping-body":   {ripio.FailureTimeout, "", ""},
		"truncated-body":  {ripio.FailureTruncated, "*", ""},
		"huge-body":       {ripio.FailureTooLarge, "", ""},
		"gzip-bomb":       {ripio.FailureTooLarge, "", ""},
		"clock-off":       {},
		"not-json":        {ripio.FailureNotJSON, `{'succeed': True, 'token_type': 'bearer'}`, ""},
	}
	for _, scenario := range simulator.Scenarios() {
		t.Run(scenario.Name, func(t *testing.T) {
			want, known := wants[scenario.Name]
			if !known {
				t.Fatal("no expectation for this scenario")
			}
			server, err := simulator.Start(scenario.Name, simulator.WithDelays(time.Minute, time.Minute))
			if err != nil {
				t.Fatal(err)
			}
			defer server.Close()
			env, err := ripio.SimulatorAt(server.URL())
			if err != nil {
				t.Fatal(err)
			}
			client := new(ripio.Client)
			if want.kind == ripio.FailureTimeout {
				client.Timeout = 100 * time.Millisecond
			}
			exchange := client.Authenticate(context.Background(), env, wiretest.Request())
			if want.kind == "" {
				if exchange.Failure != nil || exchange.Token == nil {
					t.Fatalf("failure %v, token %v", exchange.Failure, exchange.Token)
				}
			} else if failure := wiretest.WantFailure(t, exchange, want.kind); want.message != "*" && (failure.Message != want.message || failure.Code != want.code) {
				t.Errorf("message %q, code %q", failure.Message, failure.Code)
			}
			if len(exchange.Findings) == 0 || want.kind != ripio.FailureTimeout && !hasFinding(exchange, "answer-simulated") {
				t.Errorf("findings %v", exchange.Findings)
			}
			if hasFinding(exchange, "clock-skew") != (scenario.Name == "clock-off") {
				t.Errorf("clock %+v", exchange.Clock)
			}
		})
	}
}

func hasFinding(exchange ripio.Exchange, code finding.Code) bool {
	for _, finding := range exchange.Findings {
		if finding.Code == code {
			return true
		}
	}
	return false
}

// TestLifetimeOfASimulatedToken measures the 10 hours of the simulator's tokens
// to the second, also when the server's clock is wrong.
func TestLifetimeOfASimulatedToken(t *testing.T) {
	for _, scenario := range []string{"ok", "clock-off"} {
		server, err := simulator.Start(scenario)
		if err != nil {
			t.Fatal(err)
		}
		defer server.Close()
		env, err := ripio.SimulatorAt(server.URL())
		if err != nil {
			t.Fatal(err)
		}
		exchange := new(ripio.Client).Authenticate(context.Background(), env, wiretest.Request())
		if lifetime, ok := exchange.Lifetime(); !ok || lifetime != 10*time.Hour {
			t.Errorf("%s: lifetime %v, %v", scenario, lifetime, ok)
		}
	}
}
