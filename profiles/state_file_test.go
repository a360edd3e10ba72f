package profiles_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
)

func TestADamagedStateFileIsSetAside(t *testing.T) {
	tests := []struct{ name, text, reason string }{
		{"empty", "", "it is empty"},
		{"blank", " \n", "it is empty"},
		{"cut off", `{"version":1,"users":[{"label":"` + canary, "it is not a JSON file of this program"},
		{"zero bytes", strings.Repeat("\x00", 100), "it is not a JSON file of this program"},
		{"another program's", `{"name":"x"}`, "it is not a JSON file of this program"},
		{"a list", `[]`, "it is not a JSON file of this program"},
		{"a wrong kind", `{"version":1,"users":"` + canary + `","records":1}`, "a value in it is not of the kind that belongs there"},
		{"too large", `{"version":1}` + strings.Repeat(" ", 1<<20), "it is larger than 1 MiB"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			users, records := state.NewUsers(dir), state.NewRecords(dir)
			for _, path := range []string{users.Path(), records.Path()} {
				writeFile(t, path, test.text)
			}
			_, listing := users.List("")
			_, looking := records.Of(key("acme", ripio.Sandbox))
			for path, err := range map[string]error{users.Path(): listing, records.Path(): looking} {
				var damaged *profiles.StateError
				want := "read " + path + ": " + test.reason + "; the next change sets it aside and begins a new file"
				if !errors.As(err, &damaged) || err.Error() != want {
					t.Errorf("got %v, want %s", err, want)
				}
				if readFile(t, path) != test.text {
					t.Error("reading changed the file")
				}
			}
			record(t, users, ripio.Sandbox, "acme", alice, at)
			if err := records.Note(key("acme", ripio.Sandbox), at, profiles.Outcome{Success: true}); err != nil {
				t.Fatal(err)
			}
			if got := list(t, users, ""); len(got) != 1 {
				t.Errorf("users %v", got)
			}
			if got, err := records.Of(key("acme", ripio.Sandbox)); err != nil || !got.LastSuccess.Equal(at) {
				t.Errorf("record %v, %v", got, err)
			}
			warnings := append(users.Warnings(), records.Warnings()...)
			if len(warnings) != 2 || len(users.Warnings()) != 0 {
				t.Fatalf("warnings %v", warnings)
			}
			for i, path := range []string{users.Path(), records.Path()} {
				asides, _ := filepath.Glob(path + ".corrupt-*")
				if len(asides) != 1 || readFile(t, asides[0]) != test.text {
					t.Fatalf("set aside: %v", asides)
				}
				if want := path + ": " + test.reason + "; it was kept as " + asides[0] + ", and a new file was begun"; warnings[i].Text != want {
					t.Errorf("got  %s\nwant %s", warnings[i].Text, want)
				}
			}
		})
	}
}

func TestANewerStateFileIsReadButNotChanged(t *testing.T) {
	dir := t.TempDir()
	users, records := state.NewUsers(dir), state.NewRecords(dir)
	text := `{"version":2,"more":[1],"users":[{"environment":"sandbox","profile":"acme","external_ref":"r","address":"a","mood":"good"}],` +
		`"records":[{"profile":"acme","environment":"sandbox","last_success":"2026-11-24T03:41:51Z"}]}`
	for _, path := range []string{users.Path(), records.Path()} {
		writeFile(t, path, text)
	}
	if got := list(t, users, ripio.Sandbox); len(got) != 1 || got[0].ExternalRef != "r" {
		t.Errorf("users %v", got)
	}
	if got, err := records.Of(key("acme", ripio.Sandbox)); err != nil || !got.LastSuccess.Equal(at) {
		t.Errorf("record %v, %v", got, err)
	}
	_, forgetting := users.Forget("acme")
	for i, err := range []error{
		users.Record(ripio.Sandbox, "acme", alice, at),
		records.Note(key("acme", ripio.Sandbox), at, profiles.Outcome{}), forgetting,
	} {
		name := []string{"users.json", "records.json", "users.json"}[i]
		want := "save " + name + ": " + filepath.Join(dir, name) + " was made by a newer version of this program (file version 2, this program knows 1), so it is read but not changed; update this program"
		if err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	if readFile(t, users.Path()) != text || readFile(t, records.Path()) != text {
		t.Error("a file was changed")
	}
}

func TestStateFilesAreClosed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state", "ripio-explorer")
	users, records := state.NewUsers(dir), state.NewRecords(dir)
	record(t, users, ripio.Sandbox, "acme", alice, at)
	if err := records.Note(key("acme", ripio.Sandbox), at, profiles.Outcome{}); err != nil {
		t.Fatal(err)
	}
	wantModes(t, dir, 0o700, users.Path(), records.Path())
	if err := os.Chmod(users.Path(), 0o644); err != nil {
		t.Fatal(err)
	}
	record(t, users, ripio.Sandbox, "acme", alice, minutes(1))
	wantModes(t, dir, 0o700, users.Path())
}

func TestTwoBooksOnOneFolder(t *testing.T) {
	dir := t.TempDir()
	errs := make(chan error)
	for i := range 8 {
		go func() {
			user := profiles.User{ExternalRef: fmt.Sprint("ref", i), Address: "a"}
			errs <- errors.Join(
				state.NewUsers(dir).Record(ripio.Sandbox, "acme", user, minutes(i)),
				state.NewRecords(dir).Note(key(fmt.Sprint("p", i), ripio.Sandbox), minutes(i), profiles.Outcome{Success: true}),
			)
		}()
	}
	for range 8 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got := list(t, state.NewUsers(dir), ""); len(got) != 8 {
		t.Errorf("%d users, want 8", len(got))
	}
	for i := range 8 {
		if got, _ := state.NewRecords(dir).Of(key(fmt.Sprint("p", i), ripio.Sandbox)); !got.LastSuccess.Equal(minutes(i)) {
			t.Errorf("the record of p%d is %v", i, got)
		}
	}
}

func TestStateFolders(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	t.Setenv("XDG_STATE_HOME", filepath.Join(home, "s"))
	own := filepath.Join(home, "elsewhere")
	for config, want := range map[string]string{
		"": filepath.Join(home, "s", "ripio-explorer"),
		filepath.Join(home, "config", "ripio-explorer"):       filepath.Join(home, "s", "ripio-explorer"),
		filepath.Join(home, "config", "ripio-explorer") + "/": filepath.Join(home, "s", "ripio-explorer"),
		own: filepath.Join(own, "state"),
	} {
		if got, err := profiles.StateDirFor(config); err != nil || got != want {
			t.Errorf("%q: got %s, %v; want %s", config, got, err, want)
		}
	}
	t.Setenv("XDG_STATE_HOME", "relative")
	if got, err := profiles.DefaultStateDir(); err != nil || !strings.HasPrefix(got, home) || strings.Contains(got, "relative") {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestTimesAreInUTC(t *testing.T) {
	users := state.NewUsers(t.TempDir())
	record(t, users, ripio.Sandbox, "acme", alice, time.Date(2026, 11, 24, 0, 41, 51, 9, time.FixedZone("ART", -3*3600)))
	if text := readFile(t, users.Path()); !strings.Contains(text, `"2026-11-24T03:41:51Z"`) {
		t.Errorf("the file holds %s", text)
	}
}
