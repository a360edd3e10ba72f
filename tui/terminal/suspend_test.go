//go:build unix

package terminal_test

import (
	"regexp"
	"strconv"
	"syscall"
	"testing"
)

func TestSuspendAndResume(t *testing.T) {
	for _, test := range []struct {
		name    string
		suspend func(s *session)
	}{
		{"ctrl+z", func(s *session) { s.must(s.Type("z")) }},
		{"SIGTSTP", func(s *session) { s.signalJob(syscall.SIGTSTP) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := start(t, "shell")
			s.waitFor("ready", 1)
			s.checkInUse()
			for round := 1; round <= 2; round++ {
				test.suspend(s)
				s.waitFor("job stopped", round)
				s.checkGivenBack()
				s.must(s.Type("fg\n"))
				s.waitFor("resumed "+strconv.Itoa(round), 1)
				s.waitFor("ready", 1+round) // the frame is whole
				s.checkInUse()
			}
			s.must(s.Type("q"))
			s.waitFor("job ended 0", 1)
			s.checkGivenBack()
		})
	}
}

func TestStoppedWithoutWarning(t *testing.T) {
	t.Parallel()
	s := start(t, "shell")
	s.waitFor("ready", 1)
	s.signalJob(syscall.SIGSTOP)
	s.waitFor("job stopped", 1)
	s.useTerminalOtherwise()
	s.must(s.Type("fg\n"))
	s.waitFor("resumed 1", 1)
	s.checkInUse()
	s.must(s.Type("q"))
	s.waitFor("job ended 0", 1)
}

func TestEndedWhileSuspended(t *testing.T) {
	t.Parallel()
	s := start(t, "shell")
	s.waitFor("ready", 1)
	s.must(s.Type("z"))
	s.waitFor("job stopped", 1)
	s.must(s.Type("kill\n"))
	s.waitFor("job ended 143", 1)
	s.checkGivenBack()
}

func TestSuspendWithNobodyToResume(t *testing.T) {
	t.Parallel()
	s := start(t, "program") // leads its session, so that the system ignores the stop
	s.waitFor("ready", 1)
	s.must(s.Type("z"))
	s.waitFor("resumed 1", 1)
	s.checkInUse()
	s.quit()
	s.checkGivenBack()
}

var jobNumber = regexp.MustCompile(`job (\d+)\.`)

// signalJob sends a signal to the program that the shell started.
func (s *session) signalJob(number syscall.Signal) {
	s.t.Helper()
	match := jobNumber.FindStringSubmatch(s.Output())
	if match == nil {
		s.t.Fatalf("the shell did not name its job: %q", s.Output())
	}
	job, err := strconv.Atoi(match[1])
	s.must(err)
	s.must(syscall.Kill(job, number))
}

// useTerminalOtherwise changes what a shell changes when a program stops.
func (s *session) useTerminalOtherwise() {
	s.t.Helper()
	s.must(s.SetMode(s.Before))
	s.must(s.Print("\x1b[?1049l\x1b[?25h\x1b[?2004l"))
}
