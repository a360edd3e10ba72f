package secretfile_test

import (
	"errors"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

func TestFilesThatAreNotUsed(t *testing.T) {
	const head = `{"version": 1, "secrets": {"a": "` + canary + `"`
	tests := []struct {
		name, text string
		reason     string
		line       int
		column     int
	}{
		{"empty", "", "it is empty", 0, 0},
		{"white space", " \n\t", "it is empty", 0, 0},
		{"zero bytes", "\x00\x00\x00", "it holds only zero bytes, as a power failure can leave it", 0, 0},
		{"not text", head + "\xff", "it is not UTF-8 text", 0, 0},
		{"cut off", head, "it is not valid JSON", 1, 47},
		{"a missing comma", "{\n\t\"version\": 1\n\t\"ñ" + canary, "it is not valid JSON", 3, 2},
		{"something behind it", head + "}} " + canary, "it is not valid JSON", 1, 51},
		{"no object", `["` + canary + `"]`, "a value in it is not of the kind that belongs there", 1, 1},
		{"a number for a secret", `{"version": 1, "secrets": {"a": 17}}`, "a value in it is not of the kind that belongs there", 1, 34},
		{"an unknown key", `{"version": 1, "` + canary + `": 1, "secrets": {}}`, "it holds a key that this program does not know", 0, 0},
		{"no version", `{"secrets": {}}`, `"version" or "secrets" is missing in it`, 0, 0},
		{"no secrets", `{"version": 1}`, `"version" or "secrets" is missing in it`, 0, 0},
		{"an empty secret", `{"version": 1, "secrets": {"a": ""}}`, "a secret in it is empty", 0, 0},
		{"null for a secret", `{"version": 1, "secrets": {"a": null}}`, "a secret in it is empty", 0, 0},
		{"an account without a name", `{"version": 1, "secrets": {"": "` + canary + `"}}`, "an account or a secret in it has a form that this program does not write", 0, 0},
		{"too large", strings.Repeat(" ", 1<<20), "it is larger than 1 MiB", 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			store := newStore(t)
			writeFile(t, store.Path(), "sealed "+test.text)
			_, err := store.Read()
			var corrupt *secretfile.CorruptError
			if !errors.As(err, &corrupt) || !errors.Is(err, secretfile.ErrCorrupt) {
				t.Fatalf("got %v", err)
			}
			wantError(t, err, secretfile.ErrCorrupt)
			want := secretfile.CorruptError{Path: store.Path(), Line: test.line, Column: test.column, Reason: test.reason}
			if *corrupt != want {
				t.Errorf("got %+v, want %+v", *corrupt, want)
			}
			wantError(t, store.Update(changes("b", "2")), secretfile.ErrCorrupt)
			wantError(t, store.Create(none), secretfile.ErrExists)
			if got := readFile(t, store.Path()); got != "sealed "+test.text {
				t.Errorf("the file became %q", got)
			}
		})
	}
}

func TestTheTextOfACorruptFile(t *testing.T) {
	store := begun(t)
	update(t, store, "a", "1")
	writeFile(t, store.Path(), "sealed {\n}}")
	_, err := store.Read()
	want := "open test file: " + store.Path() + ", line 2, column 2: it is not valid JSON; nothing is saved over this file. " +
		"Go back to the backup, or set it aside and begin a new one"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestAFileOfANewerVersion(t *testing.T) {
	store := newStore(t)
	const text = `sealed {"version": 2, "secrets": [{"new": "` + canary + `"}]}`
	writeFile(t, store.Path(), text)
	_, err := store.Read()
	wantError(t, err, secretfile.ErrNewer)
	want := "open test file: " + store.Path() + " was made by a newer version of this program (file version 2, this program knows 1), " +
		"so it is not changed; update this program"
	if err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	wantError(t, store.Update(changes("a", "1")), secretfile.ErrNewer)
	if got := readFile(t, store.Path()); got != text {
		t.Errorf("the file became %q", got)
	}
}

func TestAByteOrderMarkIsNoFault(t *testing.T) {
	store := newStore(t)
	writeFile(t, store.Path(), "sealed \ufeff"+`{"version": 1, "secrets": {"a": "1"}}`)
	wantSecrets(t, store, "a=1")
}

func TestFind(t *testing.T) {
	secret, err := changes("a", "1").Find("a")
	if err != nil || secret.Reveal() != "1" {
		t.Errorf("got %q, %v", secret.Reveal(), err)
	}
	_, err = changes("a", "1").Find("b")
	wantError(t, err, secretfile.ErrNoSecret)
}

func TestForgottenSecretsAreOpenedAgain(t *testing.T) {
	opened := 0
	counting := protection
	counting.Open = func(file []byte, _ redact.Secret) ([]byte, error) {
		opened++
		return protection.Open(file, none)
	}
	store := secretfile.New(begun(t).Path(), counting)
	wantSecrets(t, store, "")
	wantSecrets(t, store, "")
	if opened != 1 {
		t.Errorf("an unchanged file was opened %d times", opened)
	}
	secretfile.Forget(store)
	wantSecrets(t, store, "")
	if opened != 2 {
		t.Errorf("opened %d times, want 2", opened)
	}
}

// FuzzRead reads any text. What can be read must be written so that it reads the
// same, and no error may quote it.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"version": 1, "secrets": {"a/sandbox": "s"}}`, "{\n \"version\": 1,\n \"secrets\": {\"" + canary + "\": 3}}",
		`{"version": 9}`, `{"version": 1e3, "` + canary + `": 1}`, `[]`, "\ufeff{}", `{"version":1,"secrets":{"a":"\ud800"}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		store := newStore(t)
		writeFile(t, store.Path(), "sealed "+text)
		secrets, err := store.Read()
		if err != nil {
			if strings.Contains(err.Error(), canary) || strings.Contains(err.Error(), "\n") {
				t.Errorf("the error quotes the file: %v", err)
			}
			return
		}
		update(t, store, "another", "account")
		again, err := another(store).Read()
		if err != nil {
			t.Fatal(err)
		}
		for _, account := range secrets.Accounts() {
			if account != "another" && again[account].Reveal() != secrets[account].Reveal() {
				t.Errorf("account %q changed", account)
			}
		}
	})
}
