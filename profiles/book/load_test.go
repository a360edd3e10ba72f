package book_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"devtools/ripio-explorer/profiles/book"
)

func TestLoadWithoutAFileCreatesNothing(t *testing.T) {
	store := emptyStore(t)
	loaded, warnings, err := store.Load()
	if err != nil || len(warnings) != 0 || len(loaded.Profiles) != 0 {
		t.Errorf("got %v, %v, %v; want an empty book", loaded, warnings, err)
	}
	if _, err := os.Stat(filepath.Dir(store.Path())); !os.IsNotExist(err) {
		t.Error("loading made the folder")
	}
}

func TestLoadReadsWhatPeopleWrite(t *testing.T) {
	headers := `version = 1
[settings]
default = "acme"
[[profile]]
name = "acme"
country = "AR"
[profile.sandbox]
client_id = "9f1c-e2"
secret = "env:RIPIO_CLIENT_SECRET"
[profile.sandbox.user]
external_ref = "3f2b8c1e-6d5a-4b7f-9c3e-2f1d0a9b8c7d"
address = "0x05946b0d5E41"
[profile.production]
client_id = "77aa"
secret = "ask"
user.external_ref = "USER_1111"
`
	inline := `settings = {default = "acme"}
profile = [{name = "acme", country = 'AR',
  sandbox = {client_id = "9f1c-e2", secret = " env:RIPIO_CLIENT_SECRET ",
    user = {external_ref = "3f2b8c1e-6d5a-4b7f-9c3e-2f1d0a9b8c7d", address = "0x05946b0d5E41"}},
  production = {client_id = "77aa", secret = "ask", user = {external_ref = "USER_1111"}}}]
`
	want := book.Book{
		Profiles: []book.Profile{acme},
		Settings: book.Settings{Default: "acme"},
	}
	for name, text := range map[string]string{
		"headers":             headers,
		"inline tables":       inline,
		"byte order mark":     "\xef\xbb\xbf" + headers,
		"Windows line ends":   strings.ReplaceAll(headers, "\n", "\r\n"),
		"no line end at last": strings.TrimSuffix(headers, "\n"),
	} {
		t.Run(name, func(t *testing.T) {
			loaded, warnings, err := storeWith(t, text).Load()
			if err != nil || len(warnings) != 0 {
				t.Fatalf("load: %v, %v", warnings, err)
			}
			if !reflect.DeepEqual(loaded, want) {
				t.Errorf("got %+v\nwant %+v", loaded, want)
			}
		})
	}
}

func TestLoadWarns(t *testing.T) {
	const good = "[[profile]]\nname = \"acme\"\n"
	tests := []struct {
		name, text string
		line, col  int
		want       string
		profiles   string
	}{
		{"unknown key at the top", "colour = \"" + canary + "\"\n" + good, 1, 1, `unknown key "colour"; it is kept, but not used`, "acme"},
		{"unknown key in a profile", good + "  plan = 3\n", 3, 3, `unknown key "plan" in profile "acme"; it is kept, but not used`, "acme"},
		{"unknown table in a profile", good + "[profile.staging]\nx = 1\n", 3, 2, `unknown key "staging" in profile "acme"; it is kept, but not used`, "acme"},
		{"unknown key in an environment", good + "sandbox = {\"ñ\" = 1, region = 1, client_id = \"x\"}\n", 1, 3, `unknown key "region" in profile "acme"; it is kept, but not used`, "acme"},
		{"unknown key of a user", good + "[profile.production.user]\nmail = \"x\"\n", 4, 1, `unknown key "mail" in profile "acme"; it is kept, but not used`, "acme"},
		{"unknown setting", "[settings]\nbell = true\n", 2, 1, `unknown key "bell"; it is kept, but not used`, ""},
		{"second profile", good + "[[profile]]\nname = \"b\"\nx = 1\n", 5, 1, `unknown key "x" in profile "b"; it is kept, but not used`, "acme, b"},
		{"hostile key", good + "\"\\u001b[2J\\u202e\" = 1\n", 3, 1, `unknown key "\x1b[2J\u202e" in profile "acme"; it is kept, but not used`, "acme"},
		{"a secret under its API name", good + "[profile.sandbox]\nclient_secret = \"" + canary + "\"\n", 4, 1, `client_secret in profile "acme" is not read: no secret belongs in this file; delete the line and write secret = "ask" or secret = "env:NAME"`, "acme"},
		{"a secret for a reference", good + "[profile.sandbox]\nclient_id = \"x\"\nsecret = \"" + canary + "\"\n", 5, 1, `secret in profile "acme" is not a reference that this program knows, so it is not used; if it is the secret itself, write "ask" or "env:NAME" instead and delete the backup beside this file`, "acme"},
		{"a number for a text", good + "sandbox.client_id = 12345\n", 3, 1, `client_id in profile "acme" must be a text in quotes; it is not used`, "acme"},
		{"a text for a table", good + "production = \"" + canary + "\"\n", 3, 14, `production in profile "acme" must be a table; it is not used`, "acme"},
		{"a setting that has moved", "[settings]\nmouse = false\n", 2, 1, `mouse is not read here; write it into config.toml`, ""},
		{"a number for a name", "settings.default = 1\n", 1, 1, `default must be a text in quotes; it is not used`, ""},
		{"no name", "[[profile]]\ncountry = \"AR\"\n", 1, 3, `this profile has no name; it is kept, but cannot be used until it has one`, ""},
		{"a number for a name", "[[profile]]\nname = 7\n", 2, 1, `the name must be a text in quotes; the profile is kept, but cannot be used`, ""},
		{"a control character in a name", "[[profile]]\nname = \"a\\u0007b\"\n", 2, 1, `profile name holds a control character such as a line break; remove it. The profile is kept, but cannot be used`, ""},
		{"the same name twice", good + "[[profile]]\nname = \"ACME\"\n", 4, 1, `another profile is already called "ACME", ignoring letter case; this one is kept, but cannot be used until it is renamed`, "acme"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			store := storeWith(t, test.text)
			loaded, warnings, err := store.Load()
			if err != nil {
				t.Fatalf("load: %v", err)
			}
			if len(warnings) == 0 {
				t.Fatal("no warning")
			}
			place := "profiles file, line " + strconv.Itoa(test.line) + ", column " + strconv.Itoa(test.col) + ": "
			want := book.Warning{Text: place + test.want, Line: test.line, Column: test.col}
			if warnings[0] != want {
				t.Errorf("got  %+v\nwant %+v", warnings[0], want)
			}
			if names(loaded) != test.profiles {
				t.Errorf("profiles %q, want %q", names(loaded), test.profiles)
			}
			wantNoCanary(t, warnings[0].Text)
			// What was warned of is still there after a save.
			put(t, store, "", profile("new"))
			_, again, err := store.Load()
			if err != nil || len(again) != len(warnings) {
				t.Errorf("after a save: %v, %v; want the same warnings", again, err)
			}
		})
	}
}

func TestLoadWarnsOfSeveralInTheirOrder(t *testing.T) {
	_, warnings, err := storeWith(t, "z = 1\na = 1\nm = 1\n").Load()
	if err != nil || len(warnings) != 3 {
		t.Fatalf("got %v, %v; want three warnings", warnings, err)
	}
	for i, warning := range warnings {
		if warning.Line != i+1 {
			t.Errorf("warning %d is about line %d", i, warning.Line)
		}
	}
}

func TestLoadCutsWhatIsTooMuch(t *testing.T) {
	var file strings.Builder
	for i := range 103 {
		file.WriteString("k" + strconv.Itoa(i) + strings.Repeat("x", 100) + " = 1\n")
	}
	_, warnings, err := storeWith(t, file.String()).Load()
	if err != nil || len(warnings) != 101 {
		t.Fatalf("%d warnings, %v; want 101", len(warnings), err)
	}
	first := `profiles file, line 1, column 1: unknown key "k0` + strings.Repeat("x", 62) + `…"; it is kept, but not used`
	last := book.Warning{Line: 101, Column: 1, Text: "profiles file, from line 101 on: 3 more warnings like these"}
	if warnings[0].Text != first || warnings[100] != last {
		t.Errorf("got %+v and %+v", warnings[0], warnings[100])
	}
}

// TestHostileSizes reads and writes small files that would grow without bounds
// if every path in them were spelled out.
func TestHostileSizes(t *testing.T) {
	long := strings.Repeat("x", 400_000)
	tables := "[" + long + "]\n"
	for i := range 1000 {
		tables += "k" + strconv.Itoa(i) + " = {a = {}}\n"
	}
	_, _, err := storeWith(t, tables).Load()
	if err != nil {
		t.Errorf("a long name: %v", err)
	}
	if _, _, _, err := book.Rewrite([]byte(tables)); !errors.Is(err, book.ErrTooLarge) {
		t.Errorf("a long name written out a thousand times: %v", err)
	}
	for name, text := range map[string]string{
		"dotted key": strings.Repeat("a.", 100_000) + "a = 1",
		"known keys": strings.Repeat("user.", 100_000) + "user = 1",
		"header":     "[" + strings.Repeat("a.", 33) + "a]",
		"arrays":     "a = " + strings.Repeat("[", 33) + strings.Repeat("]", 33),
	} {
		_, _, err := storeWith(t, text).Load()
		var fault *book.CorruptError
		if !errors.As(err, &fault) || fault.Reason != "its tables are nested more than 32 levels deep, so it cannot be a profiles file" {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, _, err := storeWith(t, "["+strings.Repeat("a.", 30)+"a]").Load(); err != nil {
		t.Errorf("31 levels: %v", err)
	}
}

func TestANewerFileIsReadButNotChanged(t *testing.T) {
	text := "version = 2\nfuture = \"x\"\n[[profile]]\nname = \"acme\"\n"
	store := storeWith(t, text)
	loaded, warnings, err := store.Load()
	if err != nil || names(loaded) != "acme" {
		t.Fatalf("got %v, %v; want acme", loaded, err)
	}
	want := store.Path() + " was made by a newer version of this program (file version 2, this program knows 1), " +
		"so it is read but not changed; update this program"
	if len(warnings) != 1 || warnings[0].Text != want {
		t.Errorf("warnings %v, want %q", warnings, want)
	}
	for name, change := range map[string]func() error{
		"put":    func() error { _, err := store.Put("", profile("b")); return err },
		"remove": func() error { _, err := store.Remove("acme"); return err },
	} {
		err := change()
		var newer *book.NewerVersionError
		if !errors.As(err, &newer) || newer.Version != 2 || newer.Path != store.Path() || err.Error() != "save profiles: "+want {
			t.Errorf("%s gave %v", name, err)
		}
	}
	if got := readFile(t, store.Path()); got != text {
		t.Errorf("the file became %q", got)
	}
	if _, err := store.SetAside(); err == nil {
		t.Error("a newer file was set aside as if it were corrupt")
	}
}

func TestANewerFileMayLookDifferent(t *testing.T) {
	loaded, warnings, err := storeWith(t, "version = 9\nprofile = \"elsewhere\"\n").Load()
	if err != nil || len(warnings) != 1 || len(loaded.Profiles) != 0 {
		t.Errorf("got %v, %v, %v; want an empty book and one warning", loaded, warnings, err)
	}
}

func TestLoadRefusesWhatIsNoFile(t *testing.T) {
	store := emptyStore(t)
	if err := os.MkdirAll(store.Path(), 0o700); err != nil {
		t.Fatal(err)
	}
	_, _, err := store.Load()
	if want := "read profiles: " + store.Path() + " is not a regular file"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
