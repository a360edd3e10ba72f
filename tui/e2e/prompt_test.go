//go:build unix

package e2e_test

import (
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// promptScript plays a shell in which a command asks for a secret. It says which
// process that is, reads a line after it, and prints what the line holds.
const promptScript = `
sh -c 'echo "process=$$."; exec "$0" profiles add acme --client-id acme-id --store plain --accept-plain' "$0"
echo "code=$?."
IFS= read -r line
printf 'line=<%s>.\n' "$line"
`

var processLine = regexp.MustCompile(`process=(\d+)\.`)

// TestAHalfTypedSecretStaysBehind ends the program at a secret's prompt, with half
// the secret typed, by a signal from outside.
func TestAHalfTypedSecretStaysBehind(t *testing.T) {
	for _, number := range []syscall.Signal{
		syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGSEGV,
	} {
		t.Run(number.String(), func(t *testing.T) {
			t.Parallel()
			p := startCommand(t, t.TempDir(), exec.Command("sh", "-c", promptScript, binary))
			p.waitUntil("the question", func(screen string) bool {
				mode, err := p.Mode()
				return strings.Contains(screen, "process=") && err == nil && *mode != *p.Before
			})
			match := processLine.FindStringSubmatch(p.Output())
			if match == nil {
				t.Fatalf("no process in %q", p.Output())
			}
			process, _ := strconv.Atoi(match[1])
			p.press("c4n4ry-half")
			if err := syscall.Kill(process, number); err != nil {
				t.Fatal(err)
			}
			p.waitFor("code=")
			if err := p.GivenBack(); err != nil {
				t.Errorf("the terminal was not given back: %v", err)
			}
			p.press("rest" + enter)
			p.waitFor("line=<")
			if output := p.Output(); !strings.Contains(output, "line=<rest>.") || strings.Contains(output, "c4n4ry") {
				t.Errorf("the shell got the half-typed secret: %q", output)
			}
		})
	}
}
