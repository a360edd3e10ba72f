//go:build unix

package profiles_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/profiles"
	"devtools/ripio-explorer/profiles/history"
)

func init() {
	helpers["append"] = helpAppend
	helpers["rewrite"] = helpRewrite
}

func historyHelper(dir, name string, arguments ...string) *exec.Cmd {
	command := exec.Command(helperProgram(), append([]string{dir}, arguments...)...)
	command.Env = append(os.Environ(), helperVariable+"="+name)
	return command
}

// helpAppend keeps 40 attempts of the profile that the argument names, all of the
// same nanosecond.
func helpAppend(dir string, arguments []string) error {
	history := historyIn(dir)
	for range 40 {
		err := profiles.ErrLocked
		for errors.Is(err, profiles.ErrLocked) { // on a busy machine
			_, err = history.Append(granted(arguments[0], at), false)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func TestTwoProcessesAppend(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var running []*exec.Cmd
	for _, name := range []string{"x", "y"} {
		command := historyHelper(dir, "append", name)
		command.Stdout = os.Stdout
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, command)
	}
	for _, command := range running {
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	}
	ids, count := map[string]bool{}, map[string]int{}
	history := historyIn(dir)
	for _, attempt := range listed(t, history, profiles.Filter{}) {
		ids[attempt.ID] = true
		count[attempt.Exchange.Profile]++
	}
	if len(ids) != 80 || count["x"] != 40 || count["y"] != 40 || len(history.Warnings()) != 0 {
		t.Errorf("%d IDs, attempts %v", len(ids), count)
	}
}

// helpRewrite renames the profile of all attempts there and back, without end.
func helpRewrite(dir string, _ []string) error {
	history := history.NewHistory(dir) // by another clock, temporary files would look old
	fmt.Println("started")
	for {
		if err := errors.Join(history.Rename("old", "new"), history.Rename("new", "old")); err != nil {
			return err
		}
	}
}

// TestAKilledRewriteLeavesTheOldOrTheNewFile kills it at moments that differ.
func TestAKilledRewriteLeavesTheOldOrTheNewFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	history := history.NewHistory(dir)
	appendTo(t, history, granted("old", time.Now()))
	const count = 100
	writeFile(t, history.Path(), strings.Repeat(readFile(t, history.Path()), count))
	pattern := filepath.Join(dir, strayPattern)
	met := false // a kill that came in the middle of a rewrite leaves its new file behind
	for kill := 0; kill < 35 || !met && kill < 500; kill++ {
		killWhileRewriting(t, dir, momentOf(kill, pattern))
		strays, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		met = met || len(strays) > 0
		attempts := listed(t, history, profiles.Filter{})
		names := map[string]bool{}
		for _, attempt := range attempts {
			names[attempt.Exchange.Profile] = true
		}
		if len(attempts) != count || len(names) != 1 || len(history.Warnings()) != 0 {
			t.Fatalf("%d attempts of %v", len(attempts), names)
		}
	}
	if !met {
		t.Error("no kill came in the middle of a rewrite, so this proved nothing")
	}
}

func killWhileRewriting(t *testing.T, dir string, moment func()) {
	t.Helper()
	command := historyHelper(dir, "rewrite")
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(output)
	if line, err := lines.ReadString('\n'); err != nil {
		t.Fatalf("the helper ended with %q, %v", line, err)
	}
	moment()
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if rest, err := io.ReadAll(lines); err != nil || len(rest) > 0 {
		t.Fatalf("the helper said %q, %v", rest, err)
	}
	_ = command.Wait() // reports the kill
}
