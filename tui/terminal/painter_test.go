//go:build unix

package terminal_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
)

const (
	clear      = "\x1b[2J"
	leave      = "\x1b[?1049l"
	frameBegin = "\x1b[?2026h"
)

// shown is what stands on the screen after all output so far.
func (s *session) shown() []string {
	emulator := vt.NewEmulator(80, 24)
	_, _ = emulator.WriteString(s.Output())
	return strings.Split(emulator.String(), "\n")
}

func TestTheFirstFrameIsNotErased(t *testing.T) {
	t.Parallel()
	s := start(t, "program")
	s.waitFor("ready", 1)
	s.waitFor("80x24", 1) // the framework has started
	s.checkInUse()
	if got := strings.Count(s.Output(), clear); got != 1 {
		t.Errorf("the screen was erased %d times", got)
	}
	s.waitFor("ready", 1)
	s.quit()
	if got := strings.Count(s.Output(), "ready"); got != 1 {
		t.Errorf("the same line was written %d times", got)
	}
}

func TestClearScreen(t *testing.T) {
	t.Parallel()
	s := start(t, "program")
	s.waitFor("80x24", 1)
	s.must(s.Print("something else"))
	s.must(s.Type("x"))
	s.waitFor(clear, 2)
	s.waitFor("ready", 2)
	if text := strings.Join(s.shown(), "\n"); strings.Contains(text, "something") || !strings.Contains(text, "ready") {
		t.Errorf("the screen shows %q", text)
	}
	s.quit()
}

func TestResizedToTheSameSize(t *testing.T) {
	t.Parallel()
	s := start(t, "program")
	s.waitFor("80x24", 1)
	s.signal(syscall.SIGWINCH)
	s.waitFor("ready", 2)
	s.quit()
}

func TestViewLargerThanTheTerminal(t *testing.T) {
	t.Parallel()
	s := start(t, "program")
	s.waitFor("80x24", 1)
	s.must(s.Type("f"))
	s.waitFor("55555", 3)
	s.quit()
	before, _, _ := strings.Cut(s.Output(), leave)
	emulator := vt.NewEmulator(80, 24)
	_, _ = emulator.WriteString(before)
	lines := strings.Split(emulator.String(), "\n")
	if len(lines) != 24 || !strings.HasPrefix(lines[0], "size 80x24") || !strings.HasPrefix(lines[2], "ready") {
		t.Fatalf("the screen shows %q", lines)
	}
	for _, line := range lines[3:23] { // the framework erases the last line before it leaves
		if line != strings.Repeat(line[:1], 80) {
			t.Errorf("a line shows %q", line)
		}
	}
}

// TestNothingIsShownAfterTheEnd ends the program while a change waits for the end of
// a burst.
func TestNothingIsShownAfterTheEnd(t *testing.T) {
	t.Parallel()
	for range 5 {
		s := start(t, "program")
		s.waitFor("80x24", 1)
		s.must(s.Type("m\x1b[Am\x1b[Aq"))
		s.wait()
		s.checkGivenBack()
		if _, after, _ := strings.Cut(s.Output(), leave); strings.Contains(after, frameBegin) {
			t.Errorf("after the screen was left the program wrote %q", after)
		}
	}
}

// TestBurst checks that changes in quick succession share a frame, and that the last
// one is shown.
func TestBurst(t *testing.T) {
	t.Parallel()
	s := start(t, "program")
	s.waitFor("80x24", 1)
	s.must(s.Type(strings.Repeat("m\x1b[A", 60))) // with a key in between, as equal letters come as one
	s.poll(func() bool { return strings.Contains(strings.Join(s.shown(), "\n"), "moved 60") }, "the last change is not shown")
	if frames := strings.Count(s.Output(), frameBegin); frames > 30 {
		t.Errorf("%d frames for 60 changes at once", frames)
	}
	s.quit()
}

// TestKeysWhileTheTerminalTakesNoOutput checks that the model goes on, and that it
// can quit.
func TestKeysWhileTheTerminalTakesNoOutput(t *testing.T) {
	within(t, 3*time.Second, func(t *testing.T) time.Duration {
		mark := filepath.Join(t.TempDir(), "mark")
		s := start(t, "program", "TERMINAL_TEST_MARK="+mark)
		s.waitFor("ready", 1)
		s.must(s.Type("f"))
		s.waitFor("5555", 1)
		s.Pause()
		s.poll(s.Blocked, "the terminal still takes output")
		time.Sleep(50 * time.Millisecond)
		s.must(s.Type("k"))
		s.poll(func() bool { _, err := os.Stat(mark); return err == nil }, "the key did nothing")
		if !s.Blocked() {
			t.Error("the terminal took output")
		}
		s.must(s.Type("q"))
		_, took := s.wait()
		s.Resume()
		s.checkGivenBack()
		return took
	})
}
