//go:build unix

package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"devtools/ripio-explorer/ripio/simulator"
)

// TestACustomHost sends to a mock of the command line, and keeps production's secret from
// it although the sandbox account refers to it.
func TestACustomHost(t *testing.T) {
	t.Parallel()
	mock, err := simulator.Start(simulator.Default)
	if err != nil {
		t.Fatal(err)
	}
	defer mock.Close() //nolint:errcheck // a test's
	home := t.TempDir()
	folder := filepath.Join(home, ".config", "ripio-explorer")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	const book = `version = 1
[[profile]]
name = "acme"
[profile.sandbox]
client_id = "acme-test"
secret = "env:SANDBOX_SECRET"
[profile.sandbox.user]
address = "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C"
[profile.production]
client_id = "acme-live"
secret = "env:LIVE_SECRET"
`
	if err := os.WriteFile(filepath.Join(folder, "profiles.toml"), []byte(book), 0o600); err != nil {
		t.Fatal(err)
	}
	flags := []string{"--base-url", mock.URL(), "--profile", "acme"}
	p := startAt(t, home, flags, "SANDBOX_SECRET=for-tests", "LIVE_SECRET=for-money")
	p.waitFor("Send to CUSTOM")
	p.waitFor(mock.URL()[len("http://"):])
	p.press(enter)
	p.waitFor("Expires in")
	p.press(ctrlC)
	p.checkEnd(0)

	p = startAt(t, home, flags, "SANDBOX_SECRET=for-money", "LIVE_SECRET=for-money")
	p.waitFor("Send to CUSTOM")
	p.press(enter)
	p.waitFor("the credentials belong to production")
	p.press(ctrlC)
	p.checkEnd(0)
}

// TestACustomHostIsRefused before the screen is drawn.
func TestACustomHostIsRefused(t *testing.T) {
	t.Parallel()
	for _, flags := range [][]string{
		{"--base-url", "https://mock.invalid"},
		{"--base-url", "http://mock.invalid", "--allow-remote"},
		{"--base-url", "https://b2b-widget-onramp-api.ripio.com", "--allow-remote"},
	} {
		command := exec.Command(binary, flags...)
		command.Env = environment(t.TempDir())
		if text, err := command.CombinedOutput(); err == nil || command.ProcessState.ExitCode() != 7 {
			t.Errorf("%v: %v %s", flags, err, text)
		}
	}
}
