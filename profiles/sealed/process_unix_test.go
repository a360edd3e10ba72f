//go:build unix

package sealed_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/secretfile"
	"devtools/ripio-explorer/ripio/redact"
)

// helperVariable makes the test program do one thing as a process of its own, with
// the file in the folder that is its argument.
const helperVariable = "SEALED_TEST_HELPER"

var helpers = map[string]func(dir string) error{"count": helpCount, "full": helpFull, "add": helpAdd}

func TestMain(m *testing.M) {
	name := os.Getenv(helperVariable)
	if name == "" {
		os.Exit(m.Run())
	}
	if err := helpers[name](os.Args[1]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func helper(name, path string) *exec.Cmd {
	command := exec.Command(os.Args[0], filepath.Dir(path))
	command.Env = append(os.Environ(), helperVariable+"="+name)
	return command
}

// generation is a state of the file in which every account has the same secret.
func generation(number int) secretfile.Secrets {
	secrets := secretfile.Secrets{}
	for account := range 20 {
		secrets[strconv.Itoa(account)] = redact.NewSecret(strings.Repeat(strconv.Itoa(number)+" ", 50))
	}
	return secrets
}

// helpCount saves one generation after the other and prints each one's number once
// it is saved.
func helpCount(dir string) error {
	file := open(dir)
	if err := file.Unlock(passphrase); err != nil {
		return err
	}
	secret, err := file.Get("0")
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(secret.Reveal(), " ")
	number, err := strconv.Atoi(first)
	for err == nil {
		number++
		if err = file.Update(generation(number)); err == nil {
			fmt.Println(number)
		}
	}
	return err
}

func TestKilledSavesLeaveTheOldOrTheNewFile(t *testing.T) {
	file := created(t)
	if err := file.Update(generation(0)); err != nil {
		t.Fatal(err)
	}
	for kill := range 12 {
		saved := killWhileCounting(t, file.Path(), time.Duration(kill)*501*time.Microsecond)
		two := unlock(t, another(file), passphrase)
		got, err := two.Get("0")
		if err != nil {
			t.Fatal(err)
		}
		for account := range generation(0) {
			if secret, err := two.Get(account); err != nil || secret.Reveal() != got.Reveal() {
				t.Fatalf("a mix of generations, %v", err)
			}
		}
		if next := generation(saved + 1)["0"]; got.Reveal() != generation(saved)["0"].Reveal() && got.Reveal() != next.Reveal() {
			t.Errorf("generation %d was saved, the file holds %q", saved, got.Reveal())
		}
		if canary, err := two.Get("acme/sandbox"); err != nil || canary.IsEmpty() {
			t.Errorf("another account was lost: %v", err)
		}
	}
	wantNoCanaryOnDisk(t, file)
}

// killWhileCounting runs the counting helper, kills it some time after its first
// save and gives the last number that it printed.
func killWhileCounting(t *testing.T, path string, wait time.Duration) int {
	t.Helper()
	command := helper("count", path)
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
	for end := time.Now().Add(wait); time.Now().Before(end); {
		// Wait without giving the processor away: a sleep would be too coarse.
	}
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

// helpFull saves a secret while no file may be larger than a kilobyte: what a full
// disk does, without filling one.
func helpFull(dir string) error {
	file := open(dir)
	if err := file.Unlock(passphrase); err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1024, Max: 1024}); err != nil {
		return err
	}
	return file.Set("big", redact.NewSecret(strings.Repeat(canary, 100)))
}

func TestAFullDiskKeepsTheOldFile(t *testing.T) {
	file := created(t)
	before, backup := readFile(t, file.Path()), readFile(t, file.Path()+".bak")
	output, err := helper("full", file.Path()).Output()
	if want := "file too large; the secrets on disk are unchanged\n"; err == nil ||
		!strings.HasPrefix(string(output), "save encrypted file: write ") || !strings.HasSuffix(string(output), want) {
		t.Errorf("the helper said %q, %v", output, err)
	}
	if string(readFile(t, file.Path())) != string(before) || string(readFile(t, file.Path()+".bak")) != string(backup) {
		t.Error("a file changed")
	}
	if strays, _ := filepath.Glob(filepath.Join(filepath.Dir(file.Path()), ".ripio-explorer-*")); len(strays) != 0 {
		t.Errorf("left behind: %v", strays)
	}
	set(t, file, "acme/production", "once there is room")
}

// helpAdd adds accounts that begin with the process's number.
func helpAdd(dir string) error {
	file := open(dir)
	if err := file.Unlock(passphrase); err != nil {
		return err
	}
	for i := range 15 {
		if err := file.Set(fmt.Sprintf("%d-%d", os.Getpid(), i), redact.NewSecret("x")); err != nil {
			return err
		}
	}
	return nil
}

func TestTwoProcessesLoseNothing(t *testing.T) {
	file := created(t)
	running := []*exec.Cmd{helper("add", file.Path()), helper("add", file.Path())}
	for _, command := range running {
		command.Stdout = os.Stdout
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range running {
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	}
	accounts, err := file.Accounts()
	if err != nil || len(accounts) != 31 {
		t.Errorf("%d accounts, want 31, %v", len(accounts), err)
	}
}
