package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"devtools/ripio-explorer/cli"
	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/profiles/sealed"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

// memoryKeyring is a keyring that ends with the test.
type memoryKeyring map[string]string

func (k memoryKeyring) Get(_ context.Context, account string) (redact.Secret, error) {
	secret, ok := k[account]
	if !ok {
		return redact.Secret{}, &keyring.Error{Step: "read", Kind: keyring.ErrNotFound}
	}
	return redact.NewSecret(secret), nil
}

func (k memoryKeyring) Set(_ context.Context, account string, secret redact.Secret) error {
	k[account] = secret.Reveal()
	return nil
}

func (k memoryKeyring) Delete(_ context.Context, account string) error {
	if _, ok := k[account]; !ok {
		return &keyring.Error{Step: "delete", Kind: keyring.ErrNotFound}
	}
	delete(k, account)
	return nil
}

func (k memoryKeyring) List(context.Context) ([]string, error) {
	return slices.Sorted(maps.Keys(k)), nil
}

// desk is a world with real folders, and a keyring of its own.
type desk struct {
	*world
	folder string
	ring   memoryKeyring
	// answers are what a person types at the questions without an echo.
	answers []string
	asked   int
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{world: newWorld(ripio.Exchange{}), folder: t.TempDir(), ring: memoryKeyring{}}
	d.NewManager = func(dir string) (*profiles.Manager, error) { return d.manager(dir), nil }
	d.Environ = func() []string { return nil }
	d.ReadPassword = func(io.Reader) (string, error) {
		if d.asked >= len(d.answers) {
			return "", errors.New("nobody types")
		}
		d.asked++
		return d.answers[d.asked-1], nil
	}
	return d
}

func (d *desk) manager(dir string) *profiles.Manager {
	return profiles.NewManager(dir, filepath.Join(dir, "state"), d.LookupEnv, profiles.WithKeyring(d.ring), profiles.WithWorkFactor(10),
		profiles.WithCommandRunner(func(context.Context, []string) (redact.Secret, error) { return redact.NewSecret(canary), nil }))
}

// atTerminal makes the input a terminal on which lines are typed.
func (d *desk) atTerminal(typed string, answers ...string) {
	d.stdin, d.answers, d.asked = typed, answers, 0
	d.IsTerminal = func(stream any) bool { _, isInput := stream.(io.Reader); return isInput && !isOutput(stream) }
}

func isOutput(stream any) bool { _, ok := stream.(io.Writer); return ok }

func (d *desk) inScript(stdin string) {
	d.stdin = stdin
	d.IsTerminal = func(any) bool { return false }
}

// profiles runs a subcommand and looks for the secret in what it says.
func (d *desk) profiles(t *testing.T, args ...string) result {
	t.Helper()
	r := d.run(t, append([]string{"profiles"}, append(args, "--config-dir", d.folder)...)...)
	checkNoSecret(t, strings.Join(args, " "), r)
	for _, part := range []string{canary, passphrase} {
		if strings.Contains(r.out+r.err, part) {
			t.Errorf("%v shows the secret or the passphrase", args)
		}
	}
	return r
}

// must runs a subcommand that succeeds.
func (d *desk) must(t *testing.T, args ...string) result {
	t.Helper()
	r := d.profiles(t, args...)
	if r.code != cli.ExitOK {
		t.Fatalf("%v: exit code %d, messages %s", args, r.code, r.err)
	}
	return r
}

// filesWith lists the files that hold a text.
func (d *desk) filesWith(t *testing.T, text string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(d.folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if strings.Contains(string(content), text) {
			names = append(names, entry.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// member reads a value inside a JSON object; nil when it is not there.
func member(object map[string]any, path ...string) any {
	var value any = object
	for _, key := range path {
		inner, _ := value.(map[string]any)
		value = inner[key]
	}
	return value
}

// seal makes an encrypted file that is quick to open, with one secret in it.
func (d *desk) seal(t *testing.T, account, secret string) {
	t.Helper()
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	recipient.SetWorkFactor(4)
	text, err := json.Marshal(map[string]any{"version": 1, "secrets": map[string]string{account: secret}})
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	body, err := age.Encrypt(&file, recipient)
	if err != nil {
		t.Fatal(err)
	}
	_, writeErr := body.Write(text)
	if err := errors.Join(writeErr, body.Close()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.folder, sealed.FileName), file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

const passphrase = "c0rrect-horse battery"
