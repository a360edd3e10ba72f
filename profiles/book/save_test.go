package book_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/book"
)

func TestTheFileIsReadable(t *testing.T) {
	store := emptyStore(t)
	put(t, store, "", acme)
	put(t, store, "", book.Profile{Name: "plain"})
	want := `version = 1

[[profile]]
name = 'acme'
country = 'AR'

[profile.sandbox]
client_id = '9f1c-e2'
secret = 'env:RIPIO_CLIENT_SECRET'

[profile.sandbox.user]
external_ref = '3f2b8c1e-6d5a-4b7f-9c3e-2f1d0a9b8c7d'
address = '0x05946b0d5E41'

[profile.production]
client_id = '77aa'
secret = 'ask'

[profile.production.user]
external_ref = 'USER_1111'

[[profile]]
name = 'plain'
`
	if got := body(t, store.Path()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	head, _, _ := strings.Cut(readFile(t, store.Path()), "\n\n")
	for _, part := range []string{"No secret is ever in here", "Comments are not kept", `"env:NAME"`, "[profile.sandbox.user]"} {
		if !strings.Contains(head, part) {
			t.Errorf("the comment at the top does not say %q", part)
		}
	}
}

func TestUnknownKeysSurviveASave(t *testing.T) {
	const kept = `version = 1
'a key with spaces' = 1
big = 9223372036854775807
day = 1979-05-27
deep = [[1, 2], ['a', {b = 1.5}]]
moment = 1979-05-27T07:32:00.5-03:00
nothing = []
numbers = [nan, -inf, 0.1]
time = 07:32:00

[settings]
theme = 'dark'
mouse = true
bell = 'off'

[[profile]]
name = 'acme'
favourite = true

[profile.sandbox]
client_id = 'x'
region = 'sa-east-1'

[profile.sandbox.user]
address = 'y'
mail = 'a@b.example'

[profile.sandbox.user.tags]
'ñ.x' = 'z'

[profile.staging]
client_id = 'w'

[[profile.users]]
label = 'one'

[[profile.users]]
label = 'two'

[[profile]]
country = 'BR'

[future]
key = 'value'

[future.empty]
`
	store := storeWith(t, kept)
	load(t, store)
	loaded := put(t, store, "", profile("new"))
	if names(loaded) != "acme, new" {
		t.Fatalf("profiles %s", names(loaded))
	}
	if _, err := store.Remove("new"); err != nil {
		t.Fatal(err)
	}
	if got := body(t, store.Path()); got != kept {
		t.Errorf("after adding and deleting a profile:\n%s\nwant\n%s", got, kept)
	}

	acme, _ := loaded.Find("acme")
	acme.Name, acme.Sandbox.ClientID, acme.Sandbox.User = "ACME 2", "xx", book.User{}
	put(t, store, "acme", acme)
	want := strings.Replace(kept, "name = 'acme'", "name = 'ACME 2'", 1)
	want = strings.Replace(want, "client_id = 'x'", "client_id = 'xx'", 1)
	want = strings.Replace(want, "address = 'y'\n", "", 1)
	if got := body(t, store.Path()); got != want {
		t.Errorf("after changing the profile:\n%s\nwant\n%s", got, want)
	}
}

func TestAValueInTheWrongPlaceIsKeptUntilItIsReplaced(t *testing.T) {
	const text = "version = 1\n\n[[profile]]\nname = 'acme'\nproduction = 'x'\n\n[profile.sandbox]\nclient_id = 5\nsecret = '" + canary + "'\n"
	store := storeWith(t, text)
	acme, _ := load(t, store).Find("acme")
	if acme.Sandbox.Secret != book.InvalidReference || acme.Sandbox.ClientID != "" || !acme.Production.IsZero() {
		t.Fatalf("got %+v", acme)
	}
	acme.Country = "AR"
	put(t, store, "acme", acme)
	want := strings.Replace(text, "name = 'acme'\n", "name = 'acme'\ncountry = 'AR'\n", 1)
	if got := body(t, store.Path()); got != want {
		t.Errorf("after another change:\n%s\nwant\n%s", got, want)
	}

	copied := acme
	copied.Name = "copy"
	put(t, store, "", copied)
	if n := strings.Count(readFile(t, store.Path()), canary); n != 1 {
		t.Errorf("the text is %d times in the file after a copy, want once", n)
	}

	acme.Sandbox = book.Account{ClientID: "x", Secret: book.Ask}
	acme.Production.ClientID = "y"
	put(t, store, "acme", acme)
	for _, path := range []string{store.Path(), store.Path() + ".bak"} {
		wantNoCanary(t, readFile(t, path))
	}
	if got := load(t, store).Profiles[0]; got != acme {
		t.Errorf("got %+v, want %+v", got, acme)
	}
}

func TestPutRefuses(t *testing.T) {
	with := func(change func(*book.Profile)) book.Profile {
		p := profile("new")
		change(&p)
		return p
	}
	tests := []struct {
		name    string
		profile book.Profile
		want    error
	}{
		{"no name", book.Profile{}, book.ErrNameEmpty},
		{"a taken name", profile("ACME"), book.ErrNameTaken},
		{"a secret for a reference", with(func(p *book.Profile) { p.Production.Secret = canary }), book.ErrReferenceForm},
		{"bytes that are not text", with(func(p *book.Profile) { p.Sandbox.User.Address = "\xff" + canary }), book.ErrNotText},
		{"too much", with(func(p *book.Profile) { p.Sandbox.ClientID = strings.Repeat("x", 1<<20) }), book.ErrTooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			store := emptyStore(t)
			put(t, store, "", acme)
			before := readFile(t, store.Path())
			_, err := store.Put("", test.profile)
			wantError(t, err, test.want)
			wantNoCanary(t, err.Error())
			if got := readFile(t, store.Path()); got != before {
				t.Errorf("the file became\n%s", got)
			}
		})
	}
}

func TestTheBackupIsTheStateBefore(t *testing.T) {
	store := emptyStore(t)
	put(t, store, "", profile("a"))
	if _, err := os.Stat(store.Path() + ".bak"); !errors.Is(err, os.ErrNotExist) {
		t.Error("there is a backup of nothing")
	}
	before := readFile(t, store.Path())
	put(t, store, "", profile("b"))
	put(t, store, "b", profile("b")) // no change, so no other backup
	if got := readFile(t, store.Path()+".bak"); got != before {
		t.Errorf("the backup is\n%s\nwant\n%s", got, before)
	}
}
