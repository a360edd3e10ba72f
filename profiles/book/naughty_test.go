package book_test

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/book"
)

func TestNaughtyStringsRoundTrip(t *testing.T) {
	var list struct{ Cases []struct{ S string } }
	data, err := os.ReadFile("testdata/blns.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	// One save for all: the profile that is put last makes the others be
	// written and read back too.
	var file strings.Builder
	var want []book.Profile
	var asNames int
	seen := map[string]bool{}
	for i, naughty := range list.Cases {
		p := book.Profile{Name: "case " + strconv.Itoa(i), Country: naughty.S}
		if lower := strings.ToLower(naughty.S); book.ValidateName(naughty.S) == nil && !seen[lower] {
			p.Name, seen[lower] = naughty.S, true
			asNames++
		}
		p.Sandbox.ClientID = naughty.S
		p.Sandbox.User = book.User{ExternalRef: naughty.S, Address: naughty.S}
		want = append(want, p)
		file.WriteString("[[profile]]\nname = " + tomlQuote(p.Name) + "\ncountry = " + tomlQuote(naughty.S) +
			"\nsandbox.client_id = " + tomlQuote(naughty.S) + "\nsandbox.user.external_ref = " + tomlQuote(naughty.S) +
			"\nsandbox.user.address = " + tomlQuote(naughty.S) + "\n")
	}
	if asNames < 100 {
		t.Fatalf("only %d strings are valid names", asNames)
	}
	store := storeWith(t, file.String())
	load(t, store)
	last := want[len(want)-1]
	last.Production.User.Address = strings.Join([]string{last.Name, last.Country, "\x00\x01\x1b\x7f\u0085\u2028'''\"\"\"\\"}, "\n")
	want[len(want)-1] = last
	put(t, store, last.Name, last)
	got := load(t, store).Profiles
	if len(got) != len(want) {
		t.Fatalf("%d profiles, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got  %+q\nwant %+q", got[i], want[i])
		}
	}
}

// tomlQuote writes a basic string with every character escaped.
func tomlQuote(text string) string {
	const digits = "0123456789ABCDEF"
	var quoted strings.Builder
	quoted.WriteByte('"')
	for _, r := range text {
		quoted.WriteString(`\U`)
		for shift := 28; shift >= 0; shift -= 4 {
			quoted.WriteByte(digits[r>>shift&15])
		}
	}
	quoted.WriteByte('"')
	return quoted.String()
}
