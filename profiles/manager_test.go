package profiles_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

func TestRenamingMovesAllThatBelongsToAProfile(t *testing.T) {
	for _, reference := range []profiles.SecretReference{profiles.InKeyring, profiles.InPlainFile, profiles.Ask} {
		t.Run(string(reference), func(t *testing.T) {
			h := newHouse(t)
			h.save(t, "", inSandbox("Acme", reference), typed(canary))
			user := profiles.User{ExternalRef: "ref", Address: "0x1"}
			if err := errors.Join(
				h.Users.Record(ripio.Sandbox, "Acme", user, at),
				h.Records.Note(key("Acme", ripio.Sandbox), at, profiles.Outcome{Success: true}),
			); err != nil {
				t.Fatal(err)
			}
			h.save(t, "acme", inSandbox("ACME", reference), nil) // letter case only
			h.wantSecret(t, "acme", reference, canary)
			h.save(t, "acme", inSandbox("Beta", reference), nil)
			h.wantSecret(t, "Beta", reference, canary)
			h.wantSecret(t, "Acme", reference, "")
			if book := load(t, h.Store); names(book) != "Beta" {
				t.Errorf("profiles %s", names(book))
			}
			users, _ := h.Users.List(ripio.Sandbox)
			record, _ := h.Records.Of(key("beta", ripio.Sandbox))
			if len(users) != 1 || users[0].Profile != "Beta" || !record.LastSuccess.Equal(at) {
				t.Errorf("users %v, record %v", users, record)
			}
		})
	}
}

// TestTheOrderOfARename wants the secret written before the profile, and the old
// one removed after it.
func TestTheOrderOfARename(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.InKeyring), typed(canary))
	var steps []string
	h.ring.fail = func(operation, account string) error {
		book, _, _ := profiles.NewStore(h.config).Load()
		steps = append(steps, operation+" "+account+" while the file has "+names(book))
		return nil
	}
	h.save(t, "acme", inSandbox("beta", profiles.InKeyring), nil)
	want := []string{
		"get acme/sandbox while the file has acme",
		"get beta/sandbox while the file has acme",
		"set beta/sandbox while the file has acme",
		"delete acme/sandbox while the file has beta",
	}
	if !slices.Equal(steps, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(steps, "\n"), strings.Join(want, "\n"))
	}
}

func TestChoosingAnotherPlaceMovesTheSecret(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.Ask), typed(canary))
	for _, reference := range []profiles.SecretReference{profiles.InPlainFile, profiles.InKeyring, profiles.InPlainFile} {
		h.save(t, "acme", inSandbox("acme", reference), nil)
		for _, place := range []profiles.SecretReference{profiles.InKeyring, profiles.InPlainFile, profiles.Ask} {
			h.wantSecret(t, "acme", place, map[bool]string{true: canary}[place == reference])
		}
	}
	h.save(t, "acme", inSandbox("acme", "env:SET"), nil)
	h.wantSecret(t, "acme", profiles.InPlainFile, "")
	h.environment["SET"] = "from outside"
	h.save(t, "acme", inSandbox("acme", profiles.InKeyring), nil) // what others keep is not copied
	h.wantItems(t, map[string]string{})
}

func TestATypedSecretReplacesTheStoredOne(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.InKeyring), typed("first"))
	h.save(t, "acme", inSandbox("acme", profiles.InKeyring), typed("second"))
	h.save(t, "acme", inSandbox("beta", profiles.InKeyring), typed("third"))
	h.wantItems(t, map[string]string{"beta/sandbox": "third"})
}

func TestRemoveAndRestoreWithTheSecret(t *testing.T) {
	for _, reference := range []profiles.SecretReference{profiles.InKeyring, profiles.InPlainFile, profiles.Ask} {
		t.Run(string(reference), func(t *testing.T) {
			h := newHouse(t)
			profile := inSandbox("Acme", reference)
			profile.Production = profiles.Account{ClientID: "x", Secret: "env:SET"}
			h.save(t, "", profile, typed(canary))
			load(t, h.Store)
			if book, warnings, err := h.Remove(t.Context(), "acme"); err != nil || len(warnings) != 0 || names(book) != "" {
				t.Fatalf("remove gave %s, %v, %v", names(book), warnings, err)
			}
			h.wantSecret(t, "Acme", reference, "")
			if book, warnings, err := h.Restore(t.Context(), "ACME"); err != nil || len(warnings) != 0 || names(book) != "Acme" {
				t.Fatalf("restore gave %s, %v, %v", names(book), warnings, err)
			}
			h.wantSecret(t, "Acme", reference, canary)
			_, _, err := h.Restore(t.Context(), "acme")
			wantError(t, err, profiles.ErrNoProfile)
		})
	}
}

func TestRemovingWithoutTheKeyring(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.InKeyring), typed(canary))
	h.ring.fail = failing("", keyring.ErrNoKeyring)
	book, warnings, err := h.Remove(t.Context(), "acme")
	if err != nil || names(book) != "" || len(warnings) != 1 || !strings.HasPrefix(warnings[0].Text, "secret for sandbox stays in the OS keyring: get: no keyring is available; start one") {
		t.Errorf("got %s, %v, %v", names(book), warnings, err)
	}
	h.ring.fail = nil
	if _, warnings, err := h.Restore(t.Context(), "acme"); err != nil || len(warnings) != 0 {
		t.Errorf("restore: %v, %v", warnings, err)
	}
	h.wantSecret(t, "acme", profiles.InKeyring, canary)
}

func TestDuplicate(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("acme", profiles.InKeyring), typed(canary))
	for _, want := range []string{"acme copy", "acme copy 2"} {
		copied, book, warnings, err := h.Duplicate(t.Context(), "ACME")
		if err != nil || len(warnings) != 0 || copied != want {
			t.Fatalf("got %q, %v, %v", copied, warnings, err)
		}
		if profile, found := book.Find(want); !found || profile.Sandbox.ClientID != "id of acme" {
			t.Errorf("the copy is %+v", profile)
		}
		h.wantSecret(t, want, profiles.InKeyring, canary)
	}
	h.wantSecret(t, "acme", profiles.InKeyring, canary)
	_, _, _, err := h.Duplicate(t.Context(), "ghost")
	wantError(t, err, profiles.ErrNoProfile)
}

// TestANewProfileInheritsNothing has an earlier profile of the same name whose
// secret was typed.
func TestANewProfileInheritsNothing(t *testing.T) {
	h := newHouse(t)
	h.Secrets.Remember(key("acme", ripio.Sandbox), redact.NewSecret(canary))
	h.save(t, "", inSandbox("acme", profiles.Ask), nil)
	h.wantSecret(t, "acme", profiles.Ask, "")
}

func TestTheDefaultProfile(t *testing.T) {
	h := newHouse(t)
	h.save(t, "", inSandbox("a", profiles.Ask), nil)
	h.save(t, "", inSandbox("b", profiles.Ask), nil)
	wantDefault := func(step, want string) {
		t.Helper()
		profile, ok := load(t, profiles.NewStore(h.config)).Default()
		if profile.Name != want || ok != (want != "") {
			t.Errorf("%s: the default is %q, want %q", step, profile.Name, want)
		}
	}
	wantDefault("at first", "")
	if _, err := h.Store.SetDefault("B"); err != nil {
		t.Fatal(err)
	}
	wantDefault("chosen", "b")
	h.save(t, "b", inSandbox("c", profiles.Ask), nil)
	wantDefault("renamed", "c")
	if _, _, err := h.Remove(t.Context(), "c"); err != nil {
		t.Fatal(err)
	}
	wantDefault("removed", "")
	if _, _, err := h.Restore(t.Context(), "c"); err != nil {
		t.Fatal(err)
	}
	wantDefault("restored", "c")
	_, err := h.Store.SetDefault("ghost")
	wantError(t, err, profiles.ErrNoProfile)
	if _, err := h.Store.SetDefault(""); err != nil {
		t.Fatal(err)
	}
	wantDefault("taken away", "")
	if strings.Contains(readFile(t, h.Store.Path()), "[settings]") {
		t.Error("an empty table of settings is left")
	}
	store := storeWith(t, "version = 1\n[settings]\ndefault = \"ghost\"\n")
	_, warnings, err := store.Load()
	if want := `profiles file, line 3, column 1: default names the profile "ghost", which is not there`; err != nil || len(warnings) != 1 || warnings[0].Text != want {
		t.Errorf("got %v, %v", warnings, err)
	}
}
