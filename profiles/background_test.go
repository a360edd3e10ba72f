package profiles_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
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

// with changes a copy of an attempt.
func with(attempt profiles.Attempt, change func(*profiles.Attempt)) profiles.Attempt {
	change(&attempt)
	return attempt
}

func inProduction(attempt profiles.Attempt) profiles.Attempt {
	attempt.Exchange.Environment, _ = ripio.EnvironmentFor(ripio.Production)
	return attempt
}

func TestBackgroundOfCredentials(t *testing.T) {
	failed := rejected("acme", minutes(60))
	for _, test := range []struct {
		name          string
		before        []profiles.Attempt
		attempt       profiles.Attempt
		same, another time.Time
	}{
		{"nothing", nil, failed, time.Time{}, time.Time{}},
		{"the same pair", []profiles.Attempt{granted("acme", at), granted("acme", minutes(1))}, failed, minutes(1), time.Time{}},
		{"the same pair under another name", []profiles.Attempt{with(granted("acme", at), func(a *profiles.Attempt) { a.Exchange.Profile = "copy" })}, failed, at, time.Time{}},
		{"another client_id", []profiles.Attempt{with(granted("acme", at), func(a *profiles.Attempt) { a.Exchange.Request.ClientID = "x" })}, failed, time.Time{}, time.Time{}},
		{"another secret", []profiles.Attempt{with(granted("acme", at), func(a *profiles.Attempt) { a.Fingerprint = secondPrint })}, failed, time.Time{}, at},
		{"another secret of another profile", []profiles.Attempt{with(granted("beta", at), func(a *profiles.Attempt) { a.Fingerprint = secondPrint })}, failed, time.Time{}, time.Time{}},
		{"another environment", []profiles.Attempt{inProduction(granted("acme", at))}, failed, time.Time{}, time.Time{}},
		{"a failure", []profiles.Attempt{rejected("acme", at)}, failed, time.Time{}, time.Time{}},
		{"a swap test", []profiles.Attempt{with(granted("acme", at), func(a *profiles.Attempt) { a.SwapTest = true })}, failed, time.Time{}, time.Time{}},
		{
			"a negative test",
			[]profiles.Attempt{with(granted("acme", at), func(a *profiles.Attempt) { a.Exchange.Request.Deviation = ripio.DeviationPlainRef })},
			failed, time.Time{}, time.Time{},
		},
		{
			"secrets that are too short",
			[]profiles.Attempt{with(granted("acme", at), func(a *profiles.Attempt) { a.Fingerprint = profiles.TooShortToFingerprint })},
			with(failed, func(a *profiles.Attempt) { a.Fingerprint = profiles.TooShortToFingerprint }), time.Time{}, time.Time{},
		},
		{
			"a secret that is too short, and one that is not",
			[]profiles.Attempt{granted("acme", at)},
			with(failed, func(a *profiles.Attempt) { a.Fingerprint = profiles.TooShortToFingerprint }), time.Time{}, at,
		},
		{"an unknown secret", []profiles.Attempt{granted("acme", at)}, with(failed, func(a *profiles.Attempt) { a.Fingerprint = "" }), time.Time{}, time.Time{}},
		{"a success", []profiles.Attempt{granted("acme", at)}, granted("acme", minutes(60)), time.Time{}, time.Time{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			remember(t, h, test.before...)
			got, warnings := h.Background(test.attempt)
			if !got.LastSuccess.Equal(test.same) || !got.OtherSecretWorked.Equal(test.another) || len(warnings) != 0 {
				t.Errorf("got %v and %v, %v", got.LastSuccess, got.OtherSecretWorked, warnings)
			}
		})
	}
}

func TestBackgroundOfTheOtherEnvironment(t *testing.T) {
	for _, test := range []struct {
		name    string
		profile string
		live    string // client_id for production
		before  []profiles.Attempt
		want    ripio.OtherCredentials
	}{
		{"no profile of that name", "beta", "live", nil, ripio.OtherCredentials{}},
		{"none there", "acme", "", nil, ripio.OtherCredentials{}},
		{"another pair", "ACME", "live", nil, ripio.OtherCredentials{Exist: true}},
		{"the same client_id", "acme", "id-acme", nil, ripio.OtherCredentials{Exist: true, SameClientID: true}},
		{
			"they worked", "acme", "id-acme", []profiles.Attempt{inProduction(granted("acme", at)), inProduction(granted("acme", minutes(1)))},
			ripio.OtherCredentials{Exist: true, SameClientID: true, LastSuccess: minutes(1)},
		},
		{"others worked", "acme", "live", []profiles.Attempt{inProduction(granted("acme", at))}, ripio.OtherCredentials{Exist: true}},
		{
			"a swap test", "acme", "id-acme",
			[]profiles.Attempt{with(inProduction(granted("acme", at)), func(a *profiles.Attempt) { a.SwapTest = true })},
			ripio.OtherCredentials{Exist: true, SameClientID: true},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			profile := inSandbox("acme", profiles.Ask)
			profile.Production.ClientID = test.live
			h.save(t, "", profile, nil)
			remember(t, h, test.before...)
			failed := rejected("acme", minutes(60))
			failed.Exchange.Profile = test.profile
			got, warnings := h.Background(failed)
			if !reflect.DeepEqual(got.Other, test.want) || len(warnings) != 0 {
				t.Errorf("got  %+v, %v\nwant %+v", got.Other, warnings, test.want)
			}
			simulated := failed
			simulated.Exchange.Environment.Name = ripio.Simulator
			if got, _ := h.Background(simulated); got.Other != (ripio.OtherCredentials{}) {
				t.Errorf("in the simulator: %+v", got.Other)
			}
		})
	}
}

// TestBackgroundOfAnOldAttempt asks for what was known when it was made.
func TestBackgroundOfAnOldAttempt(t *testing.T) {
	h := newHouse(t)
	kept := remember(t, h, granted("acme", at), rejected("acme", minutes(1)), granted("acme", minutes(2)),
		rejected("acme", minutes(3)), rejected("acme", minutes(4)))
	for i, want := range map[int]ripio.Background{
		1: {LastSuccess: at},
		3: {LastSuccess: minutes(2), Seen: []ripio.Sighting{{At: minutes(1), Times: 1}}},
		4: {LastSuccess: minutes(2), Seen: []ripio.Sighting{{At: minutes(3), Times: 2}}},
	} {
		if got, _ := h.Background(kept[i]); !reflect.DeepEqual(got, want) {
			t.Errorf("attempt %d\ngot  %+v\nwant %+v", i, got, want)
		}
	}
	// One that is new, on a machine whose clock went back.
	if got, _ := h.Background(rejected("acme", at.Add(-time.Hour))); got.LastSuccess != minutes(2) || len(got.Seen) != 1 || got.Seen[0].Times != 3 {
		t.Errorf("got %+v", got)
	}
}

// TestAnOldAttemptThatWasSeenOften has more sightings than times that are kept.
func TestAnOldAttemptThatWasSeenOften(t *testing.T) {
	h := newHouse(t)
	var attempts []profiles.Attempt
	for minute := range 12 {
		attempts = append(attempts, rejected("acme", minutes(minute)))
	}
	kept := remember(t, h, attempts...)
	for i, want := range map[int][]ripio.Sighting{
		0:  nil,
		2:  {{At: at, Times: 4}}, // no better is known: eight times came later or then
		11: {{At: minutes(10), Times: 11}},
	} {
		if got, _ := h.Background(kept[i]); !reflect.DeepEqual(got.Seen, want) {
			t.Errorf("attempt %d: got %v, want %v", i, got.Seen, want)
		}
	}
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
			if (len(filesWith(t, `"answers"`, h.state)) == 1) != test.observed || (len(filesWith(t, `"lists"`, h.state)) == 1) != test.lifetime {
				t.Errorf("files %v", filesWith(t, `"version"`, h.state))
			}
		})
	}
}

// TestFilesThatFailStopNothing has damaged files of every kind.
func TestFilesThatFailStopNothing(t *testing.T) {
	h := newHouse(t)
	for _, path := range []string{h.Store.Path(), h.Observed.Path(), h.Lifetimes.Path()} {
		writeFile(t, path, "damaged")
	}
	writeFile(t, h.History.Path()+"/in-the-way", "")
	background, warnings := h.Background(rejected("acme", at))
	if !reflect.DeepEqual(background, ripio.Background{}) {
		t.Errorf("got %+v", background)
	}
	wantWarnings(t, warnings,
		"what happened before is not known: read history.jsonl: ",
		"what the other environment has is not known: read profiles: ",
		"whether this answer was seen before is not known: read "+h.Observed.Path()+": ")
	attempt := rejected("acme", at)
	kept, warnings := h.Remember(attempt, false)
	if !reflect.DeepEqual(kept, attempt) {
		t.Errorf("kept %+v", kept)
	}
	wantWarnings(t, warnings, "this send is not in the history: save history.jsonl: ", h.Observed.Path()+": it is not a JSON file")
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
	if got := lifetimesOf(t, h.Lifetimes, "beta"); len(got) != 1 {
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
