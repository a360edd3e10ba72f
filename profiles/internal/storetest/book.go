package storetest

import (
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
)

// StoreWith makes a store whose file holds the text.
func StoreWith(t *testing.T, text string) *book.Store {
	t.Helper()
	store := book.NewStore(filepath.Join(t.TempDir(), "ripio-explorer"))
	WriteFile(t, store.Path(), text)
	return store
}

func EmptyStore(t *testing.T) *book.Store {
	t.Helper()
	return book.NewStore(filepath.Join(t.TempDir(), "ripio-explorer"))
}

func Load(t *testing.T, store *book.Store) book.Book {
	t.Helper()
	loaded, _, err := store.Load()
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return loaded
}

func Put(t *testing.T, store *book.Store, previous string, profile book.Profile) book.Book {
	t.Helper()
	loaded, err := store.Put(previous, profile)
	if err != nil {
		t.Fatalf("put %q: %v", profile.Name, err)
	}
	return loaded
}

func Names(loaded book.Book) string {
	var names []string
	for _, profile := range loaded.Profiles {
		names = append(names, profile.Name)
	}
	return strings.Join(names, ", ")
}

func Profile(name string) book.Profile {
	return book.Profile{Name: name, Sandbox: book.Account{ClientID: "id of " + name, Secret: "ask"}}
}

func Key(profile string, environment ripio.EnvironmentName) book.SecretKey {
	return book.SecretKey{Profile: profile, Environment: environment}
}
