package profiles_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
)

func TestTheFileIsReadable(t *testing.T) {
	store := emptyStore(t)
	put(t, store, "", acme)
	put(t, store, "", profiles.Profile{Name: "plain"})
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
	book := put(t, store, "", profile("new"))
	if names(book) != "acme, new" {
		t.Fatalf("profiles %s", names(book))
	}
	if _, err := store.Remove("new"); err != nil {
		t.Fatal(err)
	}
	if got := body(t, store.Path()); got != kept {
		t.Errorf("after adding and deleting a profile:\n%s\nwant\n%s", got, kept)
	}

	acme, _ := book.Find("acme")
	acme.Name, acme.Sandbox.ClientID, acme.Sandbox.User = "ACME 2", "xx", profiles.User{}
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
	if acme.Sandbox.Secret != profiles.InvalidReference || acme.Sandbox.ClientID != "" || !acme.Production.IsZero() {
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

	acme.Sandbox = profiles.Account{ClientID: "x", Secret: profiles.Ask}
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
	with := func(change func(*profiles.Profile)) profiles.Profile {
		p := profile("new")
		change(&p)
		return p
	}
	tests := []struct {
		name    string
		profile profiles.Profile
		want    error
	}{
		{"no name", profiles.Profile{}, profiles.ErrNameEmpty},
		{"a taken name", profile("ACME"), profiles.ErrNameTaken},
		{"a secret for a reference", with(func(p *profiles.Profile) { p.Production.Secret = canary }), profiles.ErrReferenceForm},
		{"bytes that are no text", with(func(p *profiles.Profile) { p.Sandbox.User.Address = "\xff" + canary }), profiles.ErrNotText},
		{"too much", with(func(p *profiles.Profile) { p.Sandbox.ClientID = strings.Repeat("x", 1<<20) }), profiles.ErrTooLarge},
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
	var want []profiles.Profile
	var asNames int
	seen := map[string]bool{}
	for i, naughty := range list.Cases {
		p := profiles.Profile{Name: "case " + itoa(i), Country: naughty.S}
		if lower := strings.ToLower(naughty.S); profiles.ValidateName(naughty.S) == nil && !seen[lower] {
			p.Name, seen[lower] = naughty.S, true
			asNames++
		}
		p.Sandbox.ClientID = naughty.S
		p.Sandbox.User = profiles.User{ExternalRef: naughty.S, Address: naughty.S}
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

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	store := storeWith(t, "[[profile]]\nname = \"a\"\n")
	dir := filepath.Dir(store.Path())
	for path, mode := range map[string]os.FileMode{dir: 0o755, store.Path(): 0o644} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	_, warnings, err := store.Load()
	if err != nil || len(warnings) != 2 {
		t.Fatalf("got %v, %v; want two warnings", warnings, err)
	}
	for i, want := range []string{
		dir + " is open to other users of this machine (mode 0755); the next save sets it to 0700",
		store.Path() + " is open to other users of this machine (mode 0644); the next save sets it to 0600",
	} {
		if warnings[i].Text != want {
			t.Errorf("got  %s\nwant %s", warnings[i].Text, want)
		}
	}
	put(t, store, "", profile("b"))
	wantModes(t, dir, 0o700, store.Path(), store.Path()+".bak", filepath.Join(dir, "profiles.lock"))
	if _, warnings, _ := store.Load(); len(warnings) != 0 {
		t.Errorf("still warns: %v", warnings)
	}
}

func wantModes(t *testing.T, dir string, dirMode os.FileMode, files ...string) {
	t.Helper()
	for _, path := range append(files, dir) {
		want := os.FileMode(0o600)
		if path == dir {
			want = dirMode
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, %v; want %v", path, info.Mode().Perm(), err, want)
		}
	}
}

func TestASharedFolderKeepsItsPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no permission bits")
	}
	store := storeWith(t, "")
	dir := filepath.Dir(store.Path())
	if err := os.Chmod(dir, 0o777|os.ModeSticky); err != nil {
		t.Fatal(err)
	}
	_, warnings, err := store.Load()
	want := dir + " is open to other users of this machine (mode 0777); choose a folder for this program alone"
	if err != nil || len(warnings) != 1 || warnings[0].Text != want {
		t.Errorf("got %v, %v; want %s", warnings, err, want)
	}
	put(t, store, "", profile("a"))
	wantModes(t, dir, 0o777, store.Path())
}

func TestALinkedFileStaysALink(t *testing.T) {
	for _, exists := range []bool{true, false} {
		t.Run("target exists: "+map[bool]string{true: "yes", false: "no"}[exists], func(t *testing.T) {
			// The folder is linked too, and the file's link is relative to
			// where the folder really is, as GNU Stow makes them.
			root := t.TempDir()
			real := filepath.Join(root, "dotfiles", "config", "ripio-explorer")
			for _, dir := range []string{real, filepath.Join(root, "home"), filepath.Join(root, "dotfiles", "shared")} {
				if err := os.MkdirAll(dir, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			target := filepath.Join(root, "dotfiles", "shared", "ripio.toml")
			if exists {
				writeFile(t, target, "[[profile]]\nname = \"old\"\n")
			}
			link := filepath.Join(real, "profiles.toml")
			mustLink(t, "../../shared/ripio.toml", link)
			dir := filepath.Join(root, "home", "ripio-explorer")
			mustLink(t, real, dir)

			store := profiles.NewStore(dir)
			load(t, store)
			put(t, store, "", profile("new"))
			if got, err := os.Readlink(link); err != nil || got != "../../shared/ripio.toml" {
				t.Errorf("the link became %q, %v", got, err)
			}
			if !strings.Contains(readFile(t, target), "name = 'new'") {
				t.Error("the link's target was not written")
			}
			wantModes(t, real, 0o700, target)
		})
	}
}

func TestLinksInACircleAreRefused(t *testing.T) {
	store := emptyStore(t)
	writeFile(t, store.Path()+".x", "")
	mustLink(t, "profiles.toml", store.Path())
	_, _, err := store.Load()
	if err == nil {
		t.Error("loaded a link to itself")
	}
	if _, err := store.Put("", profile("a")); err == nil {
		t.Error("saved through a link to itself")
	}
}

func mustLink(t *testing.T, target, link string) {
	t.Helper()
	if err := os.Symlink(target, link); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
}

func TestStrayFilesAreRemovedWhenTheyAreOld(t *testing.T) {
	store := storeWith(t, "")
	dir := filepath.Dir(store.Path())
	now := time.Now()
	profiles.SetClock(store, func() time.Time { return now })
	stray := map[string]bool{ // name and whether it must stay
		".ripio-explorer-1.tmp": false,
		".ripio-explorer-2.tmp": true,
		"notes.tmp":             true,
		".ripio-explorer-notes": true,
	}
	for name := range stray {
		writeFile(t, filepath.Join(dir, name), "x")
		age := 11 * time.Minute
		if name == ".ripio-explorer-2.tmp" {
			age = 9 * time.Minute
		}
		if err := os.Chtimes(filepath.Join(dir, name), now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	load(t, store)
	put(t, store, "", profile("a"))
	for name, stays := range stray {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != stays {
			t.Errorf("%s: stays %v, want %v", name, err == nil, stays)
		}
	}
}
