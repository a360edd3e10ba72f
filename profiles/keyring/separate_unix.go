//go:build unix

package keyring

import (
	"os/exec"
	"syscall"
)

// separate returns the child a session of its own, without the terminal, and has
// its end take everything that it started with it.
func separate(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
}
