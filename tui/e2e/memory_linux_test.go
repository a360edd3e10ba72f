package e2e_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The limits of what the program may hold after many sends, in KiB: of its own, and with
// the pages of its file, which the system can take back and which grow with the program.
const ownLimit, memoryLimit = 12 << 10, 30 << 10

// resident is a value of the program's memory, such as VmRSS, in KiB.
// Source: proc(5), /proc/pid/status.
func (p *program) resident(name string) int {
	p.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Command.Process.Pid))
	if err != nil {
		p.t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if value, found := strings.CutPrefix(line, name+":"); found {
			kilobytes, err := strconv.Atoi(strings.Fields(value)[0])
			if err != nil {
				p.t.Fatal(err)
			}
			return kilobytes
		}
	}
	p.t.Fatalf("there is no %s in %q", name, status)
	return 0
}

// sends counts the sends that the history holds.
func (p *program) sends() int {
	content, _ := os.ReadFile(filepath.Join(p.home, ".local/state/ripio-explorer/history.jsonl"))
	return bytes.Count(content, []byte("\n"))
}

// waitForSends waits until the history holds so many sends.
func (p *program) waitForSends(wanted int) {
	p.t.Helper()
	p.waitUntil(fmt.Sprintf("%d sends in the history", wanted), func(string) bool { return p.sends() >= wanted })
}

// TestMemoryAfterManySends sends a hundred times, each time as soon as the last one
// is written down, and then as fast as the keys come. Each send is kept with a
// fingerprint of the secret, which takes 32 MiB to compute.
func TestMemoryAfterManySends(t *testing.T) {
	p := start(t, nil)
	p.waitFor("Welcome")
	p.press(enter)
	p.waitFor("Send to SIMULATOR")
	check := func(when string) {
		t.Helper()
		own, all := p.resident("RssAnon"), p.resident("VmRSS")
		if own > ownLimit || all > memoryLimit {
			t.Errorf("%s the program holds %d KiB of its own and %d in all, want at most %d and %d", when, own, all, ownLimit, memoryLimit)
		}
		t.Logf("%s: %d KiB of its own, %d in all; at most so far %d", when, own, all, p.resident("VmHWM"))
	}
	check("at first")
	for sent := range 100 {
		p.press(enter)
		p.waitForSends(sent + 1)
	}
	check("after 100 sends")
	for range 30 { // sends come between the bursts
		for range 10 {
			p.press(enter)
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.waitForSends(110)
	check("after enter was held")
	p.press(ctrlC)
	p.checkEnd(0)
}
