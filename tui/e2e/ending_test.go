//go:build unix

package e2e_test

import (
	"bytes"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// soon is how long the program may take to end when it has to.
const soon = 200 * time.Millisecond

// within runs a scenario that gives the time something took, up to three times
// on a busy machine, and fails when it always took too long.
func within(t *testing.T, limit time.Duration, scenario func(t *testing.T) time.Duration) {
	t.Helper()
	var took time.Duration
	for range 3 {
		if took = scenario(t); took <= limit {
			return
		}
	}
	t.Errorf("took %v, want at most %v", took, limit)
}

func TestSignal(t *testing.T) {
	within(t, soon, func(t *testing.T) time.Duration {
		p := start(t, nil)
		p.waitFor("Welcome")
		if err := p.Command.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		_, took := p.wait()
		p.checkEnd(143)
		return took
	})
}

// TestSignalsFromOutside sends what a person or a system sends to end a program that
// hangs.
func TestSignalsFromOutside(t *testing.T) {
	for _, number := range []syscall.Signal{
		syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGSEGV, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGILL, syscall.SIGTRAP,
		syscall.SIGSYS,
	} {
		t.Run(number.String(), func(t *testing.T) {
			t.Parallel()
			p := start(t, nil)
			p.waitFor("Welcome")
			if err := p.Command.Process.Signal(number); err != nil {
				t.Fatal(err)
			}
			p.checkEnd(128 + int(number))
		})
	}
}

// TestTerminalClosed closes the terminal under a program that was told to
// ignore SIGHUP, as by nohup.
func TestTerminalClosed(t *testing.T) {
	within(t, soon, func(t *testing.T) time.Duration {
		p := startCommand(t, t.TempDir(), exec.Command("sh", "-c", `trap "" HUP; exec "$0"`, binary))
		p.waitFor("Welcome")
		p.press(enter)
		p.waitFor("Send to SIMULATOR")
		if err := p.HangUp(); err != nil {
			t.Fatal(err)
		}
		code, took := p.wait()
		if code != 129 {
			t.Errorf("exit code = %d, want 129", code)
		}
		return took
	})
}

func TestSuspendKeyInATerminalOfItsOwn(t *testing.T) {
	t.Parallel()
	p := start(t, nil)
	p.waitFor("Welcome")
	p.press("\x1a", enter) // nobody could continue it, so it must go on
	p.waitFor("Send to SIMULATOR")
	p.press(ctrlC)
	p.checkEnd(0)
}

func TestWithoutATerminal(t *testing.T) {
	t.Parallel()
	command := exec.Command(binary)
	command.Env = environment(t.TempDir())
	command.Stdin = strings.NewReader("")
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	_ = command.Run()
	if code := command.ProcessState.ExitCode(); code != 2 {
		t.Errorf("exit code = %d, want 2", code)
	}
	if stdout.Len() > 0 {
		t.Errorf("stdout = %q, want nothing", stdout.String())
	}
	message := stderr.String()
	if strings.Count(message, "\n") != 1 || !strings.Contains(message, "ripio-explorer token") {
		t.Errorf("stderr = %q, want one sentence that names the token command", message)
	}
}
