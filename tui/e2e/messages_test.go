//go:build unix

package e2e_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"devtools/ripio-explorer/cli"
)

// runQuietly runs the program without a terminal and returns its exit code and what
// it wrote to the error stream.
func runQuietly(t *testing.T, args []string) (int, string) {
	t.Helper()
	var stderr bytes.Buffer
	command := exec.Command(binary, args...)
	command.Env, command.Stderr = environment(t.TempDir()), &stderr
	_ = command.Run() // the exit code tells
	return command.ProcessState.ExitCode(), stderr.String()
}

// TestMessagesRepeatNoArgument passes secrets and terminal sequences in every
// place of the command line that is wrong.
func TestMessagesRepeatNoArgument(t *testing.T) {
	const secret, sequence, unseen = "zQ7canary", "\x1b]0;owned\a", "\u200b\u202e\u3164"
	for _, args := range [][]string{
		{"-p" + secret}, {"-p", secret}, {"--" + secret}, {"--secret", secret}, {"--password=" + secret}, {"--" + sequence + secret}, {"--mouse=" + secret}, {"--history-days", secret},
		{"--env", secret}, {"--env", sequence + secret}, {"--env=" + unseen + secret}, {"--theme", secret}, {"--theme=" + sequence + unseen + secret},
		{"--env", "simulator", secret}, {"--env", "simulator", sequence + secret}, {"token", "--env", unseen + secret}, {"history", "list", "--env", secret},
	} {
		code, text := runQuietly(t, args)
		if code != cli.ExitUsage || strings.Contains(text, secret) || !strings.HasPrefix(text, "ripio-explorer: ") {
			t.Errorf("%q: exit code %d, messages %q", args, code, text)
		}
		for _, char := range strings.ReplaceAll(text, "\n", "") {
			if !unicode.IsPrint(char) || strings.ContainsRune(unseen, char) {
				t.Errorf("%q: %U in %q", args, char, text)
			}
		}
	}
}

// TestACommandBehindFlagsDoesNotStartTheExplorer would otherwise pass over the
// command in silence.
func TestACommandBehindFlagsDoesNotStartTheExplorer(t *testing.T) {
	code, text := runQuietly(t, []string{"--env", "simulator", "token", "--secret-stdin"})
	if code != cli.ExitBlocked || !strings.Contains(text, "no token: input is missing") {
		t.Errorf("exit code %d, messages %q", code, text)
	}
}
