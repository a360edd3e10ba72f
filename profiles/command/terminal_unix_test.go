//go:build unix

package command_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"

	"github.com/creack/pty"

	"devtools/ripio-explorer/profiles/command"
)

// helperVariable makes the test program run a command in a terminal.
const helperVariable = "COMMAND_TEST_HELPER"

func TestMain(m *testing.M) {
	if os.Getenv(helperVariable) == "" {
		os.Exit(m.Run())
	}
	helpTerminal()
}

// helpTerminal tries the terminal from this process, which has one, and from a
// command.
func helpTerminal() {
	terminal, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
	fmt.Println("own:", err)
	if err == nil {
		_ = terminal.Close()
	}
	output, err := command.Runner{}.Run(context.Background(), shell(
		`if (echo DRAWN >/dev/tty) 2>/dev/null; then echo "has a terminal"; else echo "has none"; fi; test -t 0 || test -t 1 || test -t 2 && echo "has a descriptor"; exit 0`))
	fmt.Println("command:", output.Reveal(), err)
}

func TestACommandHasNoTerminal(t *testing.T) {
	helper := exec.Command(os.Args[0])
	helper.Env = append(os.Environ(), helperVariable+"=1")
	terminal, err := pty.Start(helper)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	defer terminal.Close()
	output, _ := io.ReadAll(terminal) // Linux reports the end of the terminal as an error
	if err := helper.Wait(); err != nil {
		t.Error(err)
	}
	if got, want := string(output), "own: <nil>\r\ncommand: has none <nil>\r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
