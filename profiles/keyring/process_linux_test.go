package keyring_test

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

	"github.com/godbus/dbus/v5"

	"devtools/ripio-explorer/profiles/keyring"
)

func init() {
	helpers["get"] = func() { fmt.Println(get(keyring.New(service))) }
	helpers["replaced"] = helpReplaced
}

// helper is a command that runs one of the helpers of this test program, or of
// a copy of it, on the bus.
func (b *bus) helper(program, name string) *exec.Cmd {
	command := exec.Command(program)
	command.Env = append(b.environ(), helperVariable+"="+name)
	return command
}

// TestWhatOthersSeeOfTheChild looks at a child that is writing a secret.
func TestWhatOthersSeeOfTheChild(t *testing.T) {
	t.Parallel()
	var arguments, environment []byte
	f := startFake(t, func(f *fake) {
		f.create = func(sender dbus.Sender) (bool, *dbus.Error) {
			folder := fmt.Sprintf("/proc/%d/", f.process(t, sender))
			var errs [2]error
			arguments, errs[0] = os.ReadFile(folder + "cmdline")
			environment, errs[1] = os.ReadFile(folder + "environ")
			if err := errors.Join(errs[:]...); err != nil {
				t.Error(err)
			}
			return false, nil
		}
	})
	k := f.keyring()
	k.Environ = append(k.Environ, "RIPIO_CLIENT_SECRET="+canary, "ACME_SECRET="+canary)
	if err := set(k); err != nil {
		t.Fatal(err)
	}
	if want := os.Args[0] + "\x00" + keyring.ChildArgument + "\x00"; string(arguments) != want {
		t.Errorf("arguments %q, want %q", arguments, want)
	}
	if want := "DBUS_SESSION_BUS_ADDRESS=" + f.address + "\x00"; string(environment) != want {
		t.Errorf("environment %q, want %q", environment, want)
	}
}

// TestProgramDies kills the program while it waits for the unlock window. Its
// child ends too, which closes the window.
func TestProgramDies(t *testing.T) {
	t.Parallel()
	askers := make(chan dbus.Sender, 1)
	f := startFake(t, func(f *fake) {
		f.locked = true
		f.prompted = func(sender dbus.Sender) { askers <- sender }
	})
	command := f.helper(os.Args[0], "get")
	run(t, command)
	waitFor := f.watch(t, string(<-askers))
	waitFor(true)
	signal(t, command.Process, syscall.SIGKILL)
	waitFor(false)
}

// TestProgramThatDoesNotServe would start itself again and again.
func TestProgramThatDoesNotServe(t *testing.T) {
	t.Parallel()
	b := &bus{address: "unix:path=/nonexistent", home: t.TempDir()}
	output, err := b.helper(os.Args[0], "unserved").Output()
	const want = "read secret from the OS keyring: the process that asks the keyring did not start " +
		"(this program does not call keyring.Serve first); start this program again, or choose another place for the secret\n"
	if err != nil || string(output) != want {
		t.Errorf("gave %q, %v; want %q", output, err, want)
	}
}

// helpReplaced removes its own program before it asks the keyring.
func helpReplaced() {
	if err := os.Remove(os.Args[0]); err != nil {
		fmt.Println(err)
	}
	fmt.Println(set(keyring.New(service)))
}

func TestProgramThatWasReplaced(t *testing.T) {
	f := startFake(t, func(*fake) {})
	program := filepath.Join(f.home, "program")
	if err := os.Link(os.Args[0], program); err != nil {
		copyProgram(t, os.Args[0], program)
	}
	output, err := f.helper(program, "replaced").Output()
	if err != nil || string(output) != "<nil>\n" || string(f.stored()) != canary {
		t.Errorf("gave %q, %v, and the keyring holds %q", output, err, f.stored())
	}
}

func copyProgram(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o700); err != nil {
		t.Fatal(err)
	}
}

// script is a keyring whose children run a shell script. Tests that use it are
// not parallel: a file that was open for writing while another test started a
// process cannot be run at once ("text file busy").
func script(t *testing.T, text string) *keyring.Keyring {
	t.Helper()
	path := filepath.Join(t.TempDir(), "child")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	k := keyring.New(service)
	k.Program, k.Environ = path, []string{"DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"}
	return k
}

func TestChildThatAnswersWrongly(t *testing.T) {
	for name, text := range map[string]string{
		"no answer":       "exit 0",
		"exit code":       `echo '{"outcome":"done","secret":"eA=="}'; exit 3`,
		"signal":          "kill -9 $$",
		"not JSON":        "echo hello",
		"no outcome":      "echo '{}'",
		"unknown outcome": `echo '{"outcome":"odd"}'`,
		"cut off":         `printf '{"outcome":"done"'`,
		"two answers":     `echo '{"outcome":"done"}{"outcome":"done"}'`,
		"endless":         "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done",
	} {
		t.Run(name, func(t *testing.T) {
			wantError(t, get(script(t, text)), keyring.ErrCrashed)
			err := set(script(t, text))
			wantError(t, err, keyring.ErrUnknownOutcome)
			wantError(t, err, keyring.ErrCrashed)
		})
	}
}

// TestChildrenOfTheChild has the child start a process that would outlive it.
func TestChildrenOfTheChild(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	k := script(t, "exec 3>"+pipe+"; (echo >&3; while :; do sleep 1000; done) & wait")
	ctx, cancel := context.WithCancel(context.Background())
	held := make(chan error, 1)
	go func() {
		file, err := os.Open(pipe) // waits until it is opened for writing
		if err == nil {
			_, err = file.Read(make([]byte, 1))
		}
		cancel()
		if err == nil {
			_, err = io.ReadAll(file) // until nothing holds it any more
		}
		held <- err
	}()
	_, err := k.Get(ctx, account)
	wantError(t, err, keyring.ErrStopped)
	select {
	case err := <-held:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patience):
		t.Error("the child's child is still there")
	}
}

func TestChildThatDoesNotStart(t *testing.T) {
	k := script(t, "")
	k.Program = "/nonexistent/\x1b[2J"
	err := set(k)
	wantError(t, err, keyring.ErrHelper)
	if !strings.Contains(err.Error(), `/nonexistent/\x1b[2J: no such file or directory`) {
		t.Errorf("got %s", err)
	}
}
