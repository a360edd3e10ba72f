package book_test

import (
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/profiles/internal/storetest"
)

// canary stands for a secret.
const canary = storetest.Canary

var (
	storeWith    = storetest.StoreWith
	emptyStore   = storetest.EmptyStore
	load         = storetest.Load
	put          = storetest.Put
	names        = storetest.Names
	profile      = storetest.Profile
	key          = storetest.Key
	writeFile    = storetest.WriteFile
	readFile     = storetest.ReadFile
	wantError    = storetest.WantError
	wantNoCanary = storetest.WantNoCanary
)

// body is the file below the comment at its top.
func body(t *testing.T, path string) string {
	t.Helper()
	_, text, found := strings.Cut(readFile(t, path), "\n\n")
	if !found {
		t.Fatalf("%s has no comment at its top", path)
	}
	return text
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

func inSandbox(name string, reference book.SecretReference) book.Profile {
	return book.Profile{Name: name, Sandbox: book.Account{ClientID: "id-" + name, Secret: reference}}
}
