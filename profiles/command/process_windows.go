package command

import (
	"os/exec"
	"syscall"
)

// createNoWindow returns the command no console to ask on. Source: Windows Process
// Creation Flags, CREATE_NO_WINDOW.
const createNoWindow = 0x08000000

// separate keeps the command away from the console.
func separate(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{CreationFlags: createNoWindow}
}

// end kills the command. What it started goes on, but is no longer waited for.
func end(command *exec.Cmd) error { return command.Process.Kill() }
