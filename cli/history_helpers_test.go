package cli_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/ripio/simulator"
)

// historyDesk sends to the simulator with the real client, and keeps what was
// sent in a folder of its own. The clock stands at noon of each send's day; the
// first is some days ago, as the history forgets what is older than 90 days.
type historyDesk struct {
	*desk
	day time.Time
}

func newHistoryDesk(t *testing.T) *historyDesk {
	d := &historyDesk{desk: newDesk(t), day: time.Now().UTC().Truncate(24 * time.Hour).Add(-20*24*time.Hour + 12*time.Hour)}
	d.Now = func() time.Time { return d.day }
	d.StartSimulator = func(scenario string) (cli.Simulator, error) {
		return simulator.Start(scenario, simulator.WithClock(d.Now), simulator.WithDelays(time.Hour, time.Hour))
	}
	real := realWorld()
	real.Now = d.Now
	d.Authenticate = real.Authenticate
	return d
}

// send keeps a send and gives its ID. A day passes after it.
func (d *historyDesk) send(t *testing.T, args ...string) string {
	t.Helper()
	r := d.run(t, append([]string{"token", "--env", "simulator", "--history", "--json", "--config-dir", d.folder}, args...)...)
	id, _ := r.object(t)["id"].(string)
	if id == "" {
		t.Fatalf("%v: no ID in %s%s", args, r.out, r.err)
	}
	d.day = d.day.AddDate(0, 0, 1)
	return id
}

// history runs a subcommand and looks for the secret in what it says.
func (d *historyDesk) history(t *testing.T, args ...string) result {
	t.Helper()
	r := d.run(t, append([]string{"history"}, append(args, "--config-dir", d.folder)...)...)
	checkNoSecret(t, strings.Join(args, " "), r)
	return r
}

// shown runs a subcommand that succeeds and says nothing beside its output.
func (d *historyDesk) shown(t *testing.T, args ...string) string {
	t.Helper()
	r := d.history(t, args...)
	if r.code != cli.ExitOK || r.err != "" {
		t.Fatalf("%v: exit code %d, messages %q", args, r.code, r.err)
	}
	return r.out
}

// ids lists the IDs of the sends that fit.
func (d *historyDesk) ids(t *testing.T, args ...string) []string {
	t.Helper()
	var list []struct{ ID string }
	out := d.shown(t, append([]string{"list", "--json"}, args...)...)
	if err := json.Unmarshal([]byte(out), &list); err != nil || list == nil {
		t.Fatalf("%v: no array: %v in %s", args, err, out)
	}
	ids := []string{}
	for _, each := range list {
		ids = append(ids, each.ID)
	}
	return ids
}

// object reads one JSON object that a subcommand prints.
func (d *historyDesk) object(t *testing.T, args ...string) map[string]any {
	t.Helper()
	return result{out: d.shown(t, append(args, "--json")...)}.object(t)
}

const otherRef = "22222222-3333-4444-8555-666666666666"
