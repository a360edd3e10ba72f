package profiles_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
)

// canary stands for a secret: no error and no warning may ever show it.
const canary = "CANARY-s3cr3t"

// storeWith makes a store whose file holds the text.
func storeWith(t *testing.T, text string) *profiles.Store {
	t.Helper()
	store := profiles.NewStore(filepath.Join(t.TempDir(), "ripio-explorer"))
	writeFile(t, store.Path(), text)
	return store
}

func emptyStore(t *testing.T) *profiles.Store {
	t.Helper()
	return profiles.NewStore(filepath.Join(t.TempDir(), "ripio-explorer"))
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func load(t *testing.T, store *profiles.Store) profiles.Book {
	t.Helper()
	book, _, err := store.Load()
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return book
}

func put(t *testing.T, store *profiles.Store, previous string, profile profiles.Profile) profiles.Book {
	t.Helper()
	book, err := store.Put(previous, profile)
	if err != nil {
		t.Fatalf("put %q: %v", profile.Name, err)
	}
	return book
}

func names(book profiles.Book) string {
	var names []string
	for _, profile := range book.Profiles {
		names = append(names, profile.Name)
	}
	return strings.Join(names, ", ")
}

func profile(name string) profiles.Profile {
	return profiles.Profile{Name: name, Sandbox: profiles.Account{ClientID: "id of " + name, Secret: "ask"}}
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

func wantNoCanary(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(text, canary) {
			t.Errorf("the text shows the canary: %s", text)
		}
	}
}
