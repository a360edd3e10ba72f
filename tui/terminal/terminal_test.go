//go:build unix

package terminal_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The times within which a program must be gone: one that runs well, and one
// that hangs or whose terminal takes no output.
const (
	soon     = 200 * time.Millisecond
	notLater = 300 * time.Millisecond
)

// within runs a scenario that gives the time something took, up to three times
// on a busy machine, and fails when it always took too long.
func within(t *testing.T, limit time.Duration, scenario func(t *testing.T) time.Duration) {
	t.Helper()
	var took time.Duration
	for range 3 {
		if took = scenario(t); took <= limit {
			return
		}
	}
	t.Errorf("took %v, want at most %v", took, limit)
}

func TestQuit(t *testing.T) {
	t.Parallel()
	s := start(t, "program")
	s.waitFor("ready", 1)
	s.checkInUse()
	s.quit()
	s.checkGivenBack()
}

func TestInterruptFromTheModel(t *testing.T) {
	t.Parallel()
	s := start(t, "program")
	s.waitFor("ready", 1)
	s.must(s.Type("i"))
	if code, _ := s.wait(); code != 130 {
		t.Errorf("exit code = %d, want 130", code)
	}
	s.checkGivenBack()
}

func TestNothingIsAsked(t *testing.T) {
	t.Parallel()
	// The terminal never answers. A program that asks for its background waits
	// five seconds for the answer.
	began := time.Now()
	s := start(t, "program")
	s.waitFor("ready", 1)
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("first frame after %v", took)
	}
	s.quit()
	for name, question := range map[string]string{
		"foreground": "\x1b]10;?", "background": "\x1b]11;?", "cursor position": "\x1b[6n",
		"device attributes": "\x1b[c", "device status": "\x1b[5n", "keyboard": "\x1b[?u",
	} {
		if strings.Contains(s.Output(), question) {
			t.Errorf("the program asks the terminal for its %s", name)
		}
	}
}

func TestSignals(t *testing.T) {
	for _, test := range []struct {
		name   string
		signal syscall.Signal
		code   int
	}{
		{"SIGTERM", syscall.SIGTERM, 143},
		{"SIGHUP", syscall.SIGHUP, 129},
		{"SIGINT", syscall.SIGINT, 130},
		{"SIGQUIT", syscall.SIGQUIT, 131},
	} {
		t.Run(test.name, func(t *testing.T) {
			within(t, soon, func(t *testing.T) time.Duration {
				s := start(t, "program")
				s.waitFor("ready", 1)
				s.signal(test.signal)
				code, took := s.wait()
				if code != test.code {
					t.Errorf("exit code = %d, want %d", code, test.code)
				}
				s.checkGivenBack()
				return took
			})
		})
	}
}

func TestSignalWhileAnUpdateHangs(t *testing.T) {
	within(t, notLater, func(t *testing.T) time.Duration {
		s := start(t, "program")
		s.waitFor("ready", 1)
		s.must(s.Type("h"))
		s.waitFor("hanging", 1)
		s.signal(syscall.SIGTERM)
		code, took := s.wait()
		if code != 143 {
			t.Errorf("exit code = %d, want 143", code)
		}
		s.checkGivenBack()
		return took
	})
}

func TestSignalWhileTheTerminalTakesNoOutput(t *testing.T) {
	within(t, notLater, func(t *testing.T) time.Duration {
		s := start(t, "program")
		s.waitFor("ready", 1)
		s.must(s.Type("f"))
		s.waitFor("5555", 1)
		s.Pause()
		s.poll(s.Blocked, "the terminal still takes output")
		s.signal(syscall.SIGTERM)
		code, took := s.wait()
		if code != 143 {
			t.Errorf("exit code = %d, want 143", code)
		}
		s.Resume()
		s.checkGivenBack()
		return took
	})
}

func TestTerminalClosed(t *testing.T) {
	for _, test := range []struct {
		name        string
		environment []string
	}{
		{"SIGHUP delivered", nil},
		{"SIGHUP ignored", []string{"TERMINAL_TEST_NOHUP=1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			within(t, soon, func(t *testing.T) time.Duration {
				s := start(t, "program", test.environment...)
				s.waitFor("ready", 1)
				s.must(s.HangUp())
				code, took := s.wait()
				if code != 129 {
					t.Errorf("exit code = %d, want 129", code)
				}
				return took
			})
		})
	}
}

func TestPanic(t *testing.T) {
	for _, test := range []struct {
		name, key, environment, want string
	}{
		{"in Init", "", "TERMINAL_TEST_PANIC=init", "init [secret]"},
		{"in Update", "u", "", `update \x1b]0;title\x07 [secret]`},
		{"in View", "v", "", "view [secret]"},
		{"in a command", "c", "", "command [secret]"},
		{"in a batch", "b", "", "command [secret]"},
		{"in a sequence", "s", "", "command [secret]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			log := filepath.Join(t.TempDir(), "state", "crash.log")
			s := start(t, "program", test.environment, "TERMINAL_TEST_LOG="+log)
			if test.key != "" {
				s.waitFor("ready", 1)
				s.must(s.Type(test.key))
			}
			if code, _ := s.wait(); code != 3 {
				t.Errorf("exit code = %d, want 3", code)
			}
			s.checkGivenBack()
			s.waitFor(log, 1)
			_, printed, _ := strings.Cut(s.Output(), "\x1b[?1049l")
			if !strings.Contains(printed, "fault in the program itself: "+test.want+"\r\n") {
				t.Errorf("after the screen was left the program printed %q, want %q in it", printed, test.want)
			}
			kept := readLog(t, log)
			for name, text := range map[string]string{"screen": s.Output(), "log": kept} {
				if strings.Contains(text, canary) {
					t.Errorf("the %s holds the secret: %q", name, text)
				}
			}
			if !strings.Contains(kept, test.want) || !strings.Contains(kept, "probe_test.go:") {
				t.Errorf("the log holds no value or no stack: %q", kept)
			}
		})
	}
}

// readLog reads a crash log and checks that nobody else can.
func readLog(t *testing.T, path string) string {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		t.Errorf("mode of the log = %v, want 0600", mode)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestResizes(t *testing.T) {
	t.Parallel()
	s := start(t, "program")
	s.waitFor("ready", 1)
	for _, size := range [][2]int{{1, 1}, {300, 100}, {2, 40}, {1, 1}, {97, 31}} {
		s.must(s.Resize(size[0], size[1]))
	}
	s.waitFor("size 97x31", 1)
	s.quit()
}
