package secretfile_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
	"devtools/ripio-explorer/profiles/secretfile"
)

func TestUpdate(t *testing.T) {
	store := begun(t)
	wantSecrets(t, store, "")
	update(t, store, "acme/sandbox", "s1", "acme/production", "<p&1>\u2028 ñ")
	wantSecrets(t, store, "acme/production=<p&1>\u2028 ñ acme/sandbox=s1")
	wantSecrets(t, another(store), "acme/production=<p&1>\u2028 ñ acme/sandbox=s1")
	update(t, store, "acme/sandbox", "", "acme ñ/sandbox", "s1", "unknown", "")
	wantSecrets(t, another(store), "acme ñ/sandbox=s1 acme/production=<p&1>\u2028 ñ")

	want := `sealed {
  "version": 1,
  "secrets": {
    "acme ñ/sandbox": "s1",
    "acme/production": "<p&1>\u2028 ñ"
  }
}
`
	if got := readFile(t, store.Path()); got != want {
		t.Errorf("the file is\n%s", got)
	}
}

func TestTheBackupHoldsNoRemovedSecret(t *testing.T) {
	store := begun(t)
	update(t, store, "a", canary, "b", "kept")
	update(t, store, "a", "new")
	for _, path := range []string{store.Path(), store.Path() + ".bak"} {
		if got := readFile(t, path); strings.Contains(got, canary) || !strings.Contains(got, "kept") {
			t.Errorf("%s is\n%s", path, got)
		}
	}
}

func TestAnUpdateWithoutAChangeWritesNothing(t *testing.T) {
	store := begun(t)
	update(t, store, "a", "1")
	before := stat(t, store.Path())
	update(t, store, "a", "1", "b", "")
	if after := stat(t, store.Path()); !os.SameFile(before, after) {
		t.Error("the file was replaced")
	}
}

func stat(t *testing.T, path string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func TestInstancesMergeByAccount(t *testing.T) {
	one := begun(t)
	two := another(one)
	update(t, one, "a", "1", "b", "1")
	wantSecrets(t, two, "a=1 b=1")
	update(t, two, "b", "2", "c", "2")
	update(t, one, "a", "", "d", "1")
	wantSecrets(t, one, "b=2 c=2 d=1")
	wantSecrets(t, two, "b=2 c=2 d=1")
}

func TestInstancesSaveAtTheSameTime(t *testing.T) {
	patient := protection
	patient.Patience = time.Minute
	path := begun(t).Path()
	var all sync.WaitGroup
	for instance := range 4 {
		all.Go(func() {
			store := secretfile.New(path, patient)
			for i := range 10 {
				if err := store.Update(changes(fmt.Sprintf("%d-%d", instance, i), "x")); err != nil {
					t.Errorf("instance %d: %v", instance, err)
				}
			}
		})
	}
	all.Wait()
	secrets, err := secretfile.New(path, patient).Read()
	if err != nil || len(secrets) != 40 {
		t.Errorf("%d secrets, %v", len(secrets), err)
	}
}

func TestWhatIsNotKept(t *testing.T) {
	store := begun(t)
	update(t, store, "a", "1")
	tests := []struct {
		name, account, secret string
		want                  error
	}{
		{"no account", "", canary, secretfile.ErrAccountName},
		{"a line break in the account", "a\nb", canary, secretfile.ErrAccountName},
		{"an account that is not text", "a\xff", canary, secretfile.ErrAccountName},
		{"a long account", strings.Repeat("a", 513), canary, secretfile.ErrAccountName},
		{"a long secret", "a", canary + strings.Repeat("x", 2048), secretfile.ErrSecretTooLong},
		{"a secret that is not text", "a", canary + "\xff", secretfile.ErrSecretNotText},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			wantError(t, store.Update(changes(test.account, test.secret)), test.want)
			wantSecrets(t, store, "a=1")
		})
	}
	update(t, store, strings.Repeat("a", 512), strings.Repeat("x", 2048))
}

func TestTheFileStaysUnderItsLimit(t *testing.T) {
	store := begun(t)
	many := secretfile.Secrets{}
	for i := range 600 {
		many[fmt.Sprintf("account %d", i)] = changes("", strings.Repeat("x", 2048))[""]
	}
	wantError(t, store.Update(many), secretfile.ErrFull)
	wantSecrets(t, store, "")
}

func TestAnotherInstanceHasTheLock(t *testing.T) {
	store := begun(t)
	unlock, err := atomicfile.Lock(store.Path()+".lock", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	err = store.Update(changes("a", "1"))
	wantError(t, err, atomicfile.ErrLocked)
	if want := "save test file: another window is saving; try again in a moment"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	unlock()
	update(t, store, "a", "1")
}

// TestABackupOfAnEarlierVersion has what a kill between the two renames of a first
// save left: an empty backup and no file.
func TestABackupOfAnEarlierVersion(t *testing.T) {
	for name, use := range map[string]func(*secretfile.File) error{
		"a save":    func(s *secretfile.File) error { return s.Update(changes("a", "1")) },
		"a reading": func(s *secretfile.File) error { _, err := s.Read(); return err },
	} {
		t.Run(name, func(t *testing.T) {
			store := newStore(t)
			writeFile(t, store.Path()+".bak", `sealed {"version": 1, "secrets": {}}`)
			if err := use(store); err != nil {
				t.Fatal(err)
			}
			update(t, store, "b", "2")
		})
	}
}
