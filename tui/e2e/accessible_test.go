//go:build unix

package e2e_test

import (
	"strings"
	"testing"
)

// TestAccessibleModeOnATerminal talks to the program on a real terminal: it prints lines
// and nothing else, and control and C cancels a request that is under way.
func TestAccessibleModeOnATerminal(t *testing.T) {
	t.Parallel()
	p := start(t, []string{"--accessible", "--env", "simulator"})
	p.waitFor("SIMULATOR command:")
	p.press("send", enter)
	p.waitFor("It expires in")
	p.press("scenario slow-headers", enter)
	p.waitFor("plays the scenario slow-headers")
	p.press("send", enter)
	p.waitUntil("a request under way", func(screen string) bool { return strings.Count(screen, "Control and C cancels") == 2 })
	p.press(ctrlC)
	p.waitFor("Cancelled")
	p.press("quit", enter)
	p.waitFor("Goodbye")
	<-p.Ended
	if output := p.Output(); strings.Contains(output, "\x1b") {
		t.Errorf("escape sequences were printed: %q", output)
	}
	if code := p.Command.ProcessState.ExitCode(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}
