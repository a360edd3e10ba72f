package book_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/book"
	"devtools/ripio-explorer/ripio"
)

// FuzzLoad reads any bytes as a profiles file. What can be read must be written
// so that it reads the same, and no text about it may quote a value.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"",
		"\xef\xbb\xbfversion = 1\n",
		"version = 2\n",
		"[settings]\ntheme = 'dark'\nmouse = true\n",
		"[[profile]]\nname = \"a\"\ncountry = 'AR'\n[profile.sandbox]\nclient_id = \"x\"\nsecret = \"env:X\"\n[profile.sandbox.user]\nexternal_ref = \"r\"\naddress = \"0x\"\n",
		"profile = [{name = 'a', production.secret = 'pasted', x = [{}, 1, 1979-05-27]}]\n",
		"[[profile]]\n[[profile]]\nname = ' '\n[[profile]]\nname = 7\n'' = {'' = [[]]}\n",
		"x = 1e999\n[a.\"b c\"]\n[[a.d]]\nz = nan\n",
		"name = \"" + canary,
		canary + "\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		loaded, warnings, out, err := book.Rewrite(data)
		var fault *book.CorruptError
		if errors.As(err, &fault) {
			wantNoCanary(t, fault.Error())
			return
		}
		if err != nil {
			if errors.Is(err, book.ErrTooLarge) {
				return
			}
			t.Fatalf("cannot be written again: %v", err)
		}
		for _, warning := range warnings {
			if last := bytes.Count(data, []byte("\n")) + 1; warning.Line > last || (warning.Line < 1) != (warning.Column < 1) {
				t.Errorf("the warning has no place in the file: %+v", warning)
			}
		}
		again, _, rewritten, err := book.Rewrite(out)
		if err != nil || !bytes.Equal(out, rewritten) || !reflect.DeepEqual(loaded, again) {
			t.Errorf("the file changed when it was written again: %v\n%s\n%s", err, out, rewritten)
		}
		for _, profile := range loaded.Profiles {
			if err := book.ValidateName(profile.Name); err != nil {
				t.Errorf("profile %q: %v", profile.Name, err)
			}
		}
	})
}

// FuzzParseSecretReference wants each reference that is accepted to be stable,
// to have a label, and to survive the profiles file.
func FuzzParseSecretReference(f *testing.F) {
	for _, seed := range []string{"keyring", "sealed", "plain", "ask", "env:A_1", `cmd:["op","read","op://a/b"]`, " ask ", "cmd:[null]", "", "env:1", `cmd:["é\u2028<&"]`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		reference, err := book.ParseSecretReference(text)
		if err != nil {
			if !errors.Is(err, book.ErrReferenceForm) || reference != "" {
				t.Fatalf("got %q, %v", reference, err)
			}
			return
		}
		if again, err := book.ParseSecretReference(string(reference)); again != reference || err != nil {
			t.Fatalf("%q becomes %q, %v", reference, again, err)
		}
		if reference == "" {
			return
		}
		if reference.Kind() == "" || reference.Label() == "not a known reference" {
			t.Fatalf("%q is of kind %q, labelled %q", reference, reference.Kind(), reference.Label())
		}
		out, err := book.ExportTOML(book.Book{Profiles: []book.Profile{inSandbox("a", reference)}})
		if err != nil {
			t.Fatal(err)
		}
		loaded, warnings, _, err := book.Rewrite(out)
		if err != nil || len(warnings) != 0 || loaded.Profiles[0].Sandbox.Secret != reference {
			t.Fatalf("%q comes back as %+v, %v, %v", reference, loaded, warnings, err)
		}
	})
}

// FuzzAccountName wants two profiles to share a place's account only if they have
// the same name, ignoring letter case.
func FuzzAccountName(f *testing.F) {
	f.Add("acme", "ACME")
	f.Add("k", "\u212a") // the Kelvin sign
	f.Add("i", "\u0130")
	f.Add("a/sandbox", "a")
	f.Fuzz(func(t *testing.T, a, b string) {
		if book.ValidateName(a) != nil || book.ValidateName(b) != nil {
			return
		}
		for _, other := range []ripio.EnvironmentName{ripio.Sandbox, ripio.Production} {
			same := strings.EqualFold(a, b) && other == ripio.Sandbox
			accountA, accountB := key(a, ripio.Sandbox).AccountName(), key(b, other).AccountName()
			if (accountA == accountB) != same {
				t.Fatalf("%q and %q in %s have the accounts %q and %q", a, b, other, accountA, accountB)
			}
			parsed, ok := book.ParseAccountName(accountB)
			if !ok || !strings.EqualFold(parsed.Profile, b) || parsed.Environment != other {
				t.Fatalf("%q is read as %+v, %v", accountB, parsed, ok)
			}
		}
	})
}
