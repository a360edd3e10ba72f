package cli_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
)

// TestWatchGoesOnUntilItIsStopped plays another scenario in each run: the second changes,
// the third fails, the fourth never begins.
func TestWatchGoesOnUntilItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	w := realWorld()
	config, state := t.TempDir(), t.TempDir()
	w.NewManager = func(string) (*profiles.Manager, error) { return profiles.NewManager(config, state, w.LookupEnv), nil }
	var pauses []time.Duration
	w.Sleep = func(_ context.Context, d time.Duration) {
		if pauses = append(pauses, d); len(pauses) == 3 {
			stop()
		}
	}
	var out, messages strings.Builder
	code := cli.Run(ctx, []string{"watch", "--env", "simulator", "--every", "15m", "--negative-tests", "none", "--scenario", "ok,short-token,rejected"},
		cli.Streams{In: strings.NewReader(""), Out: &out, Err: &messages}, w.Deps)
	if code != cli.ExitBlocked || out.String() != "" {
		t.Errorf("exit code %d, output %q", code, out.String())
	}
	if len(pauses) != 3 || pauses[0] != 15*time.Minute {
		t.Errorf("pauses %v", pauses)
	}
	for _, want := range []string{"12:00:00 UTC warning: lifetime: was 10 h 0 min, is 30 s", "failure: mint: rejected"} {
		if strings.Count(messages.String(), want) != 1 {
			t.Errorf("the messages do not hold %q once:\n%s", want, messages.String())
		}
	}
}
