package cli_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// sealedDesk has a profile whose secret is in the encrypted file, and one whose
// secret is in a variable.
func sealedDesk(t *testing.T) *desk {
	d := newDesk(t)
	d.seal(t, "locked/sandbox", canary)
	user := profiles.User{ExternalRef: "r", Address: "a"}
	d.LoadProfiles = func(context.Context, string) (profiles.Book, []profiles.Warning, error) {
		return profiles.Book{Profiles: []profiles.Profile{
			{Name: "locked", Sandbox: profiles.Account{ClientID: "id", Secret: profiles.InSealedFile, User: user}},
			{Name: "open", Sandbox: profiles.Account{ClientID: "id", Secret: "env:RIPIO_SECRET", User: user}},
		}}, nil, nil
	}
	d.NewSecrets = func(dir string) *profiles.Secrets { return d.manager(dir).Secrets }
	d.Authenticate = newWorld(success()).Authenticate
	return d
}

func TestTheEncryptedFileIsOpened(t *testing.T) {
	for _, test := range []struct {
		name, stdin string
		args        []string
		code        int
		message     string // of the failure
		err         string // the last message
	}{
		{"passphrase", passphrase + "\n", []string{"--profile", "locked"}, cli.ExitOK, "", ""},
		{"wrong passphrase", "no", []string{"--profile", "locked"}, cli.ExitBlocked,
			"The passphrase does not open the encrypted file.", "no token: input is missing"},
		{"empty input", "", []string{"--profile", "locked"}, cli.ExitBlocked, "The input holds no passphrase.", "no token: input is missing"},
		{"two lines", passphrase + "\nx\n", []string{"--profile", "locked"}, cli.ExitBlocked,
			"The input has more than one line.", "no token: input is missing"},
		{"not needed by the profile", passphrase, []string{"--profile", "open"}, cli.ExitOK, "",
			"note: the passphrase was not read: no secret of the encrypted file was needed"},
		{"not needed by the simulator", passphrase, []string{"--profile", "locked", "--env", "simulator"}, cli.ExitOK, "",
			"note: the passphrase was not read: no secret of the encrypted file was needed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := sealedDesk(t)
			d.Authenticate = newWorld(success()).Authenticate
			d.inScript(test.stdin)
			r := d.run(t, append([]string{"token", "--config-dir", d.folder, "--passphrase-stdin", "--json"}, test.args...)...)
			object := r.object(t)
			lines := strings.Split(strings.TrimSuffix(r.err, "\n"), "\n")
			last := strings.TrimPrefix(lines[len(lines)-1], "ripio-explorer: ")
			if r.code != test.code || failure(object, "message") != test.message || last != test.err {
				t.Errorf("exit code %d, failure %v, messages %q", r.code, object["failure"], r.err)
			}
			checkNoSecret(t, test.name, r)
			if strings.Contains(r.out+r.err, passphrase) {
				t.Error("the passphrase is shown")
			}
		})
	}
}

func TestTheSecretOfTheEncryptedFileIsSent(t *testing.T) {
	d := sealedDesk(t)
	w := newWorld(success())
	d.Authenticate = w.Authenticate
	d.inScript(passphrase)
	d.run(t, "token", "--profile", "locked", "--config-dir", d.folder, "--passphrase-stdin")
	if len(w.sent) != 1 || w.sent[0].Secret.Reveal() != canary {
		t.Errorf("%d requests", len(w.sent))
	}
	r := d.run(t, "token", "--profile", "locked", "--config-dir", d.folder)
	if want := "Use --passphrase-stdin, --secret-env NAME or --secret-stdin."; r.code != cli.ExitBlocked || !strings.Contains(r.out, want) {
		t.Errorf("without the flag: exit code %d\n%s", r.code, r.out)
	}
}

func TestThePassphraseExcludesOtherInputs(t *testing.T) {
	const see = "\nripio-explorer: see ripio-explorer token --help\n"
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"--profile", "p", "--secret-stdin"}, "--passphrase-stdin and --secret-stdin both read the input; use one of them: " +
			"with --secret-stdin the encrypted file is not opened"},
		{[]string{"--profile", "p", "--secret-env", "A"}, "--passphrase-stdin and --secret-env exclude each other: " +
			"with --secret-env the encrypted file is not opened"},
		{[]string{"--client-id", "id"}, "--passphrase-stdin needs --profile: the encrypted file holds the secrets of profiles"},
	} {
		newWorld(success()).run(t, append([]string{"token", "--passphrase-stdin"}, test.args...)...).
			check(t, result{code: cli.ExitUsage, err: "ripio-explorer: token: " + test.want + see})
	}
	r := newWorld(success()).run(t, "token", "--profile", "p", "--passphrase-stdin="+passphrase)
	if r.code != cli.ExitUsage || strings.Contains(r.err, "battery") {
		t.Errorf("exit code %d, messages %q", r.code, r.err)
	}
	newWorld(success()).run(t, "token", "--dry-run", "--history").check(t, result{code: cli.ExitUsage,
		err: "ripio-explorer: token: --dry-run and --history exclude each other: a request that is not sent is not kept" + see})
}

// TestUnlockingSettlesAnInterruptedChange: the client_id of before is not sent with the
// secret of a rotation that was killed midway.
func TestUnlockingSettlesAnInterruptedChange(t *testing.T) {
	for _, test := range []string{"token", "profiles edit"} {
		t.Run(test, func(t *testing.T) { playInterruptedChange(t, test) })
	}
}

func playInterruptedChange(t *testing.T, test string) {
	d := newDesk(t)
	d.seal(t, "acme/sandbox", canary)
	old := profiles.Profile{Name: "acme", Sandbox: profiles.Account{
		ClientID: "old-id", Secret: profiles.InSealedFile, User: profiles.User{ExternalRef: "r", Address: "a"},
	}}
	rotated := old
	rotated.Sandbox.ClientID = "new-id"
	if _, err := d.manager(d.folder).Store.Put("", old); err != nil {
		t.Fatal(err)
	}
	prints := map[ripio.EnvironmentName]string{ripio.Sandbox: profiles.Fingerprint(redact.NewSecret(canary))}
	data, err := json.Marshal(map[string]any{"version": 1, "old": old, "new": rotated, "fingerprints": prints})
	if err == nil {
		err = os.WriteFile(filepath.Join(d.folder, "profiles.change-01020304.json"), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	d.LoadProfiles = func(_ context.Context, dir string) (profiles.Book, []profiles.Warning, error) {
		manager := d.manager(dir)
		return manager.Store.Load()
	}
	d.NewSecrets = func(dir string) *profiles.Secrets { return d.manager(dir).Secrets }
	w := newWorld(success())
	d.Authenticate = w.Authenticate
	if test == "profiles edit" {
		d.inScript(passphrase)
		if r := d.profiles(t, "edit", "acme", "--country", "AR", "--store", "sealed", "--passphrase-stdin"); r.code != cli.ExitBlocked ||
			!strings.Contains(r.err, "An interrupted change of a profile was settled") {
			t.Errorf("exit code %d, %s", r.code, r.err)
		}
		d.must(t, "edit", "acme", "--country", "AR")
	}
	args := []string{"token", "--config-dir", d.folder, "--passphrase-stdin", "--json", "--profile", "acme"}
	d.inScript(passphrase)
	if r := d.run(t, args...); test == "token" && (r.code != cli.ExitBlocked || len(w.sent) != 0 || !strings.Contains(r.out, "An interrupted change of a profile was settled")) {
		t.Errorf("exit code %d, %d requests, %s", r.code, len(w.sent), r.out)
	}
	w.sent = nil
	d.inScript(passphrase)
	if r := d.run(t, args...); r.code != cli.ExitOK || len(w.sent) != 1 || w.sent[0].ClientID != "new-id" || w.sent[0].Secret.Reveal() != canary {
		t.Errorf("exit code %d, %d requests, %s", r.code, len(w.sent), r.out)
	}
}
