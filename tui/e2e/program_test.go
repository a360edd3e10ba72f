//go:build unix

// Package e2e_test drives the built program in a pseudo-terminal with an
// emulator behind it, as a person does.
package e2e_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"devtools/ripio-explorer/tui/internal/ptytest"
)

// deadline is how long anything may take that has no budget of its own.
const deadline = 15 * time.Second

// binary is the program, built once for all tests.
var binary string

func TestMain(m *testing.M) { os.Exit(buildAndRun(m)) }

func buildAndRun(m *testing.M) int {
	if os.Getenv(firstFrameOnly) != "" {
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "ripio-explorer-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "ripio-explorer")
	build := exec.Command("go", "build", "-o", binary, "devtools/ripio-explorer")
	if output, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, output)
		return 1
	}
	return m.Run()
}

// program is the running program with its screen.
type program struct {
	*ptytest.Terminal
	t      *testing.T
	home   string
	screen *screen
}

// environment is that of a fresh machine: an empty home and no settings.
func environment(home string, more ...string) []string {
	return append([]string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.TempDir(),
		"TERM=xterm-256color", "LANG=C.UTF-8",
	}, more...)
}

// start starts the program in a terminal of 120 x 36 with an empty home.
func start(t *testing.T, arguments []string, more ...string) *program {
	t.Helper()
	return startAt(t, t.TempDir(), arguments, more...)
}

// startAt starts the program with the given home.
func startAt(t *testing.T, home string, arguments []string, more ...string) *program {
	t.Helper()
	return startCommand(t, home, exec.Command(binary, arguments...), more...)
}

// startCommand starts a command that leads to the program.
func startCommand(t *testing.T, home string, command *exec.Cmd, more ...string) *program {
	t.Helper()
	const columns, rows = 120, 36
	p := &program{t: t, home: home, screen: newScreen(columns, rows)}
	command.Env = environment(home, more...)
	terminal, err := ptytest.Start(command, columns, rows, p.screen.Write)
	if err != nil {
		t.Fatal(err)
	}
	p.Terminal = terminal
	t.Cleanup(terminal.Close)
	return p
}

// press types keys.
func (p *program) press(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		if err := p.Type(key); err != nil {
			p.t.Fatal(err)
		}
	}
}

// The keys that no letter stands for.
const (
	enter  = "\r"
	tab    = "\t"
	escape = "\x1b"
	ctrlC  = "\x03"
	ctrlP  = "\x10"
	ctrlT  = "\x14"
	ctrlY  = "\x19"
)

// pasted is a text as a terminal hands it over that marks what is pasted.
func pasted(text string) string { return "\x1b[200~" + text + "\x1b[201~" }

// resize changes the size of the terminal and of the screen behind it.
func (p *program) resize(columns, rows int) {
	p.t.Helper()
	p.screen.Resize(columns, rows)
	if err := p.Resize(columns, rows); err != nil {
		p.t.Fatal(err)
	}
}

// waitUntil waits until the screen is as wanted and gives it.
func (p *program) waitUntil(what string, holds func(text string) bool) string {
	p.t.Helper()
	for end := time.Now().Add(deadline); ; time.Sleep(2 * time.Millisecond) {
		text := p.screen.Text()
		if holds(text) {
			return text
		}
		if time.Now().After(end) {
			p.t.Fatalf("waited in vain for %s; the screen shows\n%s", what, text)
		}
	}
}

// waitFor waits until the screen shows a text and gives the screen.
func (p *program) waitFor(text string) string {
	p.t.Helper()
	return p.waitUntil(text, func(screen string) bool { return strings.Contains(screen, text) })
}

// wait waits for the program's end and gives its exit code and how long it
// took.
func (p *program) wait() (code int, took time.Duration) {
	p.t.Helper()
	began := time.Now()
	select {
	case <-p.Ended:
	case <-time.After(deadline):
		p.t.Fatal("the program did not end; the screen shows\n" + p.screen.Text())
	}
	return p.Command.ProcessState.ExitCode(), time.Since(began)
}

// checkEnd waits for the end and checks the exit code and that the terminal
// was given back.
func (p *program) checkEnd(want int) {
	p.t.Helper()
	if code, _ := p.wait(); code != want {
		p.t.Errorf("exit code = %d, want %d; the screen shows\n%s", code, want, p.screen.Text())
	}
	var err error
	for end := time.Now().Add(deadline); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if err = p.GivenBack(); err == nil && p.screen.Left() {
			return
		}
	}
	p.t.Errorf("the terminal was not given back: %v", err)
}

// files lists the files under the program's home.
func (p *program) files() []string {
	p.t.Helper()
	var files []string
	err := filepath.WalkDir(p.home, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, strings.TrimPrefix(path, p.home+"/"))
		}
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return files
}
