package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
	"devtools/ripio-explorer/ripio/redact"
	"devtools/ripio-explorer/ripio/visible"
)

// causesText is how causes without outside text are listed.
func causesText(ranked []cause.Cause) string {
	var text strings.Builder
	part := func(label, value string) {
		if value != "" {
			fmt.Fprintf(&text, "     %-8s  %s\n", label, visible.Line(value))
		}
	}
	for i, cause := range ranked {
		if i == 0 {
			text.WriteString("\npossible causes, the likeliest first\n")
		}
		fmt.Fprintf(&text, "  %d  %s (%s)\n", i+1, cause.Title, cause.Certainty)
		if i == 0 || cause.Evidence != ranked[0].Evidence {
			part("evidence", cause.Evidence)
		}
		part("why", cause.Why)
		part("fix", cause.Fix)
		part("use", cause.Replacement)
		part("source", cause.Source)
	}
	return text.String()
}

// wantCauses compares what a command listed with causes.
func wantCauses(t *testing.T, listed any, causes []cause.Cause) {
	t.Helper()
	var got []map[string]any
	again, _ := json.Marshal(listed)
	var want []map[string]any
	text, _ := json.Marshal(causes)
	if json.Unmarshal(again, &got) != nil || json.Unmarshal(text, &want) != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("causes %s, want %s", again, text)
	}
}

func TestCausesAreRanked(t *testing.T) {
	want := cause.Rank(rejected(), cause.Background{})
	if len(want) < 2 {
		t.Fatalf("%d causes for a rejected request, the test needs two", len(want))
	}
	object := newWorld(rejected()).run(t, "token", "--profile", "acme", "--json").object(t)
	wantCauses(t, object["causes"], want)
	first := object["causes"].([]any)[0].(map[string]any)
	for _, key := range []string{"code", "title", "weight", "certainty", "evidence", "why", "fix", "source"} {
		if first[key] == nil {
			t.Errorf("the first cause has no %s: %v", key, first)
		}
	}
	if text := newWorld(rejected()).run(t, "token", "--profile", "acme").out; !strings.Contains(text, causesText(want)) {
		t.Errorf("no\n%s\nin\n%s", causesText(want), text)
	}
}

// TestASuccessReadsNoFiles keeps the command fast: what is known beside a send
// is only looked up when it failed, but for the users where one was named.
func TestASuccessReadsNoFiles(t *testing.T) {
	w := newWorld(success())
	w.NewManager = func(string) (*profiles.Manager, error) { panic("not needed") }
	for _, args := range [][]string{{"--profile", "bare"}, {"--profile", "acme", "--env", "production"}} {
		object := w.run(t, append([]string{"token", "--json"}, args...)...).object(t)
		if list, ok := object["causes"].([]any); !ok || len(list) != 0 {
			t.Errorf("%v: causes %v, want an empty array", args, object["causes"])
		}
	}
}

// TestTheBackgroundIsUsed lets an earlier send of the same secret succeed.
func TestTheBackgroundIsUsed(t *testing.T) {
	d := newDesk(t)
	worked, failed := success(), rejected()
	worked.SentAt, failed.SentAt = time.Now().Add(-time.Hour), time.Now() // the history forgets what is old
	for _, exchange := range []*ripio.Exchange{&worked, &failed} {
		exchange.Profile, exchange.Request.ClientID = "acme", "acme-sandbox"
	}
	d.Authenticate = newWorld(worked).Authenticate
	token := []string{"token", "--profile", "acme", "--config-dir", d.folder, "--json"}
	if r := d.run(t, append(token, "--history")...); r.code != cli.ExitOK {
		t.Fatalf("exit code %d: %s", r.code, r.err)
	}
	manager := d.manager(d.folder)
	background, warnings := manager.Background(profiles.Attempt{Exchange: failed, Fingerprint: profiles.Fingerprint(redact.NewSecret(canary))})
	if background.LastSuccess.IsZero() || len(warnings) != 0 {
		t.Fatalf("background %+v, warnings %v: it does not know of the success", background, warnings)
	}
	d.Authenticate = newWorld(failed).Authenticate
	object := d.run(t, token...).object(t)
	wantCauses(t, object["causes"], cause.Rank(failed, background))
}

// TestAnUnreadableBackgroundIsAWarning keeps the answer when files are damaged.
func TestAnUnreadableBackgroundIsAWarning(t *testing.T) {
	d := newDesk(t)
	d.Authenticate = newWorld(rejected()).Authenticate
	// A folder in the place of each file cannot be read.
	for _, name := range []string{"history.jsonl", "observed.json"} {
		if err := os.MkdirAll(filepath.Join(d.folder, "state", name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	r := d.run(t, "token", "--profile", "acme", "--config-dir", d.folder, "--json")
	if r.code != cli.ExitRejected || !strings.Contains(r.err, "ripio-explorer: warning: ") {
		t.Errorf("exit code %d, messages %q", r.code, r.err)
	}
	r.object(t)

	d.NewManager = func(string) (*profiles.Manager, error) { return nil, errors.New("no home folder\x1b") }
	r = d.run(t, "token", "--profile", "acme", "--json")
	if want := "warning: the history cannot be used: no home folder\\x1b\n"; r.code != cli.ExitRejected || !strings.Contains(r.err, want) {
		t.Errorf("exit code %d, messages %q", r.code, r.err)
	}
}

// TestRetryAfterIsShownAsItCame tells what is not known from no wait, and cuts
// nothing.
func TestRetryAfterIsShownAsItCame(t *testing.T) {
	for raw, want := range map[string]struct{ seconds, text string }{
		"soon":                          {"null", "retry after   not known: the header cannot be read: soon"},
		"1.5":                           {"null", "retry after   not known: the header cannot be read: 1.5"},
		"0":                             {"0", "retry after   now: 0"},
		"30":                            {"30", "retry after   30 s"},
		"99999999999":                   {"99999999999", "retry after   99999999999 s"},
		"Tue, 24 Nov 2020 12:00:00 GMT": {"0", "retry after   now: Tue, 24 Nov 2020 12:00:00 GMT"},
	} {
		exchange := rejected()
		exchange.Failure = &ripio.Failure{Kind: ripio.FailureRateLimited, RetryAfterRaw: raw}
		if raw == "30" {
			exchange.Failure.RetryAfter = 30 * time.Second
		}
		failed := newWorld(exchange).run(t, "token", "--profile", "acme", "--json").object(t)["failure"].(map[string]any)
		seconds, _ := json.Marshal(failed["retry_after_seconds"])
		if string(seconds) != want.seconds || failed["retry_after"] != raw {
			t.Errorf("%s: %s and %v in JSON", raw, seconds, failed["retry_after"])
		}
		if text := newWorld(exchange).run(t, "token", "--profile", "acme").out; !strings.Contains(text, want.text+"\n") {
			t.Errorf("%s: no %q in\n%s", raw, want.text, text)
		}
	}
}
