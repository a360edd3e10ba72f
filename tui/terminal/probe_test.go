//go:build unix

package terminal_test

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"devtools/ripio-explorer/tui/terminal"
)

// canary stands for a secret that a panic carries.
const canary = "canary-c11ent-5ecret"

// TestMain lets the test binary play the program under test, and the shell
// that starts it.
func TestMain(m *testing.M) {
	switch os.Getenv("TERMINAL_TEST_ROLE") {
	case "program":
		os.Exit(runProbe())
	case "shell":
		os.Exit(runShell())
	}
	os.Exit(run(m))
}

// runProbe is the program's main: it runs the probe and reports as a program
// should.
func runProbe() int {
	if os.Getenv("TERMINAL_TEST_NOHUP") != "" {
		signal.Ignore(syscall.SIGHUP)
	}
	err := terminal.Run(probe{}, terminal.Options{
		Mouse:    true,
		Scrub:    func(text string) string { return strings.ReplaceAll(text, canary, "[secret]") },
		CrashLog: os.Getenv("TERMINAL_TEST_LOG"),
	})
	var bySignal *terminal.SignalError
	switch {
	case errors.As(err, &bySignal):
		return bySignal.ExitCode()
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		return 3
	}
	return 0
}

// probe is a model in which a key causes each kind of trouble.
type probe struct {
	size    string
	resumed int
	frame   int
	flood   bool
	moves   int
	broken  bool
}

type frameMsg struct{}

func nextFrame() tea.Msg {
	time.Sleep(5 * time.Millisecond)
	return frameMsg{}
}

func (p probe) Init() tea.Cmd {
	if os.Getenv("TERMINAL_TEST_PANIC") == "init" {
		panic("init " + canary)
	}
	return nil
}

func (p probe) Update(message tea.Msg) (tea.Model, tea.Cmd) {
	switch message := message.(type) {
	case tea.WindowSizeMsg:
		p.size = fmt.Sprintf("%dx%d", message.Width, message.Height)
	case tea.ResumeMsg:
		p.resumed++
	case frameMsg:
		p.frame++
		return p, nextFrame
	case tea.KeyMsg:
		return p.press(message.String())
	}
	return p, nil
}

func (p probe) press(key string) (tea.Model, tea.Cmd) {
	failing := func() tea.Msg { panic("command " + canary) }
	switch key {
	case "q":
		return p, tea.Quit
	case "i":
		return p, tea.Interrupt
	case "z":
		return p, tea.Suspend
	case "u":
		panic(fmt.Errorf("update \x1b]0;title\a %s", canary))
	case "v":
		p.broken = true
	case "c":
		return p, failing
	case "b":
		return p, tea.Batch(nextFrame, failing)
	case "s":
		return p, tea.Sequence(nextFrame, tea.Batch(failing, nextFrame))
	case "h":
		fmt.Print("hanging")
		select {} // an update that never ends
	case "m":
		p.moves++
	case "x":
		return p, tea.ClearScreen
	case "k":
		return p, func() tea.Msg { return os.WriteFile(os.Getenv("TERMINAL_TEST_MARK"), nil, 0o600) }
	case "f":
		p.flood = true
		return p, nextFrame
	}
	return p, nil
}

func (p probe) View() string {
	if p.broken {
		panic("view " + canary)
	}
	view := fmt.Sprintf("size %s\nnever stopped\nready", p.size)
	if p.resumed > 0 {
		view = fmt.Sprintf("size %s\nresumed %d\nready", p.size, p.resumed)
	}
	if p.moves > 0 {
		view += fmt.Sprintf("\nmoved %d", p.moves)
	}
	if p.flood {
		line := strings.Repeat(fmt.Sprint(p.frame%10), 200)
		view += strings.Repeat("\n"+line, 90)
	}
	return view
}
