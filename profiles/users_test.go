package profiles_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
)

var (
	alice = profiles.User{ExternalRef: "3f2b8c1e-6d5a-4b7f-9c3e-2f1d0a9b8c7d", Address: "0x05946b0d5E41"}
	bob   = profiles.User{ExternalRef: "USER_1111", Address: "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"}
)

func record(t *testing.T, users *profiles.Users, environment ripio.EnvironmentName, profile string, user profiles.User, when time.Time) {
	t.Helper()
	if err := users.Record(environment, profile, user, when); err != nil {
		t.Fatal(err)
	}
}

func list(t *testing.T, users *profiles.Users, environment ripio.EnvironmentName) []profiles.TestUser {
	t.Helper()
	listed, err := users.List(environment)
	if err != nil {
		t.Fatal(err)
	}
	return listed
}

func testUser(label string, environment ripio.EnvironmentName, profile string, user profiles.User, first, last time.Time) profiles.TestUser {
	return profiles.TestUser{
		Label: label, Environment: environment, Profile: profile,
		ExternalRef: user.ExternalRef, Address: user.Address, FirstUse: first, LastUse: last,
	}
}

func TestUsersOfAnEnvironment(t *testing.T) {
	users := state.NewUsers(t.TempDir())
	record(t, users, ripio.Sandbox, "acme", alice, minutes(0))
	record(t, users, ripio.Sandbox, "acme", bob, minutes(1))
	record(t, users, ripio.Production, "acme", alice, minutes(2))
	record(t, users, ripio.Sandbox, "Acme", alice, minutes(3).In(time.FixedZone("ART", -3*3600)))
	record(t, users, ripio.Sandbox, "acme", alice, minutes(-5)) // another window was slow to write
	if err := users.Label(ripio.Sandbox, "acme", alice, "Alicia"); err != nil {
		t.Fatal(err)
	}
	want := []profiles.TestUser{
		testUser("Alicia", ripio.Sandbox, "acme", alice, minutes(-5), minutes(3)),
		testUser("", ripio.Sandbox, "acme", bob, minutes(1), minutes(1)),
	}
	if got := list(t, users, ripio.Sandbox); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := list(t, users, ripio.Production); len(got) != 1 || got[0].User() != alice {
		t.Errorf("production: %+v", got)
	}
	if got := list(t, users, ""); len(got) != 3 {
		t.Errorf("all environments: %+v", got)
	}
	if err := users.Remove(ripio.Sandbox, "ACME", alice); err != nil {
		t.Fatal(err)
	}
	if got := list(t, users, ripio.Sandbox); !reflect.DeepEqual(got, want[1:]) {
		t.Errorf("after removing: %+v", got)
	}
	wantError(t, users.Remove(ripio.Sandbox, "acme", alice), state.ErrNoUser)
	if removed, err := users.Forget("acme"); removed != 2 || err != nil || len(list(t, users, "")) != 0 {
		t.Errorf("forgot %d, %v", removed, err)
	}
}

func TestRenamedUsersJoinThoseOfTheirNewName(t *testing.T) {
	users := state.NewUsers(t.TempDir())
	record(t, users, ripio.Sandbox, "beta", alice, minutes(0))
	record(t, users, ripio.Sandbox, "acme", alice, minutes(1))
	record(t, users, ripio.Sandbox, "acme", bob, minutes(2))
	if err := errors.Join(users.Label(ripio.Sandbox, "acme", alice, "Alicia"), users.Rename("acme", "Beta")); err != nil {
		t.Fatal(err)
	}
	want := []profiles.TestUser{
		testUser("", ripio.Sandbox, "Beta", bob, minutes(2), minutes(2)),
		testUser("Alicia", ripio.Sandbox, "beta", alice, minutes(0), minutes(1)),
	}
	if got := list(t, users, ""); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestAnAddedUserWasNeverUsed(t *testing.T) {
	users := state.NewUsers(t.TempDir())
	if err := users.Label(ripio.Sandbox, "acme", bob, "Bob"); err != nil {
		t.Fatal(err)
	}
	record(t, users, ripio.Sandbox, "acme", alice, minutes(0))
	got := list(t, users, ripio.Sandbox)
	if len(got) != 2 || got[1] != testUser("Bob", ripio.Sandbox, "acme", bob, time.Time{}, time.Time{}) {
		t.Fatalf("got %+v", got)
	}
	record(t, users, ripio.Sandbox, "acme", bob, minutes(1))
	if got := list(t, users, ripio.Sandbox); got[0] != testUser("Bob", ripio.Sandbox, "acme", bob, minutes(1), minutes(1)) {
		t.Errorf("after the first use: %+v", got[0])
	}
}

func TestUsersThatAreNotRecorded(t *testing.T) {
	users := state.NewUsers(t.TempDir())
	long := strings.Repeat("x", 513)
	for want, user := range map[error]profiles.User{
		state.ErrUserTooLong: {ExternalRef: "ref", Address: long},
		profiles.ErrNotText:  {ExternalRef: "\xff", Address: "a"},
	} {
		wantError(t, users.Record(ripio.Sandbox, "acme", user, at), want)
	}
	wantError(t, users.Label(ripio.Sandbox, "acme", alice, long), state.ErrUserTooLong)
	if exists(users.Path()) {
		t.Error("a file was written")
	}
}

func TestTheOldestUnnamedUserGoesFirst(t *testing.T) {
	dir := t.TempDir()
	var entries []string
	for i := range 1000 {
		label := ""
		if i == 0 {
			label = "keep"
		}
		when := minutes(i).Format(time.RFC3339)
		entries = append(entries, fmt.Sprintf(`{"label":%q,"environment":"sandbox","profile":"acme","external_ref":"r%d","address":"a","first_use":%q,"last_use":%q}`, label, i, when, when))
	}
	users := state.NewUsers(dir)
	writeFile(t, users.Path(), `{"version":1,"users":[`+strings.Join(entries, ",")+`]}`)
	record(t, users, ripio.Sandbox, "acme", alice, minutes(2000))
	got := list(t, users, "")
	refs := map[string]bool{}
	for _, user := range got {
		refs[user.ExternalRef] = true
	}
	if len(got) != 1000 || !refs["r0"] || refs["r1"] || !refs["r2"] || !refs[alice.ExternalRef] {
		t.Errorf("%d users; kept the named one %v, dropped the oldest %v", len(got), refs["r0"], !refs["r1"])
	}
}

func TestDrift(t *testing.T) {
	const evm, evmLower, other = "0x05946B0d5E41C1b8aDf2dF3a3bA5Fa3a1DbA0C2C", "0x05946b0d5e41c1b8adf2df3a3ba5fa3a1dba0c2c", "0x1111111111111111111111111111111111111111"
	user := func(ref, address string) profiles.User { return profiles.User{ExternalRef: ref, Address: address} }
	type use struct {
		environment ripio.EnvironmentName
		profile     string
		user        profiles.User
		minute      int
	}
	tests := []struct {
		name   string
		before []use
		now    use
		want   string
	}{
		{"never used", nil, use{ripio.Sandbox, "acme", user("r", evm), 0}, ""},
		{"the same", []use{{ripio.Sandbox, "Acme", user("r", evm), 0}}, use{ripio.Sandbox, "acme", user("r", evm), 1}, ""},
		{"another ref", []use{{ripio.Production, "beta", user("s", other), 0}}, use{ripio.Sandbox, "acme", user("r", evm), 1}, ""},
		{"another address", []use{{ripio.Sandbox, "acme", user("r", other), 0}}, use{ripio.Sandbox, "acme", user("r", evm), 1},
			"warning address user-drift-address 2026-11-24 03:41 UTC · acme · sandbox · " + other},
		{"other letter case", []use{{ripio.Sandbox, "acme", user("r", evmLower), 0}}, use{ripio.Sandbox, "acme", user("r", evm), 1},
			"note address user-drift-letter-case 2026-11-24 03:41 UTC · acme · sandbox · " + evmLower},
		{"other letter case where it matters", []use{{ripio.Sandbox, "acme", user("r", "TJRab"), 0}}, use{ripio.Sandbox, "acme", user("r", "TJRAB"), 1},
			"warning address user-drift-address 2026-11-24 03:41 UTC · acme · sandbox · TJRab"},
		{"no address yet", []use{{ripio.Sandbox, "acme", user("r", other), 0}}, use{ripio.Sandbox, "acme", user("r", ""), 1}, ""},
		{"no ref", []use{{ripio.Sandbox, "acme", user("", other), 0}}, use{ripio.Sandbox, "acme", user("", evm), 1}, ""},
		{"another profile", []use{{ripio.Sandbox, "beta", user("r", evm), 0}}, use{ripio.Sandbox, "acme", user("r", evm), 1},
			"warning external_ref user-drift-profile 2026-11-24 03:41 UTC · beta · sandbox · " + evm},
		{"another environment", []use{{ripio.Production, "acme", user("r", evm), 0}}, use{ripio.Sandbox, "acme", user("r", evm), 1},
			"warning external_ref user-drift-environment 2026-11-24 03:41 UTC · acme · production · " + evm},
		{"all three, each by its latest use", []use{
			{ripio.Sandbox, "beta", user("r", evm), 0}, {ripio.Sandbox, "gamma", user("r", evm), 1},
			{ripio.Production, "acme", user("r", other), 2}, {ripio.Sandbox, "acme", user("r", "x"), -1},
		}, use{ripio.Sandbox, "acme", user("r", evm), 3},
			"warning address user-drift-address 2026-11-24 03:43 UTC · acme · production · " + other + "\n" +
				"warning external_ref user-drift-environment 2026-11-24 03:43 UTC · acme · production · " + other + "\n" +
				"warning external_ref user-drift-profile 2026-11-24 03:42 UTC · gamma · sandbox · " + evm},
		{"the simulator is an imitation", []use{{ripio.Simulator, "beta", user("r", other), 0}}, use{ripio.Sandbox, "acme", user("r", evm), 1}, ""},
		{"within the simulator", []use{{ripio.Simulator, "acme", user("r", other), 0}}, use{ripio.Simulator, "acme", user("r", evm), 1},
			"warning address user-drift-address 2026-11-24 03:41 UTC · acme · simulator · " + other},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			users := state.NewUsers(t.TempDir())
			for _, before := range test.before {
				record(t, users, before.environment, before.profile, before.user, minutes(before.minute))
			}
			findings, err := users.Drift(test.now.environment, test.now.profile, test.now.user)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range findings {
				got = append(got, fmt.Sprintf("%s %s %s %s", f.Level, f.Field, f.Code, f.Found))
				if f.Blocking || f.Rule == "" || f.Fix == "" {
					t.Errorf("%s blocks or does not explain itself", f.Code)
				}
			}
			if strings.Join(got, "\n") != test.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), test.want)
			}
		})
	}
}
