//go:build unix

package atomicfile_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles/atomicfile"
)

// helperVariable makes the test program do one thing as a process of its own, on
// the file that is its argument.
const helperVariable = "ATOMICFILE_TEST_HELPER"

var helpers = map[string]func(path string) error{"replace": helpReplace, "full": helpFull, "lock": helpLock}

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
	command := exec.Command(os.Args[0], path)
	command.Env = append(os.Environ(), helperVariable+"="+name)
	return command
}

// content is a file's content that shows whether it is whole.
func content(number int) string {
	line := fmt.Sprintf("generation %d\n", number)
	return strings.Repeat(line, 2000)
}

// helpReplace replaces the file again and again.
func helpReplace(path string) error {
	fmt.Println("started")
	for number := 1; ; number++ {
		if err := atomicfile.Replace(path, []byte(content(number))); err != nil {
			return err
		}
	}
}

func TestAKilledReplaceLeavesAWholeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	writeFile(t, path, content(0), 0o600)
	for kill := range 12 {
		command := helper("replace", path)
		output, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReader(output).ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		for end := time.Now().Add(time.Duration(kill) * 701 * time.Microsecond); time.Now().Before(end); {
			// Wait without giving the processor away: a sleep would be too coarse.
		}
		if err := command.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = command.Wait() // reports the kill
		got := readFile(t, path)
		var number int
		if _, err := fmt.Sscanf(got, "generation %d", &number); err != nil || got != content(number) {
			t.Fatalf("the file is neither old nor new: %d bytes, %v", len(got), err)
		}
	}
	strays := globStrays(t, filepath.Dir(path))
	if len(strays) == 0 {
		t.Error("no kill came in the middle of a save, so this proved nothing")
	}
	for _, stray := range strays {
		wantMode(t, stray, 0o600)
	}
	atomicfile.RemoveStrays(filepath.Dir(path), time.Now().Add(time.Hour))
	if left := globStrays(t, filepath.Dir(path)); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// helpFull replaces the file while no file may be larger than a kilobyte: what a
// full disk does, without filling one.
func helpFull(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1024, Max: 1024}); err != nil {
		return err
	}
	return atomicfile.Replace(path, []byte(content(1)))
}

func TestAFullDiskKeepsTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	writeFile(t, path, "old", 0o600)
	output, err := helper("full", path).Output()
	if err == nil || !strings.HasSuffix(string(output), "file too large\n") {
		t.Errorf("the helper said %q, %v", output, err)
	}
	if got := readFile(t, path); got != "old" {
		t.Errorf("the file holds %q", got)
	}
	if strays := globStrays(t, filepath.Dir(path)); len(strays) != 0 {
		t.Errorf("left behind: %v", strays)
	}
}

// helpLock holds the lock until it is killed.
func helpLock(path string) error {
	unlock, err := atomicfile.Lock(path, time.Minute)
	if err != nil {
		return err
	}
	defer unlock()
	fmt.Println("locked")
	_, err = bufio.NewReader(os.Stdin).ReadString('\n')
	return err
}

func TestAKilledProcessFreesTheLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	command := helper("lock", path)
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
	if _, err := atomicfile.Lock(path, 30*time.Millisecond); err != atomicfile.ErrLocked {
		t.Errorf("while it is held: %v", err)
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // reports the kill
	unlock, err := atomicfile.Lock(path, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	unlock()
}

func TestReadDoesNotBlockOnAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	if _, err := atomicfile.Read(path, 10); err == nil || err.Error() != path+" is not a regular file" {
		t.Errorf("got %v", err)
	}
}

func TestALockThatIsAPipeDoesNotHang(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skipf("no named pipes here: %v", err)
	}
	_, err := atomicfile.Lock(path, time.Minute)
	if want := "lock the folder: " + path + " is not a regular file; remove it"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
