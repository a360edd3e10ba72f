//go:build unix

package profiles_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"devtools/ripio-explorer/profiles"
)

func init() {
	helpers["count"] = helpCount
	helpers["put"] = helpPut
	helpers["lock"] = helpLock
}

// helper is a command that runs one of the helpers on the store's folder.
func helper(store *profiles.Store, name string, arguments ...string) *exec.Cmd {
	command := exec.Command(helperProgram(), append([]string{filepath.Dir(store.Path())}, arguments...)...)
	command.Env = append(os.Environ(), helperVariable+"="+name)
	return command
}

// generation is what the counting helper saves, the same number in every field.
func generation(number int) profiles.Profile {
	text := strconv.Itoa(number)
	account := profiles.Account{ClientID: text, User: profiles.User{ExternalRef: text, Address: strings.Repeat(text+" ", 1000)}}
	return profiles.Profile{Name: "counter", Country: text, Sandbox: account, Production: account}
}

// helpCount saves one generation after the other and prints each one's number
// once it is saved.
func helpCount(dir string, _ []string) error {
	store := profiles.NewStore(dir)
	book, _, err := store.Load()
	if err != nil {
		return err
	}
	counter, _ := book.Find("counter")
	number, err := strconv.Atoi(counter.Country)
	for err == nil {
		number++
		if _, err = store.Put("counter", generation(number)); err == nil {
			fmt.Println(number)
		}
	}
	return err
}

// TestKilledSavesLeaveTheOldOrTheNewFile kills a saving process again and
// again, at moments that differ.
func TestKilledSavesLeaveTheOldOrTheNewFile(t *testing.T) {
	for _, worker := range []string{"one", "two"} {
		t.Run(worker, func(t *testing.T) {
			t.Parallel()
			store := emptyStore(t)
			put(t, store, "", profile("before"))
			put(t, store, "", generation(0))
			put(t, store, "", profile("after"))
			for kill := range 35 {
				saved := killWhileCounting(t, store, momentOf(kill, filepath.Join(filepath.Dir(store.Path()), strayPattern)))
				checkGeneration(t, store, saved)
			}
			strays := globStrays(t, store)
			if len(strays) == 0 {
				t.Error("no kill came in the middle of a save, so this proved nothing")
			}
			store.Now = func() time.Time { return time.Now().Add(time.Hour) }
			put(t, store, "", profile("tidy"))
			if left := globStrays(t, store); len(left) != 0 {
				t.Errorf("the next save left %v", left)
			}
		})
	}
}

// killWhileCounting runs the counting helper, kills it during one of its saves
// and returns the last number it printed, or -1.
func killWhileCounting(t *testing.T, store *profiles.Store, moment func()) int {
	t.Helper()
	command := helper(store, "count")
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(output)
	first, err := lines.ReadString('\n')
	if err != nil {
		t.Fatalf("the helper ended with %q, %v", first, err)
	}
	moment()
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(lines)
	if err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // reports the kill
	fields := strings.Fields(first + string(rest))
	saved, err := strconv.Atoi(fields[len(fields)-1])
	if err != nil {
		t.Fatalf("the helper said %q", fields)
	}
	return saved
}

// strayPattern is how temporary files are called.
const strayPattern = ".ripio-explorer-*.tmp"

// momentOf waits for a moment to kill a process: every other time for a temporary file to
// appear, so that kills come in the middle of a change however busy the machine is, and
// otherwise for any moment.
func momentOf(kill int, pattern string) func() {
	return func() {
		before, _ := filepath.Glob(pattern)
		limit := rand.N(10 * time.Millisecond)
		if kill%2 == 0 {
			limit = 2 * time.Second
		}
		for end := time.Now().Add(limit); time.Now().Before(end); {
			// Wait without giving the processor away: a sleep would be too coarse.
			if kill%2 != 0 {
				continue
			}
			if now, _ := filepath.Glob(pattern); len(now) > len(before) {
				return
			}
		}
	}
}

// checkGeneration wants the saved generation or the next one, whole.
func checkGeneration(t *testing.T, store *profiles.Store, saved int) {
	t.Helper()
	book := load(t, store)
	if names(book) != "before, counter, after" {
		t.Fatalf("profiles %s", names(book))
	}
	if got := book.Profiles[1]; got != generation(saved) && got != generation(saved+1) {
		t.Errorf("generation %d was saved; on disk is %+v", saved, got)
	}
}

func globStrays(t *testing.T, store *profiles.Store) []string {
	t.Helper()
	strays, err := filepath.Glob(filepath.Join(filepath.Dir(store.Path()), strayPattern))
	if err != nil {
		t.Fatal(err)
	}
	return strays
}

// helpPut adds 50 profiles whose names begin with the argument. On a busy
// machine the other process may hold the lock again at each try for two
// seconds; then this one tries again, as the error asks.
func helpPut(dir string, arguments []string) error {
	store := profiles.NewStore(dir)
	for i := range 50 {
		err := profiles.ErrLocked
		for errors.Is(err, profiles.ErrLocked) {
			_, err = store.Put("", profile(arguments[0]+strconv.Itoa(i)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func TestTwoProcessesLoseNothing(t *testing.T) {
	t.Parallel()
	store := emptyStore(t)
	running := map[string]*exec.Cmd{"x": helper(store, "put", "x"), "y": helper(store, "put", "y")}
	for _, command := range running {
		command.Stdout = os.Stdout
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
	}
	for name, command := range running {
		if err := command.Wait(); err != nil {
			t.Errorf("process %s: %v", name, err)
		}
	}
	book := load(t, store)
	if len(book.Profiles) != 100 {
		t.Errorf("%d profiles, want 100", len(book.Profiles))
	}
	for name := range running {
		for i := range 50 {
			if got, _ := book.Find(name + strconv.Itoa(i)); got != profile(name+strconv.Itoa(i)) {
				t.Errorf("%s%d is %+v", name, i, got)
			}
		}
	}
}

// helpLock holds the lock until it is killed.
func helpLock(dir string, _ []string) error {
	lock := flock.New(filepath.Join(dir, "profiles.lock"))
	if err := lock.Lock(); err != nil {
		return err
	}
	fmt.Println("locked")
	_, err := io.ReadAll(os.Stdin)
	return err
}

func TestALockOfAnotherProcess(t *testing.T) {
	store := storeWith(t, "version = 1\n")
	command := helper(store, "lock")
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := command.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(output).ReadString('\n'); line != "locked\n" {
		t.Fatalf("the helper said %q, %v", line, err)
	}
	store.LockLimit = 50 * time.Millisecond
	_, err = store.Put("", profile("a"))
	wantError(t, err, profiles.ErrLocked)
	if want := "save profiles: another window is saving; try again in a moment"; err.Error() != want {
		t.Errorf("got %s, want %s", err, want)
	}
	if got := readFile(t, store.Path()); got != "version = 1\n" {
		t.Errorf("the file became %q", got)
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // reports the kill
	put(t, store, "", profile("a"))
}
