//go:build unix

package command_test

import (
	"context"
	"errors"
	"fmt"
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

// shell is a command that runs a script.
func shell(script string) []string { return []string{"sh", "-c", script} }

// wantFault wants an *Error with these values and without the canary.
func wantFault(t *testing.T, err error, reason command.Reason, text string) *command.Error {
	t.Helper()
	var fault *command.Error
	if !errors.As(err, &fault) {
		t.Fatalf("got %v, want %s", err, reason)
	}
	if fault.Reason != reason || err.Error() != text {
		t.Errorf("got  %s: %v\nwant %s: %s", fault.Reason, err, reason, text)
	}
	return fault
}

func TestOutput(t *testing.T) {
	tests := []struct {
		name, script, secret string
		more                 bool
	}{
		{"one line", `echo s3cr3t`, "s3cr3t", false},
		{"no line break", `printf s3cr3t`, "s3cr3t", false},
		{"a line break of Windows", `printf 's3cr3t\r\n'`, "s3cr3t", false},
		{"space is kept", `printf ' s3cr3t \n'`, " s3cr3t ", false},
		{"an entry of pass", `printf 's3cr3t\nuser: acme\nurl: x\n'`, "s3cr3t", true},
		{"empty lines behind it", `printf 's3cr3t\n\n \n'`, "s3cr3t", false},
		{"complaints on stderr", `echo warning >&2; echo s3cr3t`, "s3cr3t", false},
		{"as long as it may be", `head -c 2048 /dev/zero | tr '\0' x`, strings.Repeat("x", 2048), false},
		{"as much as it may be", `echo s; head -c 65534 /dev/zero | tr '\0' x`, "s", true},
		{"nobody reads its input", `cat; echo s3cr3t`, "s3cr3t", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			output, err := command.Runner{}.Run(t.Context(), shell(test.script))
			if err != nil || output.Secret.Reveal() != test.secret || output.MoreLines != test.more {
				t.Errorf("got %q, %v, %v", output.Secret.Reveal(), output.MoreLines, err)
			}
			if text := fmt.Sprintf("%v %+v", output, output); strings.Contains(text, "s3cr3t") {
				t.Errorf("printing the output shows the secret: %s", text)
			}
		})
	}
}

func TestNoShellReadsTheCommand(t *testing.T) {
	output, err := command.Runner{}.Run(t.Context(), []string{"printf", "%s", "$HOME; `id` | *"})
	if want := "$HOME; `id` | *"; err != nil || output.Secret.Reveal() != want {
		t.Errorf("got %q, %v, want %q", output.Secret.Reveal(), err, want)
	}
}

func TestFaults(t *testing.T) {
	const more = "; run it in a terminal to see more"
	const first = "; run it in a terminal; its first line must be the secret"
	tests := []struct {
		name, script string
		reason       command.Reason
		text         string
	}{
		{"an exit code", `echo ` + canary + `; exit 3`, command.Failed, "it ended with exit code 3" + more},
		{"a complaint", `echo first >&2; echo "no such entry" >&2; echo >&2; exit 1`, command.Failed, "it ended with exit code 1 (no such entry)" + more},
		{"a hostile complaint", `printf 'x\033]0;t\007\302\233y\n' >&2; exit 1`, command.Failed, `it ended with exit code 1 (x\x1b]0;t\x07\x9by)` + more},
		{"a progress line", `printf '10 %%\r50 %%\rno network\r' >&2; exit 1`, command.Failed, "it ended with exit code 1 (no network)" + more},
		{"a complaint with the secret", `echo ` + canary + `; echo "got ` + canary + ` wrong" >&2; exit 1`, command.Failed, "it ended with exit code 1" + more},
		{"a complaint with another line", `printf 'x\nuser ` + canary + `\n'; echo "user ` + canary + `" >&2; exit 1`, command.Failed, "it ended with exit code 1" + more},
		{"a signal", `kill -TERM $$`, command.Failed, "it was ended by a signal (terminated)" + more},
		{"nothing", `:`, command.Empty, "the first line that it printed is empty" + first},
		{"an empty first line", `printf '\n` + canary + `\n'`, command.Empty, "the first line that it printed is empty" + first},
		{"a long line", `head -c 2049 /dev/zero | tr '\0' x`, command.TooLarge, "the first line that it printed is longer than 2048 bytes" + first},
		{"10 MiB", `echo ` + canary + `; head -c 10485760 /dev/zero`, command.TooMuch, "it printed more than 64 KiB and was stopped" + first},
		{"no end", `yes ` + canary, command.TooMuch, "it printed more than 64 KiB and was stopped" + first},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			// The script is a file, so that the name of the command stays short.
			script := filepath.Join(t.TempDir(), "script")
			if err := os.WriteFile(script, []byte(test.script), 0o600); err != nil {
				t.Fatal(err)
			}
			t.Chdir(filepath.Dir(script))
			_, err := command.Runner{}.Run(t.Context(), []string{"sh", "script"})
			wantFault(t, err, test.reason, "secret command sh script: "+test.text)
			if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "CANARY") {
				t.Errorf("the error shows the canary: %#v", err)
			}
		})
	}
}

func TestTheLongComplaintOfAFault(t *testing.T) {
	_, err := command.Runner{}.Run(t.Context(), shell(`head -c 100000 /dev/zero | tr '\0' 'x' >&2; exit 7`))
	var fault *command.Error
	if !errors.As(err, &fault) || fault.ExitCode != 7 || fault.Stderr != strings.Repeat("x", 119)+"…" {
		t.Errorf("got %#v", fault)
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		t.Error("the error does not wrap the exit")
	}
}

func TestProgramsThatDoNotStart(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"plain": "", "orphan": "#!/missing/interpreter\n"} {
		mode := os.FileMode(0o700)
		if name == "plain" {
			mode = 0o600
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	t.Setenv("PATH", ".:"+os.Getenv("PATH"))
	const missing = "there is no such program; install it, or write its full path"
	tests := []struct {
		name, program string
		reason        command.Reason
		text          string
	}{
		{"not on the PATH", "no-such-program", command.NotFound, missing},
		{"a path to nothing", "./no-such-program", command.NotFound, missing},
		{"not executable", "./plain", command.NotStarted, "it could not be started: permission denied; run it in a terminal to see more"},
		{"a folder", "./", command.NotStarted, "it could not be started: permission denied; run it in a terminal to see more"},
		{"without its interpreter", "./orphan", command.NotStarted, "it could not be started: no such file or directory; run it in a terminal to see more"},
		{"in the current folder only", "orphan", command.NotStarted, "it could not be started: it was found in the current folder only; run it in a terminal to see more"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := command.Runner{}.Run(t.Context(), []string{test.program, "argument"})
			fault := wantFault(t, err, test.reason, "secret command "+test.program+" argument: "+test.text)
			if missing := fault.Reason == command.NotFound; errors.Is(err, exec.ErrNotFound) != missing {
				t.Errorf("exec.ErrNotFound is in it: %v", !missing)
			}
		})
	}
	_, err := command.Runner{}.Run(t.Context(), nil)
	wantError(t, err, command.ErrNoProgram)
}

func TestTheEnvironmentOfACommand(t *testing.T) {
	t.Setenv("RIPIO_CLIENT_SECRET", canary)
	t.Setenv("RIPIO_CLIENT_SECRET_AR", "visible")
	t.Setenv("GPG_TTY", "/dev/pts/0")
	runner := command.Runner{Hidden: []string{"RIPIO_CLIENT_SECRET"}}
	output, err := runner.Run(t.Context(), shell(`echo "${RIPIO_CLIENT_SECRET-unset} ${RIPIO_CLIENT_SECRET_AR-unset} ${GPG_TTY-unset} ${PATH:+path}"`))
	if want := "unset visible unset path"; err != nil || output.Secret.Reveal() != want {
		t.Errorf("got %q, %v, want %q", output.Secret.Reveal(), err, want)
	}
}

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
			if err != nil || output.Secret.Reveal() != "s3cr3t" {
				t.Errorf("a whole line gave %q, %v", output.Secret.Reveal(), err)
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
