package cause_test

import (
	"context"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/finding"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/simulator"
)

// TestFirstCauseOfEveryScenario also fails for a scenario that it does not know.
func TestFirstCauseOfEveryScenario(t *testing.T) {
	wants := map[string]finding.Code{ // empty: a token comes, and there is no cause
		"ok": "", "expired-token": "", "short-token": "", "alg-none": "", "extra-claims": "", "clock-off": "",
		"rejected":        "credentials-refused",
		"envelope-40001":  "credentials-not-seen",
		"error-field":     "credentials-refused",
		"detail-field":    "credentials-refused",
		"succeed-false":   "credentials-refused",
		"no-token":        "contract-token-missing",
		"html-502":        "server-unavailable",
		"unavailable-503": "server-unavailable",
		"rate-limited":    "rate-limited",
		"redirect-301":    "redirect-other-host",
		"redirect-307":    "redirect-other-host",
		"slow-headers":    "timeout-first-byte",
		"dripping-body":   "timeout-body",
		"truncated-body":  "answer-truncated",
		"huge-body":       "body-too-large",
		"gzip-bomb":       "body-too-large",
		"not-json":        "python-instead-of-json",
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
			if scenario.Name == "slow-headers" || scenario.Name == "dripping-body" {
				client.Timeout = 100 * time.Millisecond
			}
			exchange := client.Authenticate(context.Background(), env, wiretest.PlainRequest())
			if want == "" {
				if causes := causesOf(t, exchange, cause.Background{}); len(causes) > 0 {
					t.Errorf("causes %s of a success", listCauses(causes))
				}
				return
			}
			wantFirstCause(t, exchange, cause.Background{}, want)
		})
	}
}
