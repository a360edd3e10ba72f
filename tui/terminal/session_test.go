//go:build unix

package terminal_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"devtools/ripio-explorer/tui/internal/ptytest"
)

// deadline is how long anything may take that has no budget of its own.
const deadline = 10 * time.Second

// session is a program in a pseudo-terminal, under test.
type session struct {
	*ptytest.Terminal
	t *testing.T
}

// start starts the test binary in a role, in a terminal of 80 x 24.
func start(t *testing.T, role string, environment ...string) *session {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), "TERM=xterm-256color", "TERMINAL_TEST_ROLE="+role,
		"GORACE=atexit_sleep_ms=0 exitcode=0 log_path="+races) // the race detector delays every exit by a second otherwise
	command.Env = append(command.Env, environment...)
	terminal, err := ptytest.Start(command, 80, 24, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(terminal.Close)
	return &session{Terminal: terminal, t: t}
}

// must ends the test on an error.
func (s *session) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// poll waits until a condition holds.
func (s *session) poll(holds func() bool, complaint string) {
	s.t.Helper()
	for end := time.Now().Add(deadline); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("%s; the program wrote %q", complaint, s.Output())
		}
	}
}

// waitFor waits until the program has written a text as often as wanted.
func (s *session) waitFor(text string, times int) {
	s.t.Helper()
	s.poll(func() bool { return strings.Count(s.Output(), text) >= times }, "waited for "+text)
}

// wait waits for the program's end and gives its exit code and how long it
// took.
func (s *session) wait() (code int, took time.Duration) {
	s.t.Helper()
	began := time.Now()
	select {
	case <-s.Ended:
	case <-time.After(deadline):
		s.t.Fatal("the program did not end")
	}
	return s.Command.ProcessState.ExitCode(), time.Since(began)
}

// quit presses the key that ends the program well.
func (s *session) quit() {
	s.t.Helper()
	s.must(s.Type("q"))
	if code, _ := s.wait(); code != 0 {
		s.t.Errorf("exit code = %d, want 0", code)
	}
}

// signal sends a signal to the program.
func (s *session) signal(number syscall.Signal) {
	s.t.Helper()
	s.must(s.Command.Process.Signal(number))
}

// checkInUse waits until the program has the terminal: raw, on the alternate
// screen without cursor, with mouse, focus reports and bracketed paste.
func (s *session) checkInUse() {
	s.t.Helper()
	want := []string{
		ptytest.Mouse, ptytest.FocusReports, ptytest.MouseSGR, ptytest.AltScreen, ptytest.BracketedPaste,
	}
	s.poll(func() bool {
		mode, err := s.Mode()
		s.must(err)
		return *mode != *s.Before && slices.Equal(s.Switched(), want)
	}, "the program does not have the terminal")
}

// checkGivenBack waits until the terminal is as it was before the program.
func (s *session) checkGivenBack() {
	s.t.Helper()
	s.poll(func() bool { return s.GivenBack() == nil }, "the terminal is not as it was")
}
