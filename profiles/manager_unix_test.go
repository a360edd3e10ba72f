//go:build unix

package profiles_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/state"
	"devtools/ripio-explorer/ripio"
)

func init() {
	helpers["rename"] = helpRename
	helpers["record"] = helpRecord
	helpers["full state"] = helpFullState
	helpers["read-only state"] = helpReadOnlyState
}

// otherName are the two names between which a profile is renamed.
var otherName = map[string]string{"one": "two", "two": "one"}

// helpRename renames a profile to and fro, with its secret, and records users.
func helpRename(dir string, _ []string) error {
	manager := profiles.NewManager(dir, filepath.Join(dir, "state"), os.LookupEnv)
	book, _, err := manager.Store.Load()
	for err == nil {
		name := book.Profiles[0].Name
		book, _, err = manager.Save(context.Background(), name, inSandbox(otherName[name], profiles.InPlainFile), nil)
		fmt.Println("saved")
	}
	return err
}

func TestAKilledRenameLosesNoSecret(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "ripio-explorer")
	manager := profiles.NewManager(dir, filepath.Join(dir, "state"), os.LookupEnv)
	if _, _, err := manager.Save(t.Context(), "", inSandbox("one", profiles.InPlainFile), typed(canary)); err != nil {
		t.Fatal(err)
	}
	record(t, manager.Users, ripio.Sandbox, "one", alice, at)
	interrupted := 0
	for range 25 {
		killAfterALine(t, dir, "rename", rand.N(20*time.Millisecond))
		restarted := profiles.NewManager(dir, filepath.Join(dir, "state"), os.LookupEnv)
		book := load(t, restarted.Store)
		if len(book.Profiles) != 1 || otherName[book.Profiles[0].Name] == "" {
			t.Fatalf("profiles %s", names(book))
		}
		name := book.Profiles[0].Name
		if got, err := restarted.Secrets.Resolve(t.Context(), key(name, ripio.Sandbox), profiles.InPlainFile); got.Reveal() != canary || err != nil {
			t.Fatalf("the secret of %s is %q, %v", name, got.Reveal(), err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "profiles.change-*.json")); len(left) > 0 {
			interrupted++
		}
		restarted.Recover(t.Context())
		if users := list(t, restarted.Users, ""); len(users) != 1 || users[0].Profile != name {
			t.Fatalf("users %v", users)
		}
		found, _, err := restarted.Orphans(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, orphan := range found {
			if orphan.Kind == profiles.OrphanSecret {
				t.Errorf("a secret is left over: %+v", orphan)
			}
		}
	}
	if interrupted == 0 {
		t.Error("no kill came in the middle of a change, so this proved little")
	}
}

// killAfterALine starts a helper, waits for its first line and a moment more, and
// kills it.
func killAfterALine(t *testing.T, dir, name string, moment time.Duration) {
	t.Helper()
	command := exec.Command(helperProgram(), dir)
	command.Env = append(os.Environ(), helperVariable+"="+name)
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(output).ReadString('\n'); line != "saved\n" {
		t.Fatalf("the helper said %q, %v", line, err)
	}
	for end := time.Now().Add(moment); time.Now().Before(end); {
		// Wait without giving the processor away: a sleep would be too coarse.
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // reports the kill
}

// helpRecord records users of its own.
func helpRecord(dir string, arguments []string) error {
	for i := range 25 {
		user := profiles.User{ExternalRef: fmt.Sprint(arguments[0], i), Address: "a"}
		if err := errors.Join(
			state.NewUsers(dir).Record(ripio.Sandbox, "acme", user, at),
			state.NewRecords(dir).Note(key(user.ExternalRef, ripio.Sandbox), at, profiles.Outcome{Success: true}),
		); err != nil {
			return err
		}
	}
	return nil
}

func TestTwoProcessesRecordUsers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	done := make(chan error)
	for _, name := range []string{"a", "b"} {
		command := exec.Command(helperProgram(), dir, name)
		command.Env = append(os.Environ(), helperVariable+"=record")
		go func() {
			output, err := command.Output()
			if err != nil {
				err = fmt.Errorf("%s, %w", output, err)
			}
			done <- err
		}()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := list(t, state.NewUsers(dir), ""); len(got) != 50 {
		t.Errorf("%d users, want 50", len(got))
	}
	for _, name := range []string{"a0", "a24", "b0", "b24"} {
		if got, _ := state.NewRecords(dir).Of(key(name, ripio.Sandbox)); !got.LastSuccess.Equal(at) {
			t.Errorf("the record of %s is lost", name)
		}
	}
}

// helpFullState records while no file may be larger than a byte.
func helpFullState(dir string, _ []string) error {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1, Max: 1}); err != nil {
		return err
	}
	return recordBoth(dir)
}

// helpReadOnlyState records as a user who must not write in the folder.
func helpReadOnlyState(dir string, _ []string) error {
	if err := os.Chdir(dir); err != nil {
		return err
	}
	if os.Geteuid() == 0 {
		if err := syscall.Setuid(nobody); err != nil {
			return err
		}
	}
	return recordBoth(".")
}

func recordBoth(dir string) error {
	fmt.Println(state.NewUsers(dir).Record(ripio.Sandbox, "acme", bob, at))
	fmt.Println(state.NewRecords(dir).Note(key("acme", ripio.Sandbox), at, profiles.Outcome{}))
	return nil
}

func TestAStateThatCannotBeSavedStaysAsItIs(t *testing.T) {
	for name, want := range map[string]string{
		"full state":      "file too large; it is unchanged on disk",
		"read-only state": "permission denied; it is unchanged on disk",
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "state")
			users, records := state.NewUsers(dir), state.NewRecords(dir)
			record(t, users, ripio.Sandbox, "acme", alice, at)
			if err := records.Note(key("acme", ripio.Sandbox), at, profiles.Outcome{Success: true}); err != nil {
				t.Fatal(err)
			}
			before := readFile(t, users.Path()) + readFile(t, records.Path())
			if name == "read-only state" {
				closeFolder(t, dir)
			}
			command := exec.Command(helperProgram(), dir)
			command.Env = append(os.Environ(), helperVariable+"="+name)
			output, err := command.Output()
			if err != nil {
				t.Fatalf("%s, %v", output, err)
			}
			lines := strings.Split(strings.TrimSpace(string(output)), "\n")
			for i, file := range []string{"users.json", "records.json"} {
				if len(lines) != 2 || !strings.HasPrefix(lines[i], "save "+file+": ") || !strings.HasSuffix(lines[i], want) {
					t.Errorf("the helper said %q", output)
				}
			}
			if readFile(t, users.Path())+readFile(t, records.Path()) != before {
				t.Error("a file changed")
			}
			if strays, _ := filepath.Glob(filepath.Join(dir, ".ripio-explorer-*")); len(strays) != 0 {
				t.Errorf("left behind: %v", strays)
			}
		})
	}
}

// closeFolder takes the right to write in a folder away, also from the user that
// a helper becomes when the tests run as root.
func closeFolder(t *testing.T, dir string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		for _, path := range append(paths, dir) {
			if err := os.Chown(path, nobody, nobody); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
}
