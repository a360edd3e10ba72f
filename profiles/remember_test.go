package profiles_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
)

func remember(t *testing.T, h *house, attempts ...profiles.Attempt) []profiles.Attempt {
	t.Helper()
	var kept []profiles.Attempt
	for _, attempt := range attempts {
		one, warnings := h.Remember(attempt, false)
		if len(warnings) != 0 {
			t.Fatal(warnings)
		}
		kept = append(kept, one)
	}
	return kept
}

func TestWhatIsRemembered(t *testing.T) {
	dry := rejected("acme", at)
	dry.Exchange.DryRun = true
	blocked := rejected("acme", at)
	blocked.Exchange.Failure.Kind, blocked.Exchange.ReceivedAt, blocked.Exchange.Response = ripio.FailureBlocked, time.Time{}, nil
	timeout := rejected("acme", at)
	timeout.Exchange.Failure.Kind, timeout.Exchange.Response = ripio.FailureTimeout, nil
	negative := func(attempt profiles.Attempt) profiles.Attempt {
		attempt.Exchange.Request.Deviation = ripio.DeviationWrongSecret
		return attempt
	}
	swap := func(attempt profiles.Attempt) profiles.Attempt { attempt.SwapTest = true; return attempt }
	for _, test := range []struct {
		name                        string
		attempt                     profiles.Attempt
		history, observed, lifetime bool
	}{
		{"a token", granted("acme", at), true, false, true},
		{"a refusal", rejected("acme", at), true, true, false},
		{"no answer", timeout, true, false, false},
		{"a dry run", dry, false, false, false},
		{"nothing was sent", blocked, false, false, false},
		{"a negative test", negative(rejected("acme", at)), true, true, false},
		{"a negative test with a token", negative(granted("acme", at)), true, false, false},
		{"a swap test", swap(rejected("acme", at)), true, true, false},
		{"a swap test with a token", swap(granted("acme", at)), true, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			kept := remember(t, h, test.attempt)[0]
			attempts := listed(t, h.History, profiles.Filter{})
			if (kept.ID != "") != test.history || (len(attempts) == 1) != test.history {
				t.Errorf("kept as %q; the history has %d", kept.ID, len(attempts))
			}
			if test.history && (attempts[0].SwapTest != test.attempt.SwapTest || attempts[0].Exchange.Request.Deviation != test.attempt.Exchange.Request.Deviation) {
				t.Errorf("kept %+v", attempts[0])
			}
			if (len(filesWith(t, `"answers"`, h.state)) == 1) != test.observed || (len(lifetimesOf(t, h.History, "acme")) == 1) != test.lifetime {
				t.Errorf("files %v", filesWith(t, `"version"`, h.state))
			}
		})
	}
}

// TestFilesThatFailStopNothing has damaged files of every kind.
func TestFilesThatFailStopNothing(t *testing.T) {
	h := newHouse(t)
	for _, path := range []string{h.Store.Path(), h.Observed.Path()} {
		writeFile(t, path, "damaged")
	}
	writeFile(t, h.History.Path()+"/in-the-way", "")
	background, warnings := h.Background(rejected("acme", at))
	if !reflect.DeepEqual(background, cause.Background{}) {
		t.Errorf("got %+v", background)
	}
	wantWarnings(t, warnings,
		"what happened before is not known: read history.jsonl: ",
		"what the other environment has is not known: read profiles: ",
		"whether this response was seen before is not known: read "+h.Observed.Path()+": ")
	attempt := rejected("acme", at)
	kept, warnings := h.Remember(attempt, false)
	if !reflect.DeepEqual(kept, attempt) {
		t.Errorf("kept %+v", kept)
	}
	wantWarnings(t, warnings, "this attempt is not in the history: save history.jsonl: ", h.Observed.Path()+": it is not a JSON file")
}

func wantWarnings(t *testing.T, warnings []profiles.Warning, begins ...string) {
	t.Helper()
	if len(warnings) != len(begins) {
		t.Fatalf("warnings %v, want %d", warnings, len(begins))
	}
	for i, begin := range begins {
		if !strings.HasPrefix(warnings[i].Text, begin) {
			t.Errorf("got  %s\nwant %s…", warnings[i].Text, begin)
		}
	}
}

func TestARenamedProfileKeepsItsAttempts(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.Ask), nil)
	remember(t, h, granted("acme", at), rejected("acme", at))
	h.save(t, "acme", inSandbox("beta", profiles.Ask), nil)
	if got := profilesOf(listed(t, h.History, profiles.Filter{})); got != "beta beta" {
		t.Errorf("attempts of %s", got)
	}
	if got := lifetimesOf(t, h.History, "beta"); len(got) != 1 {
		t.Errorf("lifetimes %v", got)
	}
}

func TestLeftoversOfTheHistoryAreOrphans(t *testing.T) {
	h := newHouse(t)
	remember(t, h, granted("acme", at))
	for _, name := range []string{"observed.json.corrupt-20261124-034151", "lifetimes.json.corrupt-20261124-034151", "history.jsonl.bak"} {
		writeFile(t, h.state+"/"+name, "x")
	}
	orphans, _, err := h.Orphans(t.Context())
	var found []string
	for _, orphan := range orphans {
		if orphan.Path != "" {
			found = append(found, strings.TrimPrefix(orphan.Path, h.state+"/"))
		}
	}
	want := "history.jsonl.bak lifetimes.json.corrupt-20261124-034151 observed.json.corrupt-20261124-034151"
	if got := strings.Join(found, " "); got != want || err != nil {
		t.Errorf("got %s, %v", got, err)
	}
}
