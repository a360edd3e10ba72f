package profiles_test

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
)

func TestRecords(t *testing.T) {
	records := state.NewRecords(t.TempDir())
	acme := key("acme", ripio.Sandbox)
	note := func(key profiles.SecretKey, minute int, outcome profiles.Outcome) {
		t.Helper()
		if err := records.Note(key, minutes(minute), outcome); err != nil {
			t.Fatal(err)
		}
	}
	want := func(key profiles.SecretKey, want profiles.Record) {
		t.Helper()
		if got, err := records.Of(key); err != nil || got != want {
			t.Errorf("%v: got %+v, %v; want %+v", key, got, err, want)
		}
	}
	want(acme, profiles.Record{})
	note(acme, 1, profiles.Outcome{Success: true})
	note(acme, 3, profiles.Outcome{Summary: "credentials refused"})
	note(acme, 2, profiles.Outcome{Summary: "an earlier one that was written later"})
	note(key("acme", ripio.Production), 4, profiles.Outcome{Success: true})
	want(key("ACME", ripio.Sandbox), profiles.Record{LastSuccess: minutes(1), LastFailure: minutes(3), Failure: "credentials refused"})
	note(acme, 5, profiles.Outcome{Summary: strings.Repeat("é", 300)})
	want(acme, profiles.Record{LastSuccess: minutes(1), LastFailure: minutes(5), Failure: strings.Repeat("é", 200)})

	note(key("beta", ripio.Sandbox), 9, profiles.Outcome{Success: true})
	if err := records.Rename("acme", "beta"); err != nil {
		t.Fatal(err)
	}
	want(acme, profiles.Record{})
	want(key("beta", ripio.Production), profiles.Record{LastSuccess: minutes(4)})
	if got, _ := records.Of(key("beta", ripio.Sandbox)); !got.LastSuccess.Equal(minutes(1)) {
		t.Errorf("the record of the profile that was called beta before is still there: %+v", got)
	}
	if removed, err := records.Forget("Beta"); removed != 2 || err != nil {
		t.Errorf("forgot %d, %v", removed, err)
	}
	want(key("beta", ripio.Production), profiles.Record{})
}
