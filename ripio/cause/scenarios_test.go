package cause_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/internal/wiretest"
	"devtools/ripio-explorer/ripio/simulator"
)

// TestTheScenarioIsTheCause also goes for one that is new: what the program knows it does
// not guess, and nobody is sent to Ripio for a server on this machine.
func TestTheScenarioIsTheCause(t *testing.T) {
	succeeds := []string{"ok", "short-token", "alg-none", "extra-claims", "clock-off"}
	for _, scenario := range simulator.Scenarios() {
		t.Run(scenario.Name, func(t *testing.T) {
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
			if slices.Contains(succeeds, scenario.Name) {
				if causes := causesOf(t, exchange, cause.Background{}); len(causes) > 0 {
					t.Errorf("causes %s of a success", listCauses(causes))
				}
				return
			}
			played := wantFirstCause(t, exchange, cause.Background{Seen: []cause.Sighting{{Times: 2}}}, "simulated")
			causes := cause.Rank(exchange, cause.Background{})
			if len(causes) != 1 || played.Weight != 100 || scenario.Name != "slow-headers" && !strings.Contains(played.Evidence, scenario.Name) {
				t.Errorf("%+v", causes)
			}
			for _, words := range []string{"support", "another network", "Ask Ripio"} {
				if strings.Contains(played.Why+played.Fix, words) {
					t.Errorf("%s says %q for a server on this machine", scenario.Name, words)
				}
			}
			if waits := played.Remedy == cause.RemedyWait; waits != (scenario.Name == "rate-limited") {
				t.Errorf("remedy %q", played.Remedy)
			}
		})
	}
}
