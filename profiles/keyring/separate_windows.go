package keyring

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// separate keeps the child away from the terminal. It starts nothing itself, so
// killing it is enough.
func separate(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NO_WINDOW}
}
