//go:build unix

package terminal_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// runShell plays an interactive shell with one job, the probe: when it stops,
// the shell says so and waits for a line; "fg" continues it in the foreground,
// "kill" ends it where it is.
func runShell() int {
	job := exec.Command(os.Args[0])
	job.Env = append(os.Environ(), "TERMINAL_TEST_ROLE=program")
	job.Stdin, job.Stdout, job.Stderr = os.Stdin, os.Stdout, os.Stderr
	job.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Foreground: true}
	if err := job.Start(); err != nil {
		fmt.Println(err)
		return 1
	}
	signal.Ignore(syscall.SIGTTOU) // from here on: what is ignored is inherited
	fmt.Fprintf(os.Stdout, "job %d.", job.Process.Pid)
	lines := bufio.NewScanner(os.Stdin)
	for {
		var status syscall.WaitStatus
		if _, err := syscall.Wait4(job.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil {
			return 1
		}
		foreground(os.Getpid())
		if !status.Stopped() {
			fmt.Printf("job ended %d\n", status.ExitStatus())
			return 0
		}
		fmt.Println("job stopped")
		lines.Scan()
		if lines.Text() == "kill" {
			_ = syscall.Kill(-job.Process.Pid, syscall.SIGTERM)
		} else {
			foreground(job.Process.Pid)
		}
		_ = syscall.Kill(-job.Process.Pid, syscall.SIGCONT)
	}
}

// foreground hands the terminal to a process group.
func foreground(group int) {
	_ = unix.IoctlSetPointerInt(int(os.Stdin.Fd()), unix.TIOCSPGRP, group)
}
