package profiles_test

import (
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
	watch "devtools/ripio-explorer/ripio/canary"
)

// wantLast compares the lifetime of a last good run; 0 stands for no run.
func wantLast(t *testing.T, watched *profiles.Watched, key profiles.WatchKey, lifetime int64) {
	t.Helper()
	last, err := watched.Last(key)
	if err != nil {
		t.Fatal(err)
	}
	if (last == nil) != (lifetime == 0) || last != nil && last.Lifetime != lifetime {
		t.Errorf("%+v: the last good run is %+v, want the lifetime %d", key, last, lifetime)
	}
}

func TestTheLastGoodRun(t *testing.T) {
	dir := t.TempDir()
	watched := state.NewWatched(dir)
	acme := profiles.WatchKey{Profile: "acme", Environment: ripio.Sandbox}
	live := profiles.WatchKey{Profile: "acme", Environment: ripio.Production}
	nobody := profiles.WatchKey{Client: "6ca801bb", Environment: ripio.Sandbox}
	wantLast(t, watched, acme, 0)
	for i, key := range []profiles.WatchKey{acme, live, nobody, acme} {
		if err := watched.Note(key, watch.Observation{At: at, Lifetime: int64(i + 1), Contract: []string{"token-shape-ok"}}); err != nil {
			t.Fatal(err)
		}
	}
	again := state.NewWatched(dir)
	wantLast(t, again, profiles.WatchKey{Profile: "ACME", Environment: ripio.Sandbox}, 4)
	wantLast(t, again, live, 2)
	wantLast(t, again, nobody, 3)
	if err := again.Rename("acme", "acme-2"); err != nil {
		t.Fatal(err)
	}
	wantLast(t, again, acme, 0)
	wantLast(t, again, profiles.WatchKey{Profile: "acme-2", Environment: ripio.Sandbox}, 4)
	if removed, err := again.Forget("acme-2"); err != nil || removed != 2 {
		t.Errorf("%d runs were forgotten, %v", removed, err)
	}
	wantLast(t, again, nobody, 3)
	if info, err := os.Stat(again.Path()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}

func TestTheOldestRunGoesFirst(t *testing.T) {
	watched := state.NewWatched(t.TempDir())
	key := func(i int) profiles.WatchKey {
		return profiles.WatchKey{Profile: "p" + strconv.Itoa(i), Environment: ripio.Sandbox}
	}
	for i := range 101 {
		if err := watched.Note(key(i), watch.Observation{At: at.Add(time.Duration(i) * time.Second), Lifetime: 1}); err != nil {
			t.Fatal(err)
		}
	}
	wantLast(t, watched, key(0), 0)
	wantLast(t, watched, key(1), 1)
	wantLast(t, watched, key(100), 1)
}

func TestADamagedLastGoodRunIsSetAside(t *testing.T) {
	watched := state.NewWatched(t.TempDir())
	if err := os.WriteFile(watched.Path(), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	key := profiles.WatchKey{Profile: "acme", Environment: ripio.Sandbox}
	var damaged *profiles.StateError
	if _, err := watched.Last(key); !errors.As(err, &damaged) {
		t.Errorf("a damaged file gave %v", err)
	}
	if err := watched.Note(key, watch.Observation{At: at, Lifetime: 7}); err != nil {
		t.Fatal(err)
	}
	wantLast(t, watched, key, 7)
	if warnings := watched.Warnings(); len(warnings) != 1 || !strings.Contains(warnings[0].Text, "it was kept as ") {
		t.Errorf("warnings %v", warnings)
	}
}
