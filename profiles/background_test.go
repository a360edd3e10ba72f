package profiles_test

import (
	"reflect"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/cause"
)

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
		want    cause.OtherCredentials
	}{
		{"no profile of that name", "beta", "live", nil, cause.OtherCredentials{}},
		{"none there", "acme", "", nil, cause.OtherCredentials{}},
		{"another pair", "ACME", "live", nil, cause.OtherCredentials{Exist: true}},
		{"the same client_id", "acme", "id-acme", nil, cause.OtherCredentials{Exist: true, SameClientID: true}},
		{
			"they worked", "acme", "id-acme", []profiles.Attempt{inProduction(granted("acme", at)), inProduction(granted("acme", minutes(1)))},
			cause.OtherCredentials{Exist: true, SameClientID: true, LastSuccess: minutes(1)},
		},
		{"others worked", "acme", "live", []profiles.Attempt{inProduction(granted("acme", at))}, cause.OtherCredentials{Exist: true}},
		{
			"a swap test", "acme", "id-acme",
			[]profiles.Attempt{with(inProduction(granted("acme", at)), func(a *profiles.Attempt) { a.SwapTest = true })},
			cause.OtherCredentials{Exist: true, SameClientID: true},
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
			if got, _ := h.Background(simulated); got.Other != (cause.OtherCredentials{}) {
				t.Errorf("in the simulator: %+v", got.Other)
			}
		})
	}
}

// TestBackgroundOfAnOldAttempt asks for what was known when it was made.
func TestBackgroundOfAnOldAttempt(t *testing.T) {
	h := newHouse(t)
	late := func(minute int) time.Time { return minutes(minute).Add(987654321) } // the catalogue has whole seconds
	kept := remember(t, h, granted("acme", at), rejected("acme", late(1)), granted("acme", minutes(2)),
		rejected("acme", late(3)), rejected("acme", late(4)))
	for i, want := range map[int]cause.Background{
		1: {LastSuccess: at},
		3: {LastSuccess: minutes(2), Seen: []cause.Sighting{{At: minutes(1), Times: 1}}},
		4: {LastSuccess: minutes(2), Seen: []cause.Sighting{{At: minutes(3), Times: 2}}},
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
	for i, want := range map[int][]cause.Sighting{
		0:  nil,
		2:  {{At: at, Times: 4}}, // no better is known: eight times came later or then
		11: {{At: minutes(10), Times: 11}},
	} {
		if got, _ := h.Background(kept[i]); !reflect.DeepEqual(got.Seen, want) {
			t.Errorf("attempt %d: got %v, want %v", i, got.Seen, want)
		}
	}
}
