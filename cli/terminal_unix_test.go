//go:build unix

package cli_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/creack/pty"

	"devtools/ripio-explorer/cli"
)

// TestATerminalIsNotAskedForInput returns the commands a terminal on which nobody
// types: they must end, not wait.
func TestATerminalIsNotAskedForInput(t *testing.T) {
	keyboard, terminal, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer keyboard.Close()
	defer terminal.Close()
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"decode"}, cli.ExitUsage, "there is no token"},
		{[]string{"token", "--client-id", "id", "--address", "a", "--secret-stdin"}, cli.ExitBlocked, "no token: input is missing"},
	} {
		var out, messages bytes.Buffer
		code := cli.Run(t.Context(), test.args, cli.Streams{In: terminal, Out: &out, Err: &messages}, cli.DefaultDeps())
		if code != test.code || !strings.Contains(messages.String(), test.want) {
			t.Errorf("%v: exit code %d, messages %q", test.args, code, messages.String())
		}
	}
}
