package book_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/book"
)

func TestCorruptFiles(t *testing.T) {
	const syntax = "it is not valid TOML there: look for a missing quote, bracket or equals sign, " +
		`a backslash between "…", or a key or table that is written twice; put texts in quotes`
	tests := []struct {
		name, text string
		line, col  int
		reason     string
		excerpt    string
	}{
		{"open quote", "version = 1\n[[profile]]\nname = \"" + canary + "\nx = 1\n", 3, 22, syntax, "name = …"},
		{"open quote after an accent", "country = \"ñañ" + canary + "\n", 1, 28, syntax, "country = …"},
		{"open quotes over lines", "name = '''" + canary, 1, 23, syntax, "name = …"},
		{"no quotes", "client_id = " + canary + "\n", 1, 13, syntax, "client_id = …"},
		{"UUID without quotes", "external_ref = 3f2b8c1e-6d5a\n", 1, 17, syntax, "external_ref = …"},
		{"address without quotes", "address = 0x05946b0d" + canary + "\n", 1, 23, syntax, "address = …"},
		{"a number that is too large", "client_id = 99999999999999999999\n", 1, 13, syntax, "client_id = …"},
		{"a float that is too large", "client_id = 1e999\n", 1, 13, syntax, "client_id = …"},
		{"bare secret", "version = 1\n" + canary + "\n", 2, 14, syntax, "…"},
		{"bare secret in base64", "c2VjcmV0" + canary + "==\n", 1, 23, syntax, "…"},
		{"key twice", "[[profile]]\nname = \"a\"\nname = \"" + canary + "\"\n", 3, 1, syntax, "name = …"},
		{"table twice", "[settings]\n[settings]\n", 2, 2, syntax, "[settings]"},
		{"broken header", "[[profile]\n", 1, 10, syntax, "[[profile]"},
		{"broken unknown header", "[" + canary + "\n", 1, 15, syntax, "[…"},
		{"bad escape", "address = \"C:\\q" + canary + "\"\n", 1, 14, syntax, "address = …"},
		{"two values", "secret = \"ask\" \"" + canary + "\"\n", 1, 16, syntax, "secret = …"},
		{"bad bytes", "name = \"a\xff\"\n", 1, 10, "the text is not UTF-8; save the file as UTF-8", "name = …"},
		{"bad bytes in a comment", "# " + canary + "\xff\n", 1, 16, "the text is not UTF-8; save the file as UTF-8", "# …"},
		{"control character", "name = \"a\x07\"\n", 1, 10, syntax, "name = …"},
		{"no value", "name =\n", 1, 7, syntax, "name = …"},
		{"open array", "profile = [\n", 1, 12, syntax, "profile = …"},
		{"BOM and a fault", "\xef\xbb\xbfname = " + canary + "\n", 1, 8, syntax, "name = …"},
		{"Windows line ends", "version = 1\r\nname = \"" + canary + "\r\n", 2, 22, syntax, "name = …"},
		{"UTF-16", "\xff\xfev\x00", 1, 1, "the text is UTF-16; save the file as UTF-8", ""},
		{"zero bytes", strings.Repeat("\x00", 300), 0, 0, "it holds only zero bytes, as a power failure can leave it", ""},
		{"too large", "# " + strings.Repeat("x", 1<<20), 0, 0, "it is larger than 1 MiB, so it cannot be a profiles file", ""},
		{"version in quotes", "version = \"1\"\n", 1, 1, "version must be the number 1, without quotes", "version = …"},
		{"version zero", "\nversion = 0\n", 2, 1, "version must be the number 1, without quotes", "version = …"},
		{"one bracket", "[profile]\nname = \"a\"\n", 1, 2, "each profile begins with [[profile]], with two brackets on each side", "[profile]"},
		{"a list of texts", "profile = [\"" + canary + "\"]\n", 1, 12, "each profile begins with [[profile]], with two brackets on each side", "profile = …"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			store := storeWith(t, test.text)
			_, _, err := store.Load()
			var fault *book.CorruptError
			if !errors.As(err, &fault) {
				t.Fatalf("got %v, want a *CorruptError", err)
			}
			want := book.CorruptError{Path: store.Path(), Line: test.line, Column: test.col, Reason: test.reason, Excerpt: test.excerpt}
			if *fault != want {
				t.Errorf("got  %+v\nwant %+v", *fault, want)
			}
			wantNoCanary(t, err.Error(), fault.Excerpt, fault.Reason)
			if _, err := store.Put("", profile("b")); !errors.As(err, &fault) {
				t.Errorf("saving over it gave %v", err)
			}
			if got := readFile(t, store.Path()); got != test.text {
				t.Errorf("the file became %q", got)
			}
		})
	}
}

func TestCorruptErrorSaysHowToGoOn(t *testing.T) {
	at := time.Date(2026, 11, 24, 0, 41, 51, 0, time.FixedZone("ART", -3*3600))
	tests := []struct {
		name string
		err  book.CorruptError
		want string
	}{
		{"a place and a backup",
			book.CorruptError{Path: "/c/profiles.toml", Line: 3, Column: 9, Reason: "the closing quote is missing", Excerpt: "name = …", Backup: "/c/profiles.toml.bak", BackupTime: at},
			"read profiles: /c/profiles.toml, line 3, column 9: the closing quote is missing (name = …); nothing is saved over this file. " +
				"Correct it by hand, go back to the backup of 2026-11-24 03:41 UTC, or set it aside and start with no profiles"},
		{"the whole file",
			book.CorruptError{Path: "/c/profiles.toml", Reason: "it is empty, although there is a backup"},
			"read profiles: /c/profiles.toml: it is empty, although there is a backup; nothing is saved over this file. " +
				"Correct it by hand, or set it aside and start with no profiles"},
	}
	for _, test := range tests {
		if got := test.err.Error(); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}

// damaged is a store whose file was saved twice and then damaged.
func damaged(t *testing.T, text string) *book.Store {
	t.Helper()
	store := emptyStore(t)
	store.Now = func() time.Time { return time.Date(2026, 11, 24, 3, 41, 51, 0, time.UTC) }
	put(t, store, "", profile("first"))
	put(t, store, "", profile("second"))
	writeFile(t, store.Path(), text)
	return store
}

func TestAnEmptyFileIsCorruptOnlyBesideABackup(t *testing.T) {
	for _, text := range []string{"", " \r\n\t\n", "\xef\xbb\xbf"} {
		if loaded, _, err := storeWith(t, text).Load(); err != nil || len(loaded.Profiles) != 0 {
			t.Errorf("%q without a backup gave %v", text, err)
		}
		store := damaged(t, text)
		_, _, err := store.Load()
		var fault *book.CorruptError
		if !errors.As(err, &fault) || fault.Reason != "it is empty, although there is a backup" {
			t.Fatalf("%q with a backup gave %v", text, err)
		}
		if fault.Backup != store.Path()+".bak" || time.Since(fault.BackupTime) > time.Minute {
			t.Errorf("backup %q of %v", fault.Backup, fault.BackupTime)
		}
	}
}

func TestTheStoreStaysReadOnlyAfterACorruptLoad(t *testing.T) {
	store := damaged(t, "broken = ")
	_, _, _ = store.Load()
	writeFile(t, store.Path(), "version = 1\n") // corrected by hand
	if _, err := store.Put("", profile("x")); err == nil {
		t.Error("saved although nobody loaded the corrected file")
	}
	load(t, store)
	if loaded := put(t, store, "", profile("x")); names(loaded) != "x" {
		t.Errorf("after another load: %s", names(loaded))
	}
}

func TestUseBackup(t *testing.T) {
	store := damaged(t, "broken = ")
	_, _, _ = store.Load()
	loaded, _, err := store.UseBackup()
	if err != nil || names(loaded) != "first" {
		t.Fatalf("got %v, %v; want the state before the last save", names(loaded), err)
	}
	if got := readFile(t, store.Path()+".corrupt-20261124-034151"); got != "broken = " {
		t.Errorf("the corrupt file became %q", got)
	}
	if got := names(put(t, store, "", profile("third"))); got != "first, third" {
		t.Errorf("after a save: %s", got)
	}
}

func TestSetAside(t *testing.T) {
	store := damaged(t, "broken = ")
	_, _, _ = store.Load()
	writeFile(t, store.Path()+".corrupt-20261124-034151", "an older one")
	path, err := store.SetAside()
	if want := store.Path() + ".corrupt-20261124-034151-2"; err != nil || path != want {
		t.Fatalf("got %s, %v; want %s", path, err, want)
	}
	if got := readFile(t, path); got != "broken = " {
		t.Errorf("the corrupt file became %q", got)
	}
	if got := readFile(t, store.Path()+".corrupt-20261124-034151"); got != "an older one" {
		t.Errorf("the older one became %q", got)
	}
	backup := readFile(t, store.Path()+".bak")
	put(t, store, "", profile("x"))
	if got := names(put(t, store, "", profile("y"))); got != "x, y" {
		t.Errorf("after two saves: %s", got)
	}
	if got := readFile(t, store.Path()+".bak-20261124-034151"); got != backup {
		t.Error("the backup of the lost profiles was not kept")
	}
}

func TestRepairIsRefused(t *testing.T) {
	tests := []struct {
		name   string
		text   string
		backup string
		repair func(*book.Store) error
		want   error
	}{
		{"no backup", "broken = ", "", useBackup, book.ErrNoBackup},
		{"broken backup", "broken = ", "broken = ", useBackup, book.ErrNoBackup},
		{"corrected meanwhile, backup", "version = 1\n", "[[profile]]\nname = \"a\"\n", useBackup, book.ErrReadable},
		{"corrected meanwhile, aside", "version = 1\n", "", setAside, book.ErrReadable},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			store := storeWith(t, test.text)
			if test.backup != "" {
				writeFile(t, store.Path()+".bak", test.backup)
			}
			wantError(t, test.repair(store), test.want)
			if got := readFile(t, store.Path()); got != test.text {
				t.Errorf("the file became %q", got)
			}
			if aside, _ := filepath.Glob(store.Path() + ".corrupt-*"); len(aside) != 0 {
				t.Errorf("files were set aside: %v", aside)
			}
		})
	}
}

func useBackup(s *book.Store) error { _, _, err := s.UseBackup(); return err }
func setAside(s *book.Store) error  { _, err := s.SetAside(); return err }

func TestALostFileIsMentionedAndItsBackupKept(t *testing.T) {
	store := damaged(t, "")
	if err := os.Remove(store.Path()); err != nil {
		t.Fatal(err)
	}
	loaded, warnings, err := store.Load()
	if err != nil || len(loaded.Profiles) != 0 || len(warnings) != 1 {
		t.Fatalf("got %v, %v, %v; want an empty book and a warning", loaded, warnings, err)
	}
	want := "there is no profiles file, but there is a backup; to have its profiles back, rename " +
		store.Path() + ".bak to profiles.toml"
	if warnings[0].Text != want {
		t.Errorf("got  %s\nwant %s", warnings[0].Text, want)
	}
	backup := readFile(t, store.Path()+".bak")
	put(t, store, "", profile("x"))
	put(t, store, "", profile("y"))
	if got := readFile(t, store.Path()+".bak-20261124-034151"); got != backup {
		t.Error("the backup of the lost profiles was not kept")
	}
}
