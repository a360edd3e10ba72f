//go:build unix

package command_test

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/command"
)

// witness is a named pipe that a process of a command holds open for as long as it
// lives.
func witness(t *testing.T) (path string, ended func(t *testing.T)) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "witness")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	closed := make(chan error, 1)
	go func() {
		pipe, err := os.Open(path) // waits for the process
		if err == nil {
			defer pipe.Close()
			_, err = io.ReadAll(pipe) // ends when no process has it any more
		}
		closed <- err
	}()
	return path, func(t *testing.T) {
		t.Helper()
		select {
		case err := <-closed:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(5 * time.Second):
			t.Error("a process is still there")
		}
	}
}

// soon is the longest that ending a command may take here: the promise is 200 ms,
// the rest is for machines that are busy. What the tests run would take a minute.
const soon = 2 * time.Second

func TestCommandsThatDoNotEnd(t *testing.T) {
	tests := []struct{ name, script string }{
		{"sleeps", `sleep 60`},
		{"ignores signals", `trap "" TERM INT HUP; while :; do sleep 1; done`},
		{"has a grandchild", `sleep 60 & sleep 60 & wait`},
		{"has printed its secret", `echo ` + canary + `; sleep 60`},
		{"is stopped", `kill -STOP $$`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path, ended := witness(t)
			started := time.Now()
			// The limit leaves time for the shell to open the witness.
			_, err := command.Runner{Limit: 500 * time.Millisecond}.Run(t.Context(), []string{"sh", "-c", `exec 9>"$0"; ` + test.script, path})
			if took := time.Since(started); took > 500*time.Millisecond+soon {
				t.Errorf("it took %v", took)
			}
			var fault *command.Error
			if !errors.As(err, &fault) || fault.Reason != command.TimedOut {
				t.Fatalf("got %v", err)
			}
			want := ": it gave no secret within 500ms and was stopped; if it has to ask you something, run it once in a terminal, for example to sign in or to unlock"
			if !strings.HasSuffix(err.Error(), want) || fault.ExitCode != 0 {
				t.Errorf("got %v", err)
			}
			ended(t)
		})
	}
}

func TestAGrandchildHoldsTheOutput(t *testing.T) {
	for name, own := range map[string]string{"in the group": "", "in a session of its own": "setsid "} {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath("setsid"); err != nil && own != "" {
				t.Skip("there is no setsid here")
			}
			t.Parallel()
			started := time.Now()
			output, err := command.Runner{}.Run(t.Context(), shell(own+`sleep 5 & echo s3cr3t`))
			if err != nil || output.Reveal() != "s3cr3t" {
				t.Errorf("a whole line gave %q, %v", output.Reveal(), err)
			}
			_, err = command.Runner{}.Run(t.Context(), shell(own+`sleep 5 & printf `+canary))
			var fault *command.Error
			if !errors.As(err, &fault) || fault.Reason != command.HeldOpen {
				t.Errorf("half a line gave %v", err)
			}
			if took := time.Since(started); took > soon {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestWhatACommandLeavesBehindIsEnded(t *testing.T) {
	path, ended := witness(t)
	_, err := command.Runner{}.Run(t.Context(), []string{"sh", "-c", `exec 9>"$0"; sleep 60 >/dev/null 2>&1 & exit 4`, path})
	var fault *command.Error
	if !errors.As(err, &fault) || fault.ExitCode != 4 {
		t.Errorf("got %v", err)
	}
	ended(t)
}

func TestCancelling(t *testing.T) {
	for name, own := range map[string]string{"in the group": "", "in a session of its own": "setsid "} {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath("setsid"); err != nil && own != "" {
				t.Skip("there is no setsid here")
			}
			t.Parallel()
			ready := filepath.Join(t.TempDir(), "ready")
			if err := syscall.Mkfifo(ready, 0o600); err != nil {
				t.Skipf("no named pipes here: %v", err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			cancelled := make(chan time.Time, 1)
			go func() {
				if pipe, err := os.Open(ready); err == nil { // waits for the command
					pipe.Close()
				}
				cancelled <- time.Now()
				cancel()
			}()
			_, err := command.Runner{}.Run(ctx, []string{"sh", "-c", own + `sleep 5 & : >"$0"; wait`, ready})
			if took := time.Since(<-cancelled); took > soon {
				t.Errorf("it took %v", took)
			}
			wantError(t, err, context.Canceled)
			if !strings.HasSuffix(err.Error(), ": it was stopped before it ended") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestTheCallersContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := filepath.Join(t.TempDir(), "ran")
	_, err := command.Runner{}.Run(ctx, []string{"touch", file})
	wantFault(t, err, command.Cancelled, "secret command touch "+file+": it was stopped before it ended")
	if _, err := os.Stat(file); err == nil {
		t.Error("the command ran")
	}
	ctx, cancel = context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = command.Runner{}.Run(ctx, []string{"sleep", "60"})
	wantError(t, err, context.DeadlineExceeded)
}
