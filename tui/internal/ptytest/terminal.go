//go:build unix

// Package ptytest runs a program in a pseudo-terminal of its own, for tests and
// measurements of how a program and its terminal get along.
package ptytest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// Terminal is a pseudo-terminal and the program that runs in it as the leader
// of its session.
type Terminal struct {
	// Command is the program.
	Command *exec.Cmd
	// Ended is closed when the program has ended.
	Ended chan struct{}
	// Before is the terminal's mode before the program started.
	Before *term.State

	master, slave *os.File
	watch         func(output []byte)

	mutex  sync.Mutex
	output []byte
	resume chan struct{} // not nil while output is not taken
}

// Start starts a command in a new terminal. watch, which may be nil, sees every
// piece of output as it comes.
func Start(command *exec.Cmd, columns, rows int, watch func(output []byte)) (*Terminal, error) {
	master, slave, err := open()
	if err != nil {
		return nil, fmt.Errorf("opening a pseudo-terminal: %w", err)
	}
	t := &Terminal{Command: command, Ended: make(chan struct{}), master: master, slave: slave, watch: watch}
	if err := t.start(columns, rows); err != nil {
		_ = t.HangUp()
		return nil, err
	}
	go func() {
		_ = command.Wait()
		close(t.Ended)
	}()
	go t.read()
	return t, nil
}

// open opens a pseudo-terminal. The master is opened anew in a form whose reads
// end when it is closed.
func open() (master, slave *os.File, err error) {
	blocking, slave, err := pty.Open()
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = blocking.Close() }() // a duplicate stays open
	fd, err := unix.FcntlInt(blocking.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err != nil {
		return nil, nil, errors.Join(err, slave.Close())
	}
	return os.NewFile(uintptr(fd), "pseudo-terminal"), slave, nil
}

// start sets the size and starts the program.
func (t *Terminal) start(columns, rows int) (err error) {
	if err := t.Resize(columns, rows); err != nil {
		return err
	}
	if t.Before, err = t.Mode(); err != nil {
		return err
	}
	t.Command.Stdin, t.Command.Stdout, t.Command.Stderr = t.slave, t.slave, t.slave
	t.Command.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	return t.Command.Start()
}

// read takes the program's output.
func (t *Terminal) read() {
	buffer := make([]byte, 32<<10)
	for {
		n, err := t.master.Read(buffer)
		t.mutex.Lock()
		t.output = append(t.output, buffer[:n]...)
		resume := t.resume
		t.mutex.Unlock()
		if t.watch != nil && n > 0 {
			t.watch(buffer[:n])
		}
		if err != nil {
			return
		}
		if resume != nil {
			<-resume
		}
	}
}

// Pause takes no more output, but for one last piece.
func (t *Terminal) Pause() {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.resume = make(chan struct{})
}

// Resume takes output again after a Pause.
func (t *Terminal) Resume() {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	close(t.resume)
	t.resume = nil
}

// Blocked reports whether the program cannot write.
func (t *Terminal) Blocked() bool {
	ready := []unix.PollFd{{Fd: int32(t.slave.Fd()), Events: unix.POLLOUT}}
	const milliseconds = 20
	n, err := unix.Poll(ready, milliseconds)
	return err == nil && n == 0
}

// Output is everything that the program has written.
func (t *Terminal) Output() string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return string(t.output)
}

// Type writes to the program, as the keyboard does.
func (t *Terminal) Type(text string) error {
	_, err := t.master.WriteString(text)
	return err
}

// Print writes to the terminal from the side of the program.
func (t *Terminal) Print(text string) error {
	_, err := t.slave.WriteString(text)
	return err
}

// Resize changes the size; the program is told.
func (t *Terminal) Resize(columns, rows int) error {
	size := pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)}
	if err := pty.Setsize(t.slave, &size); err != nil {
		return fmt.Errorf("resizing the terminal: %w", err)
	}
	return nil
}

// HangUp closes the terminal under the program.
func (t *Terminal) HangUp() error { return errors.Join(t.slave.Close(), t.master.Close()) }

// Close ends the program, if it still runs, and the terminal.
func (t *Terminal) Close() {
	_ = t.Command.Process.Kill()
	<-t.Ended
	_ = t.HangUp()
}
