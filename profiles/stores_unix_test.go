//go:build unix

package profiles_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/keyring"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

func init() {
	helpers["make"] = helpMake
	helpers["use"] = helpUse
}

const storesPassphrase = "correct horse battery staple"

// eachStore are the references of the profiles that are made with each store,
// by the profile's name. script is a program that prints a secret.
func eachStore(script string) map[string]profiles.SecretReference {
	command, _ := profiles.CommandReference([]string{script})
	return map[string]profiles.SecretReference{
		"in keyring": profiles.InKeyring, "in sealed": profiles.InSealedFile, "in plain": profiles.InPlainFile,
		"from env": "env:RIPIO_TEST_SECRET", "from cmd": command, "asked": profiles.Ask,
	}
}

// storeCanary is the secret of one of those profiles.
func storeCanary(name string) string { return canary + " " + name }

// helpMake makes a profile with each store.
func helpMake(dir string, arguments []string) error {
	manager := profiles.NewManager(dir, filepath.Join(dir, "state"), os.LookupEnv)
	if err := manager.Secrets.CreateSealed(redact.NewSecret(storesPassphrase)); err != nil {
		return err
	}
	for name, reference := range eachStore(arguments[0]) {
		secrets := typed(storeCanary(name))
		if kind := reference.Kind(); !kind.Keeps() && kind != profiles.KindAsk {
			secrets = nil
		}
		_, warnings, err := manager.Save(context.Background(), "", inSandbox(name, reference), secrets)
		if err != nil || len(warnings) > 0 {
			return fmt.Errorf("%s: %v, %w", name, warnings, err)
		}
		user := profiles.User{ExternalRef: name, Address: "a"}
		if err := errors.Join(manager.Users.Record(ripio.Sandbox, name, user, at),
			manager.Records.Note(key(name, ripio.Sandbox), at, profiles.Outcome{Success: true})); err != nil {
			return err
		}
	}
	return nil
}

// helpUse prints what each of those profiles resolves to in another process.
func helpUse(dir string, arguments []string) error {
	manager := profiles.NewManager(dir, filepath.Join(dir, "state"), os.LookupEnv)
	if err := manager.Secrets.UnlockSealed(redact.NewSecret(storesPassphrase)); err != nil {
		return err
	}
	for name, reference := range eachStore(arguments[0]) {
		secret, err := manager.Secrets.Resolve(context.Background(), key(name, ripio.Sandbox), reference)
		fmt.Printf("%s: %t %v\n", name, secret.Reveal() == storeCanary(name), err)
	}
	return nil
}

// inSession runs a helper in a session of its own with a keyring, whose files
// are in the home folder.
func inSession(t *testing.T, home, name string, arguments ...string) string {
	t.Helper()
	const unlock = `printf 'pw\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$0" "$@"`
	command := exec.Command("dbus-run-session", append([]string{"--", "sh", "-c", unlock, helperProgram()}, arguments...)...)
	command.Env = []string{
		"HOME=" + home, "XDG_RUNTIME_DIR=" + home, "PATH=" + os.Getenv("PATH"), helperVariable + "=" + name,
		"RIPIO_TEST_SECRET=" + storeCanary("from env"),
	}
	output, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %s, %v", name, output, err)
	}
	return string(output)
}

// TestEachStoreAfterARestart makes a profile with each store in one process,
// finds the secrets in another, and each one in its chosen store only.
func TestEachStoreAfterARestart(t *testing.T) {
	t.Parallel()
	for _, program := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("needs the program %s", program)
		}
	}
	root := t.TempDir()
	home, dir, script := filepath.Join(root, "h"), filepath.Join(root, "h", "config"), filepath.Join(root, "script")
	writeFile(t, script, "#!/bin/sh\necho '"+storeCanary("from cmd")+"'\n")
	if err := errors.Join(os.Chmod(script, 0o700), os.Mkdir(home, 0o700)); err != nil {
		t.Fatal(err)
	}
	inSession(t, home, "make", dir, script)
	got := strings.Split(strings.TrimSpace(inSession(t, home, "use", dir, script)), "\n")
	slices.Sort(got)
	want := []string{
		"asked: false secret is needed; type it", "from cmd: true <nil>", "from env: true <nil>",
		"in keyring: true <nil>", "in plain: true <nil>", "in sealed: true <nil>",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	plain := filepath.Join(dir, "secrets-plain.json")
	for name := range eachStore(script) {
		found := filesWith(t, storeCanary(name), home)
		if name == "in plain" && slices.Equal(found, []string{plain, plain + ".bak"}) {
			continue
		}
		if len(found) != 0 {
			t.Errorf("the secret %q is in %v", name, found)
		}
	}
	wantNowhere(t, storesPassphrase, home)
}

// TestASlowKeyringIsTold has a keyring that never answers.
func TestASlowKeyringIsTold(t *testing.T) {
	t.Parallel()
	script := filepath.Join(t.TempDir(), "keyring")
	writeFile(t, script, "#!/bin/sh\nexec sleep 60\n")
	if err := os.Chmod(script, 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	slow := 0
	secrets := profiles.NewSecrets(os.LookupEnv, profiles.WithConfigDir(t.TempDir()), profiles.WithKeyring(&keyring.Keyring{
		Program: script, Environ: []string{"DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere", "PATH=" + os.Getenv("PATH")},
		Limits: keyring.Limits{Slow: 10 * time.Millisecond},
	}))
	secrets.OnSlow(func() { slow++; cancel() })
	_, err := secrets.Resolve(ctx, key("acme", ripio.Sandbox), profiles.InKeyring)
	if !errors.Is(err, context.Canceled) || !errors.Is(err, keyring.ErrStopped) || slow != 1 {
		t.Errorf("got %v after %d calls", err, slow)
	}
}
