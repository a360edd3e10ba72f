package book_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/book"
)

func TestTheDocumentedExample(t *testing.T) {
	page, err := os.ReadFile("../../docs/profiles.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, found := strings.Cut(string(page), "```toml\n")
	example, _, closed := strings.Cut(example, "```\n")
	if !found || !closed {
		t.Fatal("docs/profiles.md shows no example")
	}
	loaded, warnings, err := storeWith(t, example).Load()
	if err != nil || len(warnings) != 0 {
		t.Fatalf("load: %v, %v", warnings, err)
	}
	want := book.Book{
		Settings: book.Settings{Default: "acme-wallet"},
		Profiles: []book.Profile{
			{Name: "acme-wallet", Country: "AR",
				Sandbox: book.Account{ClientID: "9f1c0c4e-sandbox", Secret: "env:RIPIO_CLIENT_SECRET_SANDBOX",
					User: book.User{ExternalRef: "3f2b8c1e-6d5a-4b7f-9c3e-2f1d0a9b8c7d", Address: "0x05946b0d5E41"}},
				Production: book.Account{ClientID: "77aa51d0-production", Secret: book.InKeyring}},
			{Name: "acme-wallet BR", Country: "BR",
				Sandbox: book.Account{ClientID: "b41e7720-sandbox", Secret: `cmd:["op","read","op://Private/ripio BR/secret"]`}},
		},
	}
	if !reflect.DeepEqual(loaded, want) {
		t.Errorf("got %+v\nwant %+v", loaded, want)
	}
}
