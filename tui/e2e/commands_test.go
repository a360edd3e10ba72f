//go:build unix

package e2e_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
)

// startSlowCommand makes a profile whose secret comes from a command that waits,
// with a child of its own, and gives the folder of the profiles. running waits
// until the command runs, and ended until nothing of it does: its processes hold a
// named pipe open.
func startSlowCommand(t *testing.T) (dir string, running func(), ended func() bool) {
	t.Helper()
	dir = t.TempDir()
	pipe := filepath.Join(dir, "witness")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	script := `trap "" HUP INT TERM; exec 9>"$0"; echo started >&9; sleep 60 & sleep 60`
	reference, err := profiles.CommandReference([]string{"sh", "-c", script, pipe})
	if err != nil {
		t.Fatal(err)
	}
	account := profiles.Account{
		ClientID: "slow-client", Secret: reference,
		User: profiles.User{
			ExternalRef: "3f2b8c1e-9d4a-4b6e-8f10-7c2d5e9aa1b2", Address: "0x05946B0d5E413E45069BeC923004F9a3c8F70c2C",
		},
	}
	if _, err := profiles.NewStore(dir).Put("", profiles.Profile{Name: "slow", Sandbox: account}); err != nil {
		t.Fatal(err)
	}
	started, closed := make(chan struct{}), make(chan struct{})
	go func() {
		witness, err := os.Open(pipe) // waits for the command
		if err != nil {
			return
		}
		defer witness.Close()
		_, _ = witness.Read(make([]byte, 16))
		close(started)
		_, _ = io.Copy(io.Discard, witness) // ends when no process has it any more
		close(closed)
	}()
	happens := func(event chan struct{}) bool {
		select {
		case <-event:
			return true
		case <-time.After(5 * time.Second):
			return false
		}
	}
	running = func() {
		t.Helper()
		if !happens(started) {
			t.Fatal("the secret's command does not run")
		}
	}
	return dir, running, func() bool { return happens(closed) }
}

var endings = []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGKILL}

// TestTokenTakesItsCommandWithIt ends the command for scripts while it waits for a
// secret.
func TestTokenTakesItsCommandWithIt(t *testing.T) {
	for _, ending := range endings {
		t.Run(ending.String(), func(t *testing.T) {
			t.Parallel()
			dir, running, ended := startSlowCommand(t)
			token := exec.Command(binary, "token", "--config-dir", dir, "--profile", "slow")
			token.Env = environment(t.TempDir(), "HTTPS_PROXY=http://127.0.0.1:1")
			if err := token.Start(); err != nil {
				t.Fatal(err)
			}
			running()
			if err := token.Process.Signal(ending); err != nil {
				t.Fatal(err)
			}
			_ = token.Wait()
			if !ended() {
				t.Error("the secret's command outlives the program")
			}
		})
	}
}

// TestTheExplorerTakesItsCommandWithIt does the same in a terminal, which also is
// closed.
func TestTheExplorerTakesItsCommandWithIt(t *testing.T) {
	end := map[string]func(p *program) error{"a closed terminal": func(p *program) error { return p.HangUp() }}
	for _, ending := range endings {
		end[ending.String()] = func(p *program) error { return p.Command.Process.Signal(ending) }
	}
	for name, end := range end {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, running, ended := startSlowCommand(t)
			p := startAt(t, t.TempDir(), []string{"--config-dir", dir, "--profile", "slow"}, "HTTPS_PROXY=http://127.0.0.1:1")
			p.waitFor("Send to SANDBOX")
			p.press(enter)
			running()
			if err := end(p); err != nil {
				t.Fatal(err)
			}
			p.wait()
			if !ended() {
				t.Error("the secret's command outlives the program")
			}
		})
	}
}
