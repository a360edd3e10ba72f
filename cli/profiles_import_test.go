package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
)

func TestImportIsShownBeforeItIsWritten(t *testing.T) {
	d := newDesk(t)
	file := filepath.Join(t.TempDir(), ".env")
	text := "RIPIO_CLIENT_ID=id-1\nRIPIO_CLIENT_SECRET='" + canary + "'\nRIPIO_ENV=production\nOTHER=x\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	preview := d.must(t, "import", file)
	if !strings.Contains(preview.out, "id-1") || !strings.Contains(preview.out, "choose its place with --store") ||
		!strings.Contains(preview.out, "nothing was written") {
		t.Errorf("preview:\n%s", preview.out)
	}
	if left, _ := os.ReadDir(d.folder); len(left) != 0 {
		t.Fatalf("the preview wrote %v", left)
	}
	if r := d.profiles(t, "import", file, "--yes"); r.code != cli.ExitBlocked || len(d.ring) != 0 {
		t.Errorf("without a place: exit code %d", r.code)
	}
	if r := d.profiles(t, "import", file, "--yes", "--store", "plain"); r.code != cli.ExitRefused || d.filesWith(t, "id-1") != nil {
		t.Errorf("plain file: exit code %d", r.code)
	}
	object := d.must(t, "import", file, "--yes", "--store", "keyring", "--json").object(t)
	if saved, _ := object["saved"].([]any); len(saved) != 1 || saved[0] != "ripio" || len(d.ring) != 1 {
		t.Errorf("saved %v, keyring %d", object["saved"], len(d.ring))
	}
	if files := d.filesWith(t, "c4nary"); files != nil {
		t.Errorf("the secret is in %v", files)
	}
	d.inScript(text)
	if again := d.must(t, "import", "-", "--json").object(t); member(again, "failure") != nil {
		t.Errorf("a profile with a place: %v", again)
	}
}

func TestImportFromTheEnvironmentKeepsReferences(t *testing.T) {
	d := newDesk(t)
	d.Environ = func() []string {
		return []string{"RIPIO_CLIENT_ID_AR=id-ar", "RIPIO_CLIENT_SECRET_AR=" + canary, "PATH=/bin"}
	}
	object := d.must(t, "import", "--from-env", "--yes", "--json").object(t)
	if saved, _ := object["saved"].([]any); len(saved) != 1 || len(d.filesWith(t, "env:RIPIO_CLIENT_SECRET_AR")) != 1 || d.filesWith(t, "c4nary") != nil {
		t.Errorf("saved %v, files %v", saved, d.filesWith(t, "c4nary"))
	}
}

func TestAtATerminalAnImportIsAgreedTo(t *testing.T) {
	d := newDesk(t)
	d.Environ = func() []string { return []string{"RIPIO_CLIENT_ID=id"} }
	d.atTerminal("no\n")
	if r := d.must(t, "import", "--from-env"); !strings.Contains(r.err, "nothing was written") || d.filesWith(t, "id") != nil {
		t.Errorf("answer no: %s", r.err)
	}
	d.atTerminal("yes\n")
	d.must(t, "import", "--from-env")
	if !strings.Contains(d.must(t, "list").out, "ripio") {
		t.Error("nothing was saved")
	}
}

// TestExportComesBack exports from one folder and imports into another.
func TestExportComesBack(t *testing.T) {
	d := newDesk(t)
	d.inScript(canary)
	d.must(t, "add", "acmé x", "--client-id", "id", "--store", "keyring", "--secret-stdin", "--external-ref", "r", "--address", "a")
	d.must(t, "edit", "acmé x", "--env", "production", "--secret-ref", `cmd:["pass","show","x"]`)
	want := d.must(t, "export").out
	for _, format := range []string{"toml", "json"} {
		text := d.must(t, "export", "--format", format).out
		other := newDesk(t)
		other.inScript(text)
		if preview := other.must(t, "import", "-"); !strings.Contains(preview.out, `cmd:["pass","show","x"]`) {
			t.Errorf("%s: the preview does not show the command:\n%s", format, preview.out)
		}
		other.must(t, "import", "-", "--yes")
		if got := other.must(t, "export").out; got != want {
			t.Errorf("%s: came back as\n%s\nwant\n%s", format, got, want)
		}
		if again := other.must(t, "import", "-", "--yes"); !strings.Contains(again.out, "nothing would change") {
			t.Errorf("%s: the second import says %q", format, again.out)
		}
	}
}

func TestUnreadableImports(t *testing.T) {
	for _, text := range []string{
		"{", `{"version":1}x`, `{"version":2,"profiles":[]}`, `{"a":"` + canary + `"}`, "[[profile]]\nname = " + canary,
		"[[profile]]\nname=\"a\"\n[profile.sandbox", "RIPIO_CLIENT_SECRET=\"" + canary, "\xff\xfeR", "\x00",
	} {
		d := newDesk(t)
		d.inScript(text)
		if r := d.profiles(t, "import", "-", "--yes"); r.code != cli.ExitBlocked {
			t.Errorf("%q: exit code %d, %s", text, r.code, r.err)
		}
	}
	d := newDesk(t)
	d.inScript("[[profile]]\nname = \"a\"\n[profile.sandbox]\nsecret = \"" + strings.ReplaceAll(canary, `"`, "") + "\"\n")
	d.must(t, "import", "-", "--yes")
	if files := d.filesWith(t, "c4nary"); files != nil {
		t.Errorf("a secret in the place of a reference came along into %v", files)
	}
}
