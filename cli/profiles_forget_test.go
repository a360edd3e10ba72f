package cli_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

func TestAtATerminalThingsAreAsked(t *testing.T) {
	d := newDesk(t)
	d.atTerminal("", passphrase, "other", canary)
	if r := d.profiles(t, "add", "acme", "--store", "sealed"); r.code != cli.ExitBlocked || !strings.Contains(r.err, "differ") {
		t.Errorf("two passphrases: exit code %d, %s", r.code, r.err)
	}
	d.must(t, "add", "acme")
	d.seal(t, "acme/sandbox", canary)
	if _, err := d.manager(d.folder).Store.Put("acme", profiles.Profile{Name: "acme", Sandbox: profiles.Account{Secret: profiles.InSealedFile}}); err != nil {
		t.Fatal(err)
	}
	d.atTerminal("", "wrong", passphrase)
	if r := d.must(t, "show", "acme", "--fingerprint"); !strings.Contains(r.out, profiles.Fingerprint(redact.NewSecret(canary))) {
		t.Errorf("show:\n%s", r.out)
	}
	d.atTerminal("not acme\n")
	if r := d.profiles(t, "forget", "acme"); r.code != cli.ExitRefused {
		t.Errorf("forget: exit code %d", r.code)
	}
	d.atTerminal("acme\n", passphrase)
	if r := d.profiles(t, "forget", "acme"); !strings.Contains(r.out, "secret for sandbox from the encrypted file") {
		t.Errorf("forget:\n%s%s", r.out, r.err)
	}
}

func TestForgetSaysWhatItDid(t *testing.T) {
	d := newDesk(t)
	d.inScript(canary)
	d.must(t, "add", "acme", "--client-id", "only-acme", "--store", "keyring", "--secret-stdin")
	d.must(t, "edit", "acme", "--env", "production", "--secret-ref", "env:LIVE")
	r := d.profiles(t, "forget", "acme", "--confirm", "acme", "--json")
	object := r.object(t)
	reached, _ := object["not_reached"].([]any)
	if r.code != cli.ExitBlocked || failure(object, "kind") != "not-reached" || len(reached) != 1 || !strings.Contains(reached[0].(string), "LIVE") {
		t.Errorf("exit code %d, %s", r.code, r.out)
	}
	if len(d.ring) != 0 || d.filesWith(t, "only-acme") != nil {
		t.Errorf("left over: %v %v", d.ring, d.filesWith(t, "only-acme"))
	}
}

func TestOrphans(t *testing.T) {
	d := newDesk(t)
	d.inScript(canary)
	d.must(t, "add", "acme", "--store", "keyring", "--secret-stdin")
	if err := d.manager(d.folder).Secrets.Store(t.Context(), profiles.SecretKey{Profile: "gone", Environment: ripio.Sandbox},
		profiles.InKeyring, redact.NewSecret(canary)); err != nil {
		t.Fatal(err)
	}
	object := d.must(t, "orphans", "--json").object(t)
	found, _ := object["orphans"].([]any)
	if !slices.ContainsFunc(found, func(each any) bool {
		orphan := each.(map[string]any)
		return orphan["kind"] == "secret" && orphan["profile"] == "gone" && orphan["place"] == "keyring"
	}) {
		t.Errorf("orphans %v", found)
	}
	if r := d.profiles(t, "orphans", "--remove", "secrets"); r.code != cli.ExitRefused || len(d.ring) != 2 {
		t.Errorf("without --yes: exit code %d, %d secrets", r.code, len(d.ring))
	}
	d.must(t, "orphans", "--remove", "secrets,temporary", "--yes")
	if len(d.ring) != 1 {
		t.Errorf("%d secrets in the keyring", len(d.ring))
	}
}

func TestACorruptFileIsNotTouched(t *testing.T) {
	d := newDesk(t)
	path := filepath.Join(d.folder, "profiles.toml")
	broken := "[[profile]]\nname = " + canary
	if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"list"}, {"add", "x"}, {"export"}, {"forget", "x", "--confirm", "x"}, {"orphans"}} {
		if r := d.profiles(t, args...); r.code != cli.ExitBlocked || !strings.Contains(r.err, "line 2") {
			t.Errorf("%v: exit code %d, %s", args, r.code, r.err)
		}
	}
	if now, _ := os.ReadFile(path); string(now) != broken {
		t.Errorf("the file changed to %q", now)
	}
}

// TestForgetAfterRemove removes what a removal kept: users, records, and a secret
// in the encrypted file that was locked.
func TestForgetAfterRemove(t *testing.T) {
	d := newDesk(t)
	d.inScript(canary)
	d.must(t, "add", "acme", "--client-id", "only-acme", "--store", "keyring", "--secret-stdin")
	user := profiles.User{ExternalRef: "ref-of-acme", Address: "0xabc"}
	if err := d.manager(d.folder).Users.Record(ripio.Sandbox, "acme", user, time.Now()); err != nil {
		t.Fatal(err)
	}
	d.atTerminal("no\n")
	if r := d.profiles(t, "remove", "acme"); r.code != cli.ExitRefused || len(d.ring) != 1 {
		t.Errorf("answered no: exit code %d, %d secrets", r.code, len(d.ring))
	}
	d.atTerminal("yes\n")
	d.must(t, "remove", "acme")
	if len(d.ring) != 0 {
		t.Error("the secret stayed")
	}
	d.seal(t, "acme/sandbox", canary)
	d.atTerminal("acme\n", passphrase)
	r := d.must(t, "forget", "acme")
	for _, want := range []string{"test users: 1", "secret for sandbox from the encrypted file", "from the backup"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("forget does not say %q:\n%s", want, r.out)
		}
	}
	if files := append(d.filesWith(t, "only-acme"), d.filesWith(t, "ref-of-acme")...); files != nil {
		t.Errorf("left over: %v", files)
	}
	d.inScript("")
	if r := d.profiles(t, "forget", "acme", "--confirm", "acme"); r.code == cli.ExitOK || !strings.Contains(r.err, "acme") {
		t.Errorf("nothing is left: exit code %d, %s%s", r.code, r.out, r.err)
	}
}

// TestAskingLeavesTheOutputOneDocument asks at a terminal while the output goes
// elsewhere.
func TestAskingLeavesTheOutputOneDocument(t *testing.T) {
	for _, answer := range []string{"yes\n", "no\n"} {
		d := newDesk(t)
		file := filepath.Join(d.folder, "import.env")
		if err := os.WriteFile(file, []byte("RIPIO_CLIENT_ID=new\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{
			{"orphans", "--remove", "backups,temporary,damaged"}, {"import", file}, {"remove", "acme"},
		} {
			d.inScript("")
			if args[0] == "remove" {
				d.profiles(t, "add", "acme")
			}
			stray := filepath.Join(d.folder, "profiles.toml.bak")
			if err := os.WriteFile(stray, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			d.atTerminal(answer)
			r := d.profiles(t, append(args, "--json")...)
			if !strings.Contains(r.err, "type yes to") {
				t.Errorf("%v: nothing was asked: %s%s", args, r.out, r.err)
			}
			r.object(t)
		}
	}
}
