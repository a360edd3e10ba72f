package profiles_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/history"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/jwt"
)

// keptIn is a history of these attempts.
func keptIn(t *testing.T, attempts ...profiles.Attempt) *profiles.History {
	t.Helper()
	h := history.NewHistory(t.TempDir())
	h.UseClock(clockAt(minutes(0)))
	for _, attempt := range attempts {
		if _, err := h.Append(attempt, false); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func lifetimesOf(t *testing.T, h *profiles.History, profile string) []profiles.Lifetime {
	t.Helper()
	list, err := h.Lifetimes(profile, ripio.Sandbox)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestLifetimes(t *testing.T) {
	later, local := granted("acme", minutes(2)), granted("ACME", minutes(1))
	local.Exchange.Clock = ripio.Clock{Reason: "the response has no Date header"}
	dead := granted("acme", at)
	dead.Exchange.Token.Expiry.At = at.Add(-time.Hour)
	without := granted("acme", at)
	without.Exchange.Token.Expiry.State = jwt.ExpiryAbsent
	h := keptIn(t, later, local, dead, without, rejected("acme", at), granted("", at))
	want := []profiles.Lifetime{
		// exp is two seconds later by the server's clock, and the answer came after 214 ms.
		{At: minutes(1), Lifetime: 10*time.Hour + 2*time.Second - 214*time.Millisecond},
		{At: minutes(2), Lifetime: 10 * time.Hour, Measured: true},
	}
	if got := lifetimesOf(t, h, "Acme"); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if got := lifetimesOf(t, h, ""); len(got) != 1 {
		t.Errorf("without a profile: %v", got)
	}
	if other, err := h.Lifetimes("acme", ripio.Production); len(other) != 0 || err != nil {
		t.Errorf("in another environment: %v, %v", other, err)
	}
}

func TestLifetimesHaveALimit(t *testing.T) {
	attempts := []profiles.Attempt{granted("other", at)}
	for minute := range 61 {
		attempts = append(attempts, granted("acme", minutes(minute)))
	}
	h := keptIn(t, attempts...)
	got := lifetimesOf(t, h, "acme")
	if len(got) != 60 || !got[0].At.Equal(minutes(1)) || !got[59].At.Equal(minutes(60)) {
		t.Errorf("%d lifetimes: %v", len(got), got)
	}
	if got := lifetimesOf(t, h, "other"); len(got) != 1 {
		t.Errorf("of another profile: %v", got)
	}
}

// TestLifetimesGrowOldWithTheHistory has an attempt that List does not show any more.
func TestLifetimesGrowOldWithTheHistory(t *testing.T) {
	h := keptIn(t, granted("acme", at.AddDate(0, 0, -100)), granted("acme", at))
	h.UseClock(clockAt(at.AddDate(0, 0, 2)))
	if got, shown := lifetimesOf(t, h, "acme"), listed(t, h, profiles.Filter{}); len(got) != 1 || len(shown) != 1 || !got[0].At.Equal(at) {
		t.Errorf("lifetimes %v; %d attempts", got, len(shown))
	}
}

// TestFormerLifetimesGo has the file of an earlier version, which names profiles, when
// something is saved or removed. A history that is not there is no reason to keep it.
func TestFormerLifetimesGo(t *testing.T) {
	for name, work := range map[string]func(h *house) error{
		"a send":   func(h *house) error { remember(t, h, granted("acme", at)); return nil },
		"a record": func(h *house) error { return h.Records.NoteExchange(granted("acme", at).Exchange) },
		"purge":    func(h *house) error { _, err := h.History.Purge(profiles.PurgeChoice{}); return err },
		"rename":   func(h *house) error { return h.History.Rename("acme", "beta") },
		"forget": func(h *house) error {
			h.save(t, "", inSandbox("acme", profiles.Ask), nil)
			_, report, err := h.Forget(t.Context(), "acme")
			if len(report.NotReached) > 0 {
				err = fmt.Errorf("not reached: %v", report.NotReached)
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			path := filepath.Join(h.state, "lifetimes.json")
			writeFile(t, path, `{"version":1,"lists":[{"profile":"acme","environment":"sandbox"}]}`)
			lifetimesOf(t, h.History, "acme")
			if _, err := os.Stat(path); err != nil {
				t.Fatalf("reading removed it: %v", err)
			}
			if err := work(h); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(path); !os.IsNotExist(err) {
				t.Errorf("it is still there: %v", err)
			}
		})
	}
}

// TestFormerLifetimesThatStayAreSaid has something in the file's place that cannot be
// removed.
func TestFormerLifetimesThatStayAreSaid(t *testing.T) {
	h := newHouse(t)
	writeFile(t, filepath.Join(h.state, "lifetimes.json", "in-the-way"), "")
	remember(t, h, granted("acme", at)) // says nothing
	if removed, err := h.History.Purge(profiles.PurgeChoice{}); removed != 0 || err == nil || !strings.HasPrefix(err.Error(), "the history is changed, but lifetimes ") {
		t.Errorf("removed %d, %v", removed, err)
	}
	if _, report, _ := h.Forget(t.Context(), "acme"); len(report.NotReached) != 1 {
		t.Errorf("not reached %v", report.NotReached)
	}
}
