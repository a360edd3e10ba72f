package book_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
)

// canary stands for a secret: no error and no warning may ever show it.
const canary = "CANARY-s3cr3t"

// storeWith makes a store whose file holds the text.
func storeWith(t *testing.T, text string) *book.Store {
	t.Helper()
	store := book.NewStore(filepath.Join(t.TempDir(), "ripio-explorer"))
	writeFile(t, store.Path(), text)
	return store
}

func emptyStore(t *testing.T) *book.Store {
	t.Helper()
	return book.NewStore(filepath.Join(t.TempDir(), "ripio-explorer"))
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

// body is the file below the comment at its top.
func body(t *testing.T, path string) string {
	t.Helper()
	_, text, found := strings.Cut(readFile(t, path), "\n\n")
	if !found {
		t.Fatalf("%s has no comment at its top", path)
	}
	return text
}

func load(t *testing.T, store *book.Store) book.Book {
	t.Helper()
	loaded, _, err := store.Load()
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return loaded
}

func put(t *testing.T, store *book.Store, previous string, profile book.Profile) book.Book {
	t.Helper()
	loaded, err := store.Put(previous, profile)
	if err != nil {
		t.Fatalf("put %q: %v", profile.Name, err)
	}
	return loaded
}

func names(loaded book.Book) string {
	var names []string
	for _, profile := range loaded.Profiles {
		names = append(names, profile.Name)
	}
	return strings.Join(names, ", ")
}

func profile(name string) book.Profile {
	return book.Profile{Name: name, Sandbox: book.Account{ClientID: "id of " + name, Secret: "ask"}}
}

// acme is a profile with every field filled in.
var acme = book.Profile{
	Name:    "acme",
	Country: "AR",
	Sandbox: book.Account{
		ClientID: "9f1c-e2",
		Secret:   "env:RIPIO_CLIENT_SECRET",
		User:     book.User{ExternalRef: "3f2b8c1e-6d5a-4b7f-9c3e-2f1d0a9b8c7d", Address: "0x05946b0d5E41"},
	},
	Production: book.Account{ClientID: "77aa", Secret: "ask", User: book.User{ExternalRef: "USER_1111"}},
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

func inSandbox(name string, reference book.SecretReference) book.Profile {
	return book.Profile{Name: name, Sandbox: book.Account{ClientID: "id-" + name, Secret: reference}}
}

func key(profile string, environment ripio.EnvironmentName) book.SecretKey {
	return book.SecretKey{Profile: profile, Environment: environment}
}
