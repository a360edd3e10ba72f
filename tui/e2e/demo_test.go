//go:build unix

package e2e_test

import (
	"os"
	"strings"
	"testing"
)

// TestTheDemoLeavesNothing plays a demo with a home that cannot be written to: sends,
// history, a report, production. Nothing is there afterwards.
func TestTheDemoLeavesNothing(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	if err := os.Chmod(home, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(home, 0o700) })
	p := startAt(t, home, []string{"--demo"})
	p.waitFor("SIMULATOR · DEMO")
	p.waitFor("demo-wallet")
	p.press(enter)
	p.waitFor("Token received")
	p.press("5")
	p.waitUntil("seven sends", func(screen string) bool {
		return strings.Contains(screen, "of 7") || strings.Count(screen, "SIMULATOR") > 7 || strings.Count(screen, "demo-") >= 7
	})
	p.press("1", "\x0f") // ^O
	p.waitFor("Report for Ripio's support")
	p.press("w")
	p.waitFor("the demo reads and writes no files")
	p.press(escape)
	p.waitFor("Send to SIMULATOR")
	p.press("\x1bOQ") // f2
	p.waitFor("No token is carried")
	p.press("\x1b[B", "\x1b[B", "\x1b[B") // the last one is the simulator
	p.press("\x1b[A", enter)
	p.waitFor("Send to PRODUCTION")
	p.press(enter)
	p.waitFor("the demo sends to its simulator only")
	p.press(ctrlC)
	p.checkEnd(0)
	if files := p.files(); len(files) > 0 {
		t.Errorf("the demo left %v", files)
	}
}
