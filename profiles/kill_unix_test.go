//go:build unix

package profiles_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/atomicfile/faultpoint"
	"devtools/ripio-explorer/ripio"
	"devtools/ripio-explorer/ripio/redact"
)

func init() {
	helpers["kill at"] = helpKillAt
	helpers["add all"] = helpAddAll
}

// keptStore is a store of the program as a set of names: one name is added in one
// save, and all names can be listed.
type keptStore struct {
	name string
	add  func(m *profiles.Manager, name string) error
	list func(m *profiles.Manager) ([]string, error)
}

// openSealed opens the encrypted file, or makes it.
func openSealed(m *profiles.Manager) error {
	if isUnlocked(m.Secrets) {
		return nil
	}
	if m.Secrets.SealedFileExists() {
		return m.Secrets.UnlockSealed(filePassphrase)
	}
	return m.Secrets.CreateSealed(filePassphrase)
}

func addSecret(place profiles.SecretReference) func(*profiles.Manager, string) error {
	return func(m *profiles.Manager, name string) error {
		if place == profiles.InSealedFile {
			if err := openSealed(m); err != nil {
				return err
			}
		}
		return m.Secrets.Store(context.Background(), key(name, ripio.Sandbox), place, redact.NewSecret("secret of "+name))
	}
}

func listSecrets(place profiles.SecretReference) func(*profiles.Manager) ([]string, error) {
	return func(m *profiles.Manager) (found []string, err error) {
		if place == profiles.InSealedFile {
			if !m.Secrets.SealedFileExists() {
				return nil, nil
			}
			if err := openSealed(m); err != nil {
				return nil, err
			}
		}
		for _, name := range []string{"before", "now", "x", "y"} {
			secret, err := m.Secrets.Resolve(context.Background(), key(name, ripio.Sandbox), place)
			if err == nil && secret.Reveal() == "secret of "+name {
				found = append(found, name)
			} else if !errors.Is(err, profiles.ErrNotStored) {
				return found, fmt.Errorf("%s: %q, %w", name, secret.Reveal(), err)
			}
		}
		return found, nil
	}
}

func attemptNames(m *profiles.Manager) (found []string, err error) {
	attempts, err := m.History.List(profiles.Filter{})
	for _, attempt := range attempts {
		found = append(found, attempt.Exchange.Profile)
	}
	return found, err
}

// keptStores are all the stores that one save changes.
var keptStores = []keptStore{
	{"profiles", func(m *profiles.Manager, name string) error {
		_, err := m.Store.Put("", profile(name))
		return err
	}, func(m *profiles.Manager) (found []string, err error) {
		book, _, err := m.Store.Load()
		for _, profile := range book.Profiles {
			found = append(found, profile.Name)
		}
		return found, err
	}},
	{"plain secrets", addSecret(profiles.InPlainFile), listSecrets(profiles.InPlainFile)},
	{"encrypted secrets", addSecret(profiles.InSealedFile), listSecrets(profiles.InSealedFile)},
	{"users", func(m *profiles.Manager, name string) error {
		return m.Users.Record(ripio.Sandbox, name, alice, at)
	}, func(m *profiles.Manager) (found []string, err error) {
		users, err := m.Users.List("")
		for _, user := range users {
			found = append(found, user.Profile)
		}
		return found, err
	}},
	{"records", func(m *profiles.Manager, name string) error {
		return m.Records.Note(key(name, ripio.Sandbox), at, profiles.Outcome{Summary: "refused"})
	}, func(m *profiles.Manager) (found []string, err error) {
		for _, name := range []string{"before", "now", "x", "y"} {
			record, err := m.Records.Of(key(name, ripio.Sandbox))
			if err != nil {
				return nil, err
			}
			if record.Failure != "" {
				found = append(found, name)
			}
		}
		return found, nil
	}},
	{"observed", func(m *profiles.Manager, name string) error {
		return m.Observed.Note(failing401(name, at))
	}, func(m *profiles.Manager) (found []string, err error) {
		for _, name := range []string{"before", "now", "x", "y"} {
			sightings, err := m.Observed.SeenBefore(failing401(name, minutes(1)), time.Time{})
			if err != nil {
				return nil, err
			}
			if len(sightings) > 0 {
				found = append(found, name)
			}
		}
		return found, nil
	}},
	{"history", func(m *profiles.Manager, name string) error {
		_, err := m.History.Append(granted(name, at), false)
		return err
	}, attemptNames},
	{"rewritten history", func(m *profiles.Manager, name string) error {
		// A name of its own: two processes may add at once.
		if _, err := m.History.Append(granted("draft of "+name, at), false); err != nil {
			return err
		}
		return m.History.Rename("draft of "+name, name)
	}, func(m *profiles.Manager) ([]string, error) {
		found, err := attemptNames(m)
		return slices.DeleteFunc(found, func(name string) bool { return strings.HasPrefix(name, "draft of ") }), err
	}},
}

func findStore(name string) keptStore {
	return keptStores[slices.IndexFunc(keptStores, func(s keptStore) bool { return s.name == name })]
}

func houseIn(dir string) *profiles.Manager {
	manager := profiles.NewManager(dir, filepath.Join(dir, "state"), os.LookupEnv, profiles.WithWorkFactor(4))
	manager.History.UseClock(clockAt(at.AddDate(0, 0, 1)))
	return manager
}

// helpKillAt adds the name "now" to a store, and kills itself before the system call
// of the given number.
func helpKillAt(dir string, arguments []string) error {
	left, err := strconv.Atoi(arguments[1])
	if err != nil {
		return err
	}
	faultpoint.Before = func(string) {
		if left--; left == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	return findStore(arguments[0]).add(houseIn(dir), "now")
}

func storeHelper(dir, name string, arguments ...string) *exec.Cmd {
	command := exec.Command(helperProgram(), append([]string{dir}, arguments...)...)
	command.Env = append(os.Environ(), helperVariable+"="+name)
	return command
}

// TestAKillAtEverySystemCall ends the first and a later save of each store before
// each of its system calls: what was there stays, and the next start saves.
func TestAKillAtEverySystemCall(t *testing.T) {
	for _, store := range keptStores {
		for _, before := range [][]string{nil, {"before"}} {
			t.Run(fmt.Sprintf("%s after %d", store.name, len(before)), func(t *testing.T) {
				t.Parallel()
				for call := 1; ; call++ {
					dir := filepath.Join(t.TempDir(), "ripio-explorer")
					for _, name := range before {
						if err := store.add(houseIn(dir), name); err != nil {
							t.Fatal(err)
						}
					}
					output, err := storeHelper(dir, "kill at", store.name, strconv.Itoa(call)).CombinedOutput()
					if err != nil && len(output) > 0 {
						t.Fatalf("the save said %s", output)
					}
					checkNames(t, call, store, dir, before)
					if err == nil {
						if call < 4 {
							t.Errorf("the save has %d system calls: this proved little", call)
						}
						return
					}
				}
			})
		}
	}
}

// checkNames wants the names that were there and no others but "now", and that one
// more can be added.
func checkNames(t *testing.T, call int, store keptStore, dir string, before []string) {
	t.Helper()
	found, err := store.list(houseIn(dir))
	if err != nil || !slices.Equal(without(found, "now"), before) {
		t.Fatalf("killed before call %d: found %v, %v", call, found, err)
	}
	if err := store.add(houseIn(dir), "x"); err != nil {
		t.Fatalf("killed before call %d, the next save: %v", call, err)
	}
	next, err := store.list(houseIn(dir))
	if err != nil || !slices.Equal(without(next, "x"), sorted(found)) {
		t.Fatalf("killed before call %d, after the next save: %v, %v; before it %v", call, next, err, found)
	}
}

func without(names []string, name string) []string {
	return sorted(slices.DeleteFunc(slices.Clone(names), func(each string) bool { return each == name }))
}

func sorted(names []string) []string {
	if len(names) == 0 {
		return nil
	}
	return slices.Sorted(slices.Values(names))
}

// helpAddAll adds names that begin with the argument to every store, until all is
// done or it is killed.
func helpAddAll(dir string, arguments []string) error {
	manager := houseIn(dir)
	for _, store := range keptStores {
		err := profiles.ErrLocked
		for errors.Is(err, profiles.ErrLocked) { // on a busy machine
			err = store.add(manager, arguments[0])
		}
		if err != nil && !errors.Is(err, profiles.ErrNameTaken) {
			return fmt.Errorf("%s: %w", store.name, err)
		}
		fmt.Println(store.name)
	}
	return nil
}

// TestKillsAtRandomMoments kills first and later saves of all stores.
func TestKillsAtRandomMoments(t *testing.T) {
	t.Parallel()
	end := time.Now().Add(5 * time.Second)
	kills := 0
	for kills < 300 && time.Now().Before(end) {
		dir := filepath.Join(t.TempDir(), "ripio-explorer")
		for _, name := range []string{"before", "now"} {
			command := storeHelper(dir, "add all", name)
			output, err := command.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewReader(output)
			saved := map[string]bool{}
			for range rand.N(len(keptStores)) {
				line, _ := lines.ReadString('\n')
				saved[strings.TrimSpace(line)] = true
			}
			for end := time.Now().Add(rand.N(2 * time.Millisecond)); time.Now().Before(end); {
				// Wait without giving the processor away: a sleep would be too coarse.
			}
			_ = command.Process.Kill()
			rest, _ := io.ReadAll(lines)
			_ = command.Wait() // reports the kill
			kills++
			if strings.Contains(string(rest), ":") {
				t.Fatalf("refused: %s", rest)
			}
			for _, store := range keptStores {
				found, err := store.list(houseIn(dir))
				if err != nil || saved[store.name] && !slices.Contains(found, name) {
					t.Fatalf("after kill %d %s holds %v, %v", kills, store.name, found, err)
				}
			}
		}
	}
	t.Logf("%d kills", kills)
}

// TestTwoFirstSavesAtOnce has two processes begin every store at the same time.
func TestTwoFirstSavesAtOnce(t *testing.T) {
	t.Parallel()
	for range 8 {
		dir := filepath.Join(t.TempDir(), "ripio-explorer")
		var both sync.WaitGroup
		for _, name := range []string{"x", "y"} {
			both.Go(func() {
				if output, err := storeHelper(dir, "add all", name).CombinedOutput(); err != nil {
					t.Errorf("%s: %s", name, output)
				}
			})
		}
		both.Wait()
		for _, store := range keptStores {
			if found, err := store.list(houseIn(dir)); err != nil || !slices.Equal(sorted(found), expected(store)) {
				t.Errorf("%s holds %v, %v", store.name, found, err)
			}
		}
	}
}

// expected are the names after two processes added theirs. Both stores of the
// history are one file.
func expected(store keptStore) []string {
	if strings.Contains(store.name, "history") {
		return []string{"x", "x", "y", "y"}
	}
	return []string{"x", "y"}
}
