package terminal_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// races is where the programs under test write what the race detector finds. On
// the terminal, where it writes otherwise, a report would wait for ever when the
// terminal takes no output.
var races string

// run runs the tests and fails when a program had a race of this project's. Bubble
// Tea has some of its own while it starts and ends.
func run(m *testing.M) int {
	folder, err := os.MkdirTemp("", "races")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	races = filepath.Join(folder, "report")
	code := m.Run()
	reports, _ := filepath.Glob(races + "*")
	for _, report := range reports {
		text, err := os.ReadFile(report)
		if err != nil || isOurs(string(text)) {
			fmt.Fprintf(os.Stderr, "%v\n%s\n", err, text)
			code = max(code, 1)
		}
	}
	return code
}

var (
	access   = regexp.MustCompile(`(?m)^(?:Previous )?(?i:read|write|atomic \w+) at .*\n((?:  .*\n)+)`)
	function = regexp.MustCompile(`(?m)^  ([\w.-]+/\S+)\(`)
)

// isOurs reports whether the innermost function of an access, apart from those of
// the standard library, is this project's.
func isOurs(report string) bool {
	for _, stack := range access.FindAllStringSubmatch(report, -1) {
		for _, frame := range function.FindAllStringSubmatch(stack[1], -1) {
			if standard := !strings.Contains(strings.SplitN(frame[1], "/", 2)[0], ".") && !strings.HasPrefix(frame[1], "devtools/"); standard {
				continue
			}
			if strings.HasPrefix(frame[1], "devtools/") {
				return true
			}
			break
		}
	}
	return false
}

func TestRacesAreTold(t *testing.T) {
	const report = `==================
WARNING: DATA RACE
Read at 0x00c0000802b0 by goroutine 15:
  os.(*File).Fd()
      file.go:723 +0x36
  %s
      place.go:1 +0x1

Previous write at 0x00c0000802b0 by goroutine 13:
  internal/poll.(*FD).destroy()
      fd_unix.go:84 +0xcc
  github.com/charmbracelet/bubbletea.(*Program).shutdown()
      tea.go:824 +0x1ca
  devtools/ripio-explorer/tui/terminal.(*runner).run()
      terminal.go:94 +0x16f
`
	for frame, want := range map[string]bool{
		"github.com/muesli/cancelreader.(*epollCancelReader).wait()": false,
		"devtools/ripio-explorer/tui/terminal.(*painter).paint()":    true,
	} {
		if got := isOurs(fmt.Sprintf(report, frame)); got != want {
			t.Errorf("%s: %t", frame, got)
		}
	}
}
