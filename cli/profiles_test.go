package cli_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// TestEachStoreKeepsTheSecretInItsPlaceAlone makes a profile with each store and
// looks for the secret everywhere.
func TestEachStoreKeepsTheSecretInItsPlaceAlone(t *testing.T) {
	const plain = `c4naryPlainValue99`
	for _, test := range []struct {
		store, stdin string
		flags        []string
		ring         int
	}{
		{"keyring", plain + "\n", nil, 1},
		{"sealed", passphrase + "\r\n" + plain + "\r\n", []string{"--passphrase-stdin"}, 0},
		{"plain", plain, []string{"--accept-plain"}, 0},
	} {
		t.Run(test.store, func(t *testing.T) {
			d := newDesk(t)
			if test.store == "sealed" {
				d.seal(t, "other/sandbox", "another")
			}
			d.inScript(test.stdin)
			args := append([]string{"add", "acme", "--client-id", "id", "--store", test.store, "--secret-stdin", "--json"}, test.flags...)
			r := d.must(t, args...)
			if strings.Contains(r.out+r.err, plain) {
				t.Error("the output shows the secret")
			}
			if got := member(r.object(t), "profile", "sandbox", "store"); got != test.store {
				t.Errorf("store %v", got)
			}
			found := d.filesWith(t, plain)
			if (test.store == "plain") != (len(found) > 0) || slices.ContainsFunc(found, func(name string) bool { return !strings.HasPrefix(name, "secrets-plain.json") }) {
				t.Errorf("the secret is in %v", found)
			}
			if len(d.ring) != test.ring {
				t.Errorf("keyring holds %d secrets, want %d", len(d.ring), test.ring)
			}
			if leaks := d.filesWith(t, passphrase); leaks != nil {
				t.Errorf("the passphrase is in %v", leaks)
			}
			manager := d.manager(d.folder)
			if test.store == "sealed" {
				if err := manager.Secrets.UnlockSealed(redact.NewSecret(passphrase)); err != nil {
					t.Fatal(err)
				}
			}
			key := profiles.SecretKey{Profile: "acme", Environment: ripio.Sandbox}
			if secret, err := manager.Secrets.Resolve(t.Context(), key, profiles.SecretReference(test.store)); err != nil || secret.Reveal() != plain {
				t.Errorf("the secret does not come back: %v", err)
			}
		})
	}
}

func TestASecretIsNeverAnArgument(t *testing.T) {
	for _, args := range [][]string{
		{"add", "acme", "--secret", canary},
		{"add", "acme", "--secret=" + canary},
		{"add", "acme", "--secret-ref", canary},
		{"add", "acme", "--secret-ref", "env:" + canary},
		{"add", "acme", "--secret-ref", "cmd:" + canary},
		{"add", "acme", "--secret", "cmd:" + canary},
		{"add", "acme", "--secret" + canary},
		{"add", "acme", "--client-secret", canary},
		{"add", "acme", "--password=" + canary},
		{"add", "acme", "--passphrase", canary},
		{"add", "acme", "--secret-stdin=" + canary},
		{"add", "acme", "--store", canary},
		{"add", "acme", canary},
		{"add", "acme", "--" + canary},
	} {
		d := newDesk(t)
		if r := d.profiles(t, args...); r.code != cli.ExitUsage || r.out != "" {
			t.Errorf("%v: exit code %d, output %q", args[2:], r.code, r.out)
		}
		if left, _ := os.ReadDir(d.folder); len(left) != 0 {
			t.Errorf("%v: something was written", args[2:])
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, test := range []struct {
		name  string
		stdin string
		args  []string
		code  int
		kind  string
	}{
		{"unknown profile", "", []string{"show", "none"}, cli.ExitBlocked, "missing-input"},
		{"name is taken", "", []string{"add", "ACME"}, cli.ExitBlocked, "profile-name"},
		{"name with a control character", "", []string{"add", "a\x1b]0;x\a"}, cli.ExitBlocked, "profile-name"},
		{"plain is not accepted", canary, []string{"edit", "acme", "--store", "plain", "--secret-stdin"}, cli.ExitRefused, "not-confirmed"},
		{"no secret in a script", "", []string{"edit", "acme", "--store", "keyring"}, cli.ExitBlocked, "missing-input"},
		{"empty input", "\n", []string{"edit", "acme", "--store", "keyring", "--secret-stdin"}, cli.ExitBlocked, "missing-input"},
		{"two lines", "a\nb", []string{"edit", "acme", "--store", "keyring", "--secret-stdin"}, cli.ExitBlocked, "missing-input"},
		{"no passphrase", canary, []string{"edit", "acme", "--store", "sealed", "--secret-stdin"}, cli.ExitBlocked, "missing-input"},
		{"a secret without a place", canary, []string{"edit", "acme", "--secret-stdin"}, cli.ExitBlocked, "missing-input"},
		{"forget without a name", "", []string{"forget", "acme"}, cli.ExitRefused, "not-confirmed"},
		{"forget with another name", "", []string{"forget", "acme", "--confirm", "acm"}, cli.ExitRefused, "not-confirmed"},
		{"rename to a taken name", "", []string{"rename", "acme", "other"}, cli.ExitBlocked, "profile-name"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t)
			d.must(t, "add", "acme", "--client-id", "id", "--secret-ref", "env:RIPIO_SECRET")
			d.must(t, "add", "other")
			before, _ := os.ReadFile(filepath.Join(d.folder, "profiles.toml"))
			d.inScript(test.stdin)
			r := d.profiles(t, append(test.args, "--json")...)
			if got := failure(r.object(t), "kind"); r.code != test.code || got != test.kind {
				t.Errorf("exit code %d, kind %q, want %d and %q: %s", r.code, got, test.code, test.kind, r.err)
			}
			if strings.ContainsAny(r.err, "\x1b\a") {
				t.Errorf("control characters in the messages %q", r.err)
			}
			if after, _ := os.ReadFile(filepath.Join(d.folder, "profiles.toml")); string(after) != string(before) {
				t.Errorf("the file changed to\n%s", after)
			}
		})
	}
}

// TestOldNamesOfFlagsWork keeps what scripts were written with, and says the new name.
func TestOldNamesOfFlagsWork(t *testing.T) {
	d := newDesk(t)
	d.Environ = func() []string { return []string{"RIPIO_CLIENT_ID=id", "RIPIO_CLIENT_SECRET=" + canary} }
	for _, test := range []struct{ args, note string }{
		{"add acme --client-id id --secret env:RIPIO_SECRET", "note: --secret of profiles add is called --secret-ref now"},
		{"edit acme --secret ask --json", "note: --secret of profiles edit is called --secret-ref now"},
		{"import --env --yes", "note: --env of profiles import is called --from-env now"},
	} {
		if r := d.must(t, strings.Fields(test.args)...); strings.Count(r.err, test.note) != 1 {
			t.Errorf("%s: %s", test.args, r.err)
		}
	}
	for _, test := range []string{"edit acme --secret-ref env:X", "import --from-env"} {
		if r := d.must(t, strings.Fields(test)...); strings.Contains(r.err, "is called") {
			t.Errorf("%s: %s", test, r.err)
		}
	}
	r := d.run(t, "profiles", "import", "--env", "sandbox")
	if r.code != cli.ExitUsage || !strings.Contains(r.err, "the names of the variables say it") {
		t.Errorf("exit code %d, %s", r.code, r.err)
	}
	if help := d.run(t, "profiles", "add", "--help").out; strings.Contains(help, "--secret string") || !strings.Contains(help, "--secret-ref reference") {
		t.Errorf("help: %s", help)
	}
}

func TestProfilesUsage(t *testing.T) {
	for _, args := range [][]string{{}, {"nope"}, {"list", "x"}, {"show"}, {"rename", "a"}, {"import"}, {"import", "x", "--from-env"}, {"import", "--env", "sandbox"},
		{"import", "-", "--passphrase-stdin"}, {"export", "--format", "xml"}, {"orphans", "--remove", "all"}, {"orphans", "--yes"},
		{"show", "a", "--env", "sandbox"}, {"add", "a", "--env", "simulator"}, {"add", "a", "--secret-ref", "keyring"},
		{"add", "a", "--secret-ref", "ask", "--store", "keyring"}, {"add", "a", "--secret-stdin"},
	} {
		d := newDesk(t)
		if r := d.run(t, append([]string{"profiles"}, args...)...); r.code != cli.ExitUsage || r.out != "" || r.err == "" {
			t.Errorf("%v: exit code %d, output %q, messages %q", args, r.code, r.out, r.err)
		}
	}
	names := []string{"list", "show", "add", "edit", "remove", "rename", "import", "export", "forget", "orphans"}
	for _, name := range names {
		r := newDesk(t).run(t, "profiles", name, "--help")
		if r.code != cli.ExitOK || !strings.Contains(r.out, "Usage:\n  ripio-explorer profiles "+name) || !strings.Contains(r.out, "--config-dir") {
			t.Errorf("%s --help: exit code %d, %s", name, r.code, r.out)
		}
	}
}

func TestEditKeepsWhatIsNotNamed(t *testing.T) {
	d := newDesk(t)
	d.must(t, "add", "acme", "--client-id", "one", "--country", "AR", "--external-ref", "ref", "--address", "0x1", "--secret-ref", "ask", "--default")
	d.must(t, "edit", "acme", "--env", "production", "--client-id", "two", "--secret-ref", `cmd:["pass", "show", "x"]`)
	object := d.must(t, "edit", "acme", "--address", "", "--json").object(t)
	for _, test := range []struct {
		want any
		path []string
	}{
		{"AR", []string{"profile", "country"}}, {true, []string{"profile", "default"}},
		{"one", []string{"profile", "sandbox", "client_id"}}, {"ask", []string{"profile", "sandbox", "secret"}},
		{"ref", []string{"profile", "sandbox", "external_ref"}}, {nil, []string{"profile", "sandbox", "address"}},
		{"two", []string{"profile", "production", "client_id"}}, {`cmd:["pass","show","x"]`, []string{"profile", "production", "secret"}},
		{"from command pass", []string{"profile", "production", "store_label"}},
	} {
		if got := member(object, test.path...); got != test.want {
			t.Errorf("%v is %v, want %v", test.path, got, test.want)
		}
	}
	if got := member(d.must(t, "edit", "acme", "--default=false", "--json").object(t), "profile", "default"); got != false {
		t.Errorf("default is %v", got)
	}
}

func TestAStoredSecretMovesAlong(t *testing.T) {
	d := newDesk(t)
	d.inScript(canary)
	d.must(t, "add", "acme", "--store", "keyring", "--secret-stdin")
	d.inScript("")
	d.must(t, "rename", "acme", "bolt")
	if len(d.ring) != 1 {
		t.Fatalf("%d secrets in the keyring", len(d.ring))
	}
	for account := range d.ring {
		if !strings.HasPrefix(account, "bolt/sandbox") {
			t.Errorf("the keyring's account is %q", account)
		}
	}
	d.must(t, "edit", "bolt", "--store", "plain", "--accept-plain")
	if len(d.ring) != 0 || len(d.filesWith(t, "c4nary/secret")) == 0 {
		t.Errorf("keyring %d, files %v", len(d.ring), d.filesWith(t, "c4nary/secret"))
	}
	if r := d.profiles(t, "remove", "bolt"); r.code != cli.ExitRefused || !strings.Contains(r.err, "--yes") || len(d.filesWith(t, "c4nary/secret")) == 0 {
		t.Errorf("without --yes: exit code %d, %s", r.code, r.err)
	}
	d.must(t, "remove", "bolt", "--yes")
	if files := d.filesWith(t, "c4nary/secret"); files != nil {
		t.Errorf("after the removal the secret is in %v", files)
	}
}

func TestListAndShow(t *testing.T) {
	d := newDesk(t)
	empty := d.must(t, "list", "--json").object(t)
	if list, ok := empty["profiles"].([]any); !ok || len(list) != 0 || empty["default"] != nil || empty["failure"] != nil {
		t.Errorf("empty list %v", empty)
	}
	d.must(t, "add", "acme", "--client-id", "id", "--country", "AR", "--secret-ref", "env:RIPIO_SECRET", "--default")
	d.must(t, "add", "evil", "--country", "\u202egnp", "--client-id", "\u200bid2\x1b[2J")
	list := d.must(t, "list")
	if strings.ContainsAny(list.out, "\u202e\x1b\u200b") {
		t.Errorf("hostile characters in %q", list.out)
	}
	if want := "* acme  AR    sandbox: from $RIPIO_SECRET  production: -\n"; !strings.HasPrefix(list.out, want) {
		t.Errorf("list begins %q, want %q", list.out, want)
	}
	key := profiles.SecretKey{Profile: "acme", Environment: ripio.Sandbox}
	manager := d.manager(d.folder)
	for _, outcome := range []profiles.Outcome{{Success: true}, {Summary: "rejected"}} {
		if err := manager.Records.Note(key, noon, outcome); err != nil {
			t.Fatal(err)
		}
	}
	if show := d.must(t, "show", "ACME"); !strings.Contains(show.out, "last failure  2026-11-24T12:00:00Z rejected\n") ||
		strings.Contains(show.out, "fingerprint") {
		t.Errorf("show:\n%s", show.out)
	}
	want := profiles.Fingerprint(redact.NewSecret(canary))
	object := d.must(t, "show", "acme", "--fingerprint", "--json").object(t)
	if got := member(object, "profile", "sandbox", "fingerprint"); got != want || want == "" {
		t.Errorf("fingerprint %v, want %v", got, want)
	}
	d.must(t, "edit", "acme", "--secret-ref", "ask")
	if r := d.profiles(t, "show", "acme", "--fingerprint"); r.code != cli.ExitBlocked || !strings.Contains(r.out, "acme") {
		t.Errorf("fingerprint of nothing: exit code %d", r.code)
	}
}
