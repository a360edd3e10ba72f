//go:build unix && !darwin

package cli_test

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// muteBus is a session bus that takes connections and never answers, as one whose process
// is stopped.
func muteBus(t *testing.T) (address string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bus")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = connection.Close() })
		}
	}()
	return "unix:path=" + path
}

// TestDoctorWithAFrozenKeyring wants all other checks, and the keyring's line in time.
func TestDoctorWithAFrozenKeyring(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	folder := filepath.Join(home, ".config", "ripio-explorer")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	const book = "version = 1\n[[profile]]\nname = \"acme\"\n[profile.sandbox]\nclient_id = \"acme-client\"\nsecret = \"keyring\"\n" +
		"[profile.sandbox.user]\naddress = \"0x05946B0d5E413E45069BeC923004F9a3c8F70c2C\"\n"
	if err := os.WriteFile(filepath.Join(folder, "profiles.toml"), []byte(book), 0o600); err != nil {
		t.Fatal(err)
	}
	bus := muteBus(t)
	run := func(args ...string) (string, time.Duration) {
		cmd := exec.Command("ripio-explorer", args...)
		cmd.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "DBUS_SESSION_BUS_ADDRESS=" + bus, "TERM=xterm", "LANG=C.UTF-8"}
		began := time.Now()
		text, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != 3 {
			t.Errorf("%v ended with %d: %s", args, code, text)
		}
		return string(text), time.Since(began)
	}
	text, took := run("doctor", "--offline")
	for _, want := range []string{"failure  keyring", "it did not answer within 5 s", "restart the keyring", "ok       client-id acme sandbox", "trusted-certificates"} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q in:\n%s", want, text)
		}
	}
	if took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}
