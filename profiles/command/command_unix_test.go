//go:build unix

package command_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

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
	}{
		{"one line", `echo s3cr3t`, "s3cr3t"},
		{"no line break", `printf s3cr3t`, "s3cr3t"},
		{"a line break of Windows", `printf 's3cr3t\r\n'`, "s3cr3t"},
		{"space is kept", `printf ' s3cr3t \n'`, " s3cr3t "},
		{"an entry of pass", `printf 's3cr3t\nuser: acme\nurl: x\n'`, "s3cr3t"},
		{"empty lines behind it", `printf 's3cr3t\n\n \n'`, "s3cr3t"},
		{"complaints on stderr", `echo warning >&2; echo s3cr3t`, "s3cr3t"},
		{"as long as it may be", `head -c 2048 /dev/zero | tr '\0' x`, strings.Repeat("x", 2048)},
		{"as much as it may be", `echo s; head -c 65534 /dev/zero | tr '\0' x`, "s"},
		{"nobody reads its input", `cat; echo s3cr3t`, "s3cr3t"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			secret, err := command.Runner{}.Run(t.Context(), shell(test.script))
			if err != nil || secret.Reveal() != test.secret {
				t.Errorf("got %q, %v", secret.Reveal(), err)
			}
			if text := fmt.Sprintf("%v %+v", secret, secret); strings.Contains(text, "s3cr3t") {
				t.Errorf("printing the output shows the secret: %s", text)
			}
		})
	}
}

func TestNoShellReadsTheCommand(t *testing.T) {
	output, err := command.Runner{}.Run(t.Context(), []string{"printf", "%s", "$HOME; `id` | *"})
	if want := "$HOME; `id` | *"; err != nil || output.Reveal() != want {
		t.Errorf("got %q, %v, want %q", output.Reveal(), err, want)
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
		{"UTF-16", `printf 'C\0A\0N\0A\0R\0Y\0-\0s\0\n\0'`, command.UTF16, "it printed UTF-16, as PowerShell and other programs of Windows may; let it print UTF-8"},
		{"UTF-16 with its mark", `printf '\377\376C\0A\0N\0A\0R\0Y\0\r\0\n\0'`, command.UTF16, "it printed UTF-16, as PowerShell and other programs of Windows may; let it print UTF-8"},
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
	if want := "unset visible unset path"; err != nil || output.Reveal() != want {
		t.Errorf("got %q, %v, want %q", output.Reveal(), err, want)
	}
}
