package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

func damage(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("damaged\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestRepair damages each file, follows the advice of the message, and saves again.
func TestRepair(t *testing.T) {
	for _, test := range []struct{ what, file string }{
		{"profiles", "profiles.toml"}, {"sealed", "secrets.age"}, {"plain", "secrets-plain.json"},
	} {
		t.Run(test.what, func(t *testing.T) {
			d := newDesk(t)
			path := filepath.Join(d.folder, test.file)
			d.inScript(canary)
			place := map[string]string{"profiles": "keyring", "plain": "plain"}[test.what]
			if test.what == "sealed" {
				d.must(t, "add", "acme")
				d.seal(t, "acme/sandbox", canary)
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path+".bak", data, 0o600); err != nil {
					t.Fatal(err)
				}
				d.inScript(passphrase)
			} else {
				d.must(t, "add", "acme", "--store", place, "--accept-plain", "--secret-stdin")
				d.must(t, "edit", "acme", "--country", "AR") // so that there is a backup
			}
			flags := []string{"repair", test.what}
			if test.what == "sealed" {
				flags = append(flags, "--passphrase-stdin")
			}
			d.must(t, flags...)
			damage(t, path)
			if r := d.profiles(t, flags...); r.code != cli.ExitBlocked || !strings.Contains(r.err, "repair "+test.what+" --use-backup") {
				t.Errorf("damaged: exit code %d, %s", r.code, r.err)
			}
			if r := d.profiles(t, append(flags, "--use-backup")...); r.code != cli.ExitRefused {
				t.Errorf("unconfirmed: exit code %d, %s", r.code, r.err)
			}
			object := d.must(t, append(flags, "--use-backup", "--yes", "--json")...).object(t)
			if repair, _ := object["repair"].(map[string]any); repair["done"] != "backup" {
				t.Errorf("said %v", object)
			}
			d.must(t, flags...)
			damage(t, path)
			object = d.must(t, "repair", test.what, "--set-aside", "--yes", "--json").object(t)
			repair, _ := object["repair"].(map[string]any)
			aside, _ := repair["set_aside"].(string)
			if text, err := os.ReadFile(aside); err != nil || string(text) != "damaged\x00" {
				t.Errorf("set aside: %q, %v", text, err)
			}
			if test.what != "profiles" {
				d.must(t, "edit", "acme", "--country", "BR")
			}
			switch test.what {
			case "sealed":
				if d.manager(d.folder).Secrets.SealedFileExists() {
					t.Error("there still is an encrypted file")
				}
			case "plain":
				if err := d.manager(d.folder).Secrets.Store(t.Context(), profiles.SecretKey{Profile: "acme", Environment: ripio.Sandbox},
					profiles.InPlainFile, redact.NewSecret(canary)); err != nil {
					t.Errorf("a new secret: %v", err)
				}
			default:
				d.must(t, "add", "acme")
			}
		})
	}
}

// TestALostPassphrase has no way to open the file, and a way on.
func TestALostPassphrase(t *testing.T) {
	d := newDesk(t)
	d.must(t, "add", "acme")
	d.seal(t, "acme/sandbox", canary)
	d.atTerminal("no\n")
	if r := d.profiles(t, "repair", "sealed", "--set-aside"); r.code != cli.ExitRefused {
		t.Errorf("refused: exit code %d", r.code)
	}
	d.atTerminal("yes\n")
	d.must(t, "repair", "sealed", "--set-aside")
	if d.manager(d.folder).Secrets.SealedFileExists() {
		t.Error("there still is an encrypted file")
	}
}

func TestANewPassphrase(t *testing.T) {
	d := newDesk(t)
	d.seal(t, "acme/sandbox", canary)
	d.atTerminal("", passphrase, "another one", "another one")
	d.must(t, "repair", "sealed", "--new-passphrase")
	if err := d.manager(d.folder).Secrets.UnlockSealed(redact.NewSecret("another one")); err != nil {
		t.Error(err)
	}
}
