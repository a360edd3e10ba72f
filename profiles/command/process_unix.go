//go:build unix

package command

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// separate returns the command a session of its own: it has no terminal to ask or
// draw on, and its process group can be ended with all that it started.
func separate(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	command.Cancel = func() error { return end(command) }
}

// end kills the command's process group. A process that made a session of its
// own has left the group; the limit on waiting for its pipe is for it.
func end(command *exec.Cmd) error {
	err := syscall.Kill(-command.Process.Pid, syscall.SIGKILL)
	if errors.Is(err, syscall.ESRCH) {
		return os.ErrProcessDone // what package exec takes for "it has ended already"
	}
	return err
}
